"""OpenSearch as the engine: a cluster keeps the index and answers from it. For archives that outgrow one machine.

address      what ARCHIVE_OPENSEARCH_URL says: machines, credentials, name of the index, shards and copies
connection   the client with its time-outs; the cluster's refusals as SearchUnavailableError
mapping      the index template: analysed fields, keyword columns, ranges of days
fields       a document as the cluster indexes it: tagged forms packed into tokens
queries      clauses as queries
facets       counts as aggregations, exact however many shards there are
shortening   questions that are too long for a cluster
paging       orders, and hits however deep
view         questions answered; the words of the texts
tickets      which write is the newer one, and who is building: the control index
generations  the indices behind the alias: begun, swapped, dropped
bulk         documents written, refusals retried and named
engine       all this as the Engine of the contract

Nothing here decides what matches: text comes analysed by `forms`, and the queries ask for the very forms. The server
needs no plugin; what is used is in its core and in analysis-common, which every distribution has.
"""
