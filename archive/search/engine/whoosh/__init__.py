"""The embedded engine: Whoosh keeps the index (schema, segments, deletions, tables of contents), numpy answers from it.

engine      the contract's Engine: writing, building anew, looking
view        the contract's View of a snapshot
terms       sorted term tables: postings as flat arrays, mapped from disk
codec       those tables as a codec of Whoosh, the schema, and the folders of its generations
writer      one segment per batch; small segments are merged as arrays
tidying     merging in the background, for commits that somebody waits for
snapshot    an index as it stands: segments joined, deletions masked, hot postings kept
evaluate    clauses answered with documents and scores; phrases by the places of their words
answering   one question against one snapshot
"""
