"""Benchmarks and evaluations of the archive; `python -m bench` lists the commands.

engines      index size, speed and query times of each search engine, against SQLite FTS5 and Lucene
relevance    conflation of word forms and retrieval on judged sets
names        name variants: how many are found, and which names collide with common words
recognition  training and evaluation of the named-entity tagger
site         a running site over HTTP: response times, and comparison of two versions

Nothing under `archive` imports this package.
"""
