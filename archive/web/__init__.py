"""The readers' pages, feeds and JSON.

One request's way: `urls` → a view in `views/` → `forms.read_request` (query string → SearchRequest) → `search.search` →
the presenting modules (`facets`, `chart`, `chips`, `paging`, `body`, `serial`) → a template or JSON. Templates are Jinja's; what
they may call is in `templating`.
`addresses` is the way back: SearchRequest → query string, for every link that changes one thing of a search.
"""
