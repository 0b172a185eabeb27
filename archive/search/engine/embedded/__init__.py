"""What the engines in a folder (Whoosh, Tantivy) share; both answer filters, facets and sort orders with numpy.

engine          the contract's Engine: writing, building, publishing
generations     folders of the index, pointer to the current one, locks
reader          the current snapshot of a process
records         the record of a document as it is stored
columns         records as numpy columns; column_filters evaluates clauses over them
rows            the documents of a snapshot: live rows, orders by time
sorting, facets order and counts of rows; grouping makes one result of several; tally counts bitmaps of frequent keys
cache           an LRU of arrays
"""
