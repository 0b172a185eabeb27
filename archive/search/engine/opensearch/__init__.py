"""The engine for archives that outgrow one machine: an OpenSearch cluster keeps the index and answers queries.

address      what ARCHIVE_OPENSEARCH_URL says: machines, credentials, name of the index, shards and copies
connection   the client with its time-outs; errors of the cluster as SearchUnavailableError
mapping      the index template: analysed fields, keyword columns, date ranges
fields       a document as the cluster indexes it: tagged forms packed into tokens
queries      clauses as queries
facets       counts as aggregations, exact for any number of shards
shortening   queries that are too long for a cluster
grouping     several hits as one result, counted exactly
paging       sort orders, and hits at any depth
view         the contract's View: queries and vocabulary
tickets      order of writes, and the builder's lease: the control index
generations  the indices behind the alias: created, swapped, dropped
bulk         writing documents, with retries
engine       the contract's Engine

Text is analysed by `forms`, and queries ask for these forms: the server's own analysis decides nothing. It needs no plugin:
only its core and analysis-common, which every distribution has, are used.
"""
