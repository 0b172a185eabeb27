"""Tantivy keeps words, positions, keys and days, and answers from them; nothing of ours lies beside its index.

schema      the fields of a document, and an index of them in a folder
feeding     a document's words as one stream of tokens: the three levels of a word in turn, at three positions
terms       tagged forms as terms of that stream
phrases     phrases and nearness; what Tantivy cannot tell is read from the words that are stored
spoken      the days that texts speak of: one term for each interval
translation clauses as Tantivy's queries
counting    facets, days
ordering    order and pages of the hits
snapshot    an index at one moment, and the one reader of it in this process
view        the contract's View
writing     one writer at a time: what goes out, what comes in, one commit
engine      the contract's Engine
"""
