"""The readers' pages, feeds and JSON.

One request's way: `urls` → a view in `views/` → `forms.read_request` (query string → SearchRequest) → `search.search` →
the presenting modules (`facets`, `chart`, `chips`, `paging`, `body`, `serial`) → a template (`templates/web`, Jinja's; what it may
call is in `templating`) or JSON.
`addresses` is the way back: SearchRequest → query string, for every link that changes one thing of a search.
"""
