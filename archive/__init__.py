"""Khizana, a searchable archive of Arabic news: the map of the house.

*catalog holds what the paper printed; entities and chronology hold what we read in it.*

The rooms, each importing only from rooms to its left (import-linter holds the rule):

    text ← catalog ← {entities, chronology} ← search ← ingest ← {web, curation}

- `text`        Arabic as letters and words: tokens, foldings, stems, the date grammar. No Django, no engine.
- `catalog`     the record: Source, Article and its paragraphs, the raw document, the import batch, the outbox.
- `entities`    the authority file: Entity, NameForm, Mention; recognising names in articles; what curators decide of both.
- `chronology`  dates: the grammar's results on articles, each with its evidence.
- `search`      the only room that knows Haystack and the engines (three behind one contract): façade, query language,
                facets, snippets.
- `ingest`      files → records: readers, line roles, splitting, provenance, annotation, import, reading again.
- `web`         the readers' pages, feeds and JSON.
- `curation`    the curators' admin.

One request: `web/urls.py` → view → form → frozen `SearchRequest` → `search.search(request)` → parser → compiler →
engine → frozen `ResultPage` → template. Nobody outside `search` sees a SearchQuerySet.

One change: a service in `catalog` writes the record and, in the same transaction, a row of the outbox; after commit
the caller asks `search` to drain it. There are no signals of our own.
"""
