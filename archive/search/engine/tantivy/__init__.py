"""Tantivy keeps words, positions, keys and dates, finds hits and ranks them; numpy counts facets.

engine        the contract's Engine
view          the contract's View of a snapshot
schema        the fields of a document, and indexes in folders
token_stream  a document's words as one stream of tokens: the three levels of a word at three positions
writer        writing and committing; shared_writer keeps one open while segments are merged
records       the records of the documents as rows of columns
snapshot      an index at one moment, and its reader
queries       clauses as Tantivy's queries
counting      the number of hits, and their dates
hits          order and pages of the hits
bitmaps       the documents of frequent terms, stored next to the index
docsets       the documents of clauses, as rows
execute       a query with facets
"""
