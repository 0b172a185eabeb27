"""The default engine: Whoosh keeps the index (schema, segments, deletions, tables of contents), numpy answers queries.

engine        the contract's Engine
view          the contract's View of a snapshot
codec         schema, and the codec that stores term tables
terms         sorted term tables: postings as flat arrays, mapped from disk; table_merge merges them
writer        one segment for each commit; merge_policy chooses segments to merge
snapshot      an index at one moment: segments joined, deletions masked, postings cached
evaluate      clauses as documents and scores; words scores single words, phrases counts phrases and windows
execute       one query on one snapshot
"""
