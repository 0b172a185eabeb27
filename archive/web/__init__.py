"""The readers' pages, feeds and JSON.

A request passes through `urls`, a view in `views/`, `query_string.parse_request` (query string → SearchRequest),
`search.search`, the presenters, and a Jinja template or a JSON format. `templating` lists what templates may call.
Every link that changes one parameter of a search is written by `query_string`.
"""
