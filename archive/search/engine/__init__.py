"""The embedded engine: Whoosh keeps the index (schema, segments, deletions, tables of contents), numpy answers from it.

forms       a document's words as tagged forms, three levels at one position
terms       sorted term tables: postings as flat arrays, mapped from disk
codec       those tables as a codec of Whoosh, and the schema
writer      one segment per batch; small segments are merged as arrays
generations the folders of an index, the pointer to the current one, the lock of the one writer
columns     what is known of each document beside its words: facet keys, dates, length
snapshot    an index as it stands: segments joined, deletions masked, hot postings kept
clauses     what can be asked; evaluate answers it with a mask and scores
ranking     order and pages of the hits; facets counts them
answering   one request against one snapshot
"""
