"""Mixed load on a site: readers search, curators save, imports change records, all at once, on a copy of an archive.

`command` runs it for one or more checkouts and prints a table; `served_site` starts the site of a checkout; `readers`,
`curators` and `importer` are the actors; `workload` draws what they do from the archive; `samples` are the times taken.
"""
