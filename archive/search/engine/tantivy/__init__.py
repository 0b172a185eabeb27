"""Tantivy keeps words, positions, keys and days, and tells who is found and who is best; numpy counts facets.

schema      the fields of a document, and an index of them in a folder
feeding     a document's words as one stream of tokens: the three levels of a word in turn, at three positions
terms       tagged forms as terms of that stream
phrases     phrases and nearness; what Tantivy cannot tell is read from the words that are stored
spoken      the days that texts speak of: one term for each interval
translation clauses as Tantivy's queries
matching    the same without scores, in the fewest terms
counting    how many hits there are, and their days
ordering    order and pages of the hits
records     the records of the documents as rows of columns
frequent    the documents of frequent terms, kept beside the index
recent      documents that have changed since, told by their words
kept        what a snapshot has worked out and may be asked again
snapshot    an index at one moment, and the one reader of it in this process
finding     a clause as far as it finds
sets        what clauses find, as rows
answering   a question with facets
view        the contract's View
writing     what goes out, what comes in, one commit
merging     whether Tantivy merges segments just now
lingering   one writer at a time, which stays open while it merges
engine      the contract's Engine
"""
