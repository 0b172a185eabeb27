"""`make bench`: what each engine takes, beside peers, in one run. Numbers, no verdicts; nothing here serves the site.

articles    the articles that are measured on: read from JSON lines, names and dates found once, sentence by sentence
growth      as many articles as are wanted: the real ones, then seeded perturbations of them
collection  the folder that one size of it is measured in, the same for every subject
workload    queries of every class, drawn from the collection's own words
course      what every subject does: index, answer, find a changed article
engines     our engines as subjects (cluster: the one that a server runs); fts5 and lucene: the peers
results     what a course yields, as JSON; table prints it, figure draws how it grows

Each subject runs in a process of its own, so that its memory is its own; `manage.py bench` starts them one after another.
"""
