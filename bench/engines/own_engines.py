"""Our engines as subjects: queries as the site sends them, in mode wide, restricted to the kind `article`.

Expansion by country names is included, expansion by name variants is not: it reads the database of an archive.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice

from archive.search.engine import clauses as c
from archive.search.engine.contract import Engine, SearchQuery
from archive.search.expansion import expand_query
from archive.search.indexing.indexer import COMMIT_DOCUMENTS
from archive.search.query import compile_query
from bench.engines.articles import document
from bench.engines.stages import SEVEN_FACETS, THREE_FACETS, Row
from bench.engines.workload import Query

ARTICLES = c.Keys("kind", ("article",))


class OwnEngine:
    facets: tuple[tuple[str, ...], ...] = ((), THREE_FACETS, SEVEN_FACETS)
    served = False

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.name = engine.name

    def index(self, batches: Iterable[Sequence[Row]]) -> None:
        with self.engine.build(lambda pks: ()) as builder:
            rows = chain.from_iterable(batches)
            while chunk := list(islice(rows, COMMIT_DOCUMENTS)):
                builder.add(document(row) for row in chunk)

    def prepare(self, asked: Query, facets: tuple[str, ...]) -> Callable[[], int]:
        if facets == SEVEN_FACETS:
            return lambda: self.engine.view().search(search_query(asked, facets)).count
        compiled = search_query(asked, facets)
        return lambda: self.engine.view().search(compiled).count

    def change(self, row: Row) -> None:
        self.engine.write([document(row)], gone=[row["pk"]])

    def size(self) -> int:
        return self.engine.state().size

    def server_seconds(self) -> float:
        return 0.0


def search_query(asked: Query, facets: tuple[str, ...]) -> SearchQuery:
    filters: dict[str, c.Clause] = {"kind": ARTICLES}
    if asked.first is not None and asked.last is not None:
        filters["date"] = c.Published(dt.date.fromordinal(asked.first), dt.date.fromordinal(asked.last))
    return SearchQuery(
        clause=compile_query(expand_query(written(asked))).clause,
        filters=filters,
        facets=facets,
        sort="newest" if asked.kind == "browse" else "relevance",
    )


def written(asked: Query) -> str:
    """The query as a reader would type it."""
    match asked.kind:
        case "any":
            return " أو ".join(asked.words)
        case "phrase":
            return f'"{" ".join(asked.words)}"'
        case "prefix":
            return f"{asked.words[0]}*"
    return " ".join(asked.words)
