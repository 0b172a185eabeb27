"""Khizana, a searchable archive of Arabic news: the map of its rooms.

*catalog holds what the paper printed; entities, chronology and statements hold what we read in it.*

Each room imports only from rooms to its left, and only through their doors; import-linter holds both rules:

    text ← catalog ← {entities, chronology} ← statements ← coverage ← search ← {ingest, desk} ← {web, curation}

- `text`        Arabic text analysis: tokens, letter folding, stemming, dates, names, layout. No Django, no engine.
                Doors: the package and its six sub-packages.
- `catalog`     the record: Source, Article and its paragraphs, the raw document, the import batch; PrintedSpan, the model
                that mentions, dates, quotations and figures share; redactions, readers' requests, corrections; the outbox, the
                jobs of the background process, the metrics.
- `entities`    the authority file: Entity, NameForm, Mention; recognition of names; curators' decisions about both.
- `chronology`  dates mentioned in articles, curators' decisions about them, timelines.
- `statements`  who said what, and how many: quotations with speaker and cue, figures, curators' decisions about them.
- `coverage`    many papers, one text or one event: versions, and what each kept, cut and added; stories and their chapters;
                two outlets compared in words.
- `search`      the only room that knows Haystack and the engines (three behind one contract). Door: the package alone.
- `ingest`      files, feeds and uploads → records: readers, roles of lines, splitting, provenance, the import and its undoing,
                re-analysis; curators' rules.
- `desk`        what a journalist keeps: accounts, sessions and tokens, saved searches and alerts, dossiers.
- `web`         the readers' pages, feeds and JSON; the server.
- `curation`    the curators' admin.

Beside the rooms: `settings`, whose values `environment` and `log_settings` read from ARCHIVE_* variables; `log_lines`, how the
log is written; `urls` and `wsgi`; `command_line`, which `manage.py` and the installed program `khizana` call.

The doors of a Django room are its `models`, `services` (writes), `selectors` and `querysets` (reads). `bench/`, next to this
package, measures and serves nothing; no room imports it.

A search: `web/urls.py` → view → `query_string.parse_request` → frozen `SearchRequest` → `search.search` → parse, expand,
compile → engine → frozen `ResultPage` → template or JSON. Nobody outside `search` sees a SearchQuerySet.

A change: a service of `catalog`, `entities`, `chronology`, `statements` or `coverage` writes the record and, in the same
transaction, rows of the outbox; the commit wakes the background process, which indexes them. There are no signals of our own.
What a journalist keeps is written by services of `desk` and is in no index.

Processes: `manage.py serve` supervises the web workers (`web/server`) and the background process (`manage.py work`,
`catalog/jobs`), which drains the outbox and runs the jobs that rooms register: comparisons, stories, uploads, feeds, alerts,
embargoes, new readings.
"""
