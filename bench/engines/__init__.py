"""`make bench`: indexing rate, index size, memory and query times of each engine and of SQLite FTS5 and Lucene, in one run.

articles    reads and annotates the articles: names and dates are found once, sentence by sentence
synthetic   extends them to any number with seeded perturbations
collection  writes the folder of one size: articles and workload, shared by every subject
workload    draws queries of every class from the collection's own words
stages      what every subject is timed at: indexing, queries, updates
own_engines and opensearch run our engines as subjects; fts5 and lucene are the peers
subjects    runs each stage of a subject in a process of its own, so that memory is measured per subject
results     holds the figures, as JSON; table prints them, chart draws how they grow
"""
