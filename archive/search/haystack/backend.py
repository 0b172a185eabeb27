"""Haystack's engines, backend and query on our engine contract: stock SearchQuerySets and commands work.

The query builds clauses instead of a string; strings (`narrow`, `raw_search`) are parsed by our query language. An update
re-reads the articles from the database.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, SearchNode, log_query
from haystack.constants import ID
from haystack.exceptions import SearchBackendError
from haystack.models import SearchResult as HaystackResult

from archive.catalog.models import Article
from archive.search.engine import clauses as c
from archive.search.engine import open_engine
from archive.search.engine.contract import SearchQuery, SearchResult, View
from archive.search.engine.document import KEYED, MULTIVALUED, Record
from archive.search.expansion import expand_query
from archive.search.haystack.lookups import NUMBER_FIELDS, article_pk, lookup_clause
from archive.search.highlighting import HighlightMatcher, snippet
from archive.search.indexing import indexer
from archive.search.query import compile_query
from archive.search.related.similar import similar_clause
from archive.search.request import KEYED_FACETS

SORTED_BY = {
    **{name: name for name in KEYED},
    **dict.fromkeys(NUMBER_FIELDS, "pk"),
    "published": "published",
    "score": "score",
}
FROM_RECORD = ("title", "key", "text")
"""Fields that results read from the database, because the index does not store them."""
MODEL = "catalog.article"


class ArchiveBackend(BaseSearchBackend):
    """The URL or PATH of the connection is the place of the engine named by the subclass."""

    engine_name: str

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **{"BATCH_SIZE": indexer.COMMIT_DOCUMENTS, **options})
        self.engine = open_engine(self.engine_name, options.get("URL") or options["PATH"])

    def setup(self) -> None:
        """Nothing to set up: the first update creates the index."""

    # Writing

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        indexer.update((pk for article in iterable if (pk := article_pk(article)) is not None), engine=self.engine)

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        pk = article_pk(obj_or_string)
        if pk is not None:
            indexer.remove([pk], engine=self.engine)

    def clear(self, models: Sequence[Any] | None = None, commit: bool = True) -> None:
        if models is None or Article in models:
            indexer.clear(engine=self.engine)

    # Searching

    @log_query
    def search(self, query_string: Any, **options: Any) -> dict[str, Any]:
        """`query_string` is a clause or a string of our query language; the options are Haystack's."""
        view = self.engine.view()
        clause = self._within(_as_clause(query_string), options)
        counting = _Counting(options)
        found = view.search(
            SearchQuery(
                clause=clause,
                sort=_order(options.get("sort_by") or ()),
                start=options.get("start_offset") or 0,
                end=options.get("end_offset"),
                facets=tuple(_facet(name) for name in options.get("facets") or {}),
                facet_limit=None,
                count_clauses=tuple(counting.clauses),
            )
        )
        facets = {"fields": _field_counts(found, options), **counting.named(found.clause_counts)}
        return {
            "results": self._results(view, found, clause, options),
            "hits": found.count,
            "facets": facets if any(facets.values()) else {},
            "spelling_suggestion": None,
        }

    def more_like_this(
        self, model_instance: Any, additional_query_string: Any = None, **options: Any
    ) -> dict[str, Any]:
        pk = article_pk(model_instance)
        similar = c.MatchNone() if pk is None else similar_clause(self.engine.view(), pk)
        within = () if additional_query_string is None else (_as_clause(additional_query_string),)
        results: dict[str, Any] = self.search(c.And((similar, *within)), **options)
        return results

    def _within(self, clause: c.Clause, options: dict[str, Any]) -> c.Clause:
        """The clause and the narrowing queries and models of the options."""
        parts = [_narrowing(query) for query in sorted(options.get("narrow_queries") or ())]
        if (models := options.get("models")) and Article not in models:
            parts.append(c.MatchNone())
        return c.And((clause, *parts)) if parts else clause

    def _results(self, view: View, found: SearchResult, clause: c.Clause, options: dict[str, Any]) -> list[Any]:
        result_class = options.get("result_class") or HaystackResult
        highlight = bool(options.get("highlight"))
        wanted = options.get("fields") or (*FROM_RECORD, "highlighted")
        printed: dict[int, Article] = {}
        if highlight or any(name in wanted for name in FROM_RECORD):
            published = Article.objects.published().with_record() if highlight else Article.objects.published()
            for start in range(0, len(found.pks), 500):
                printed |= published.in_bulk(found.pks[start : start + 500])
        matcher = HighlightMatcher(clause) if highlight else None
        records = view.records(found.pks) if found.pks else {}
        results = []
        for pk, score in zip(found.pks, found.scores, strict=True):
            fields = _stored(records.get(pk) or Record(pk))
            if article := printed.get(pk):
                fields |= {"title": article.display_title, "key": article.key}
                if matcher is not None:
                    cut, _ = snippet([paragraph.text for paragraph in article.paragraphs.all()], matcher)
                    fields["highlighted"] = {"text": [cut]}
            results.append(result_class("catalog", "article", str(pk), score, **fields))
        return results

    def build_schema(self, fields: Any) -> tuple[str, dict[str, Any]]:
        return "text", dict(fields)


class _Counting:
    """The clauses that date facets and query facets count, and the names of their counts."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.clauses: list[c.Clause] = []
        self.gaps: dict[str, list[dt.datetime]] = {}
        self.queries: list[str] = []
        for name, details in (options.get("date_facets") or {}).items():
            _only_published(name)
            gaps = list(_gaps(details))
            self.gaps[name] = [start for start, _, _ in gaps]
            self.clauses += [c.PublicationStart(first, after - dt.timedelta(days=1)) for _, first, after in gaps]
        for name, query in options.get("query_facets") or ():
            self.queries.append(f"{name}_{query}")
            self.clauses.append(_narrowing(f"{name}:{query}"))

    def named(self, counted: Sequence[int]) -> dict[str, dict[str, Any]]:
        numbers = iter(counted)
        dates = {name: [(start, next(numbers)) for start in starts] for name, starts in self.gaps.items()}
        return {"dates": dates, "queries": {name: next(numbers) for name in self.queries}}


def _field_counts(found: SearchResult, options: dict[str, Any]) -> dict[str, Any]:
    limits = {
        name: details.get("limit") if isinstance(details, dict) else None
        for name, details in (options.get("facets") or {}).items()
    }
    return {name: found.facets[_facet(name)][:limit] for name, limit in limits.items()}


def _stored(record: Record) -> dict[str, Any]:
    fields: dict[str, Any] = {ID: f"{MODEL}.{record.pk}"}
    for name in KEYED:
        keys = list(record.keys.get(name, ()))
        fields[name] = keys if name in MULTIVALUED else next(iter(keys), None)
    return {**fields, "published": record.first}


def _as_clause(query: Any) -> c.Clause:
    if isinstance(query, c.Clause):
        return query
    text = str(query)
    return c.MatchAll() if text.strip() in ("", "*", "*:*") else compile_query(expand_query(text)).clause


def _narrowing(query: str) -> c.Clause:
    """`field:value` as in Haystack (with or without `_exact`), else our query language."""
    name, colon, value = query.partition(":")
    if colon and name.removesuffix("_exact") in KEYED and not any(mark in value for mark in "():"):
        return lookup_clause(name, "exact", value.strip().strip("\"'"))
    return _as_clause(query)


def _facet(name: str) -> str:
    plain = name.removesuffix("_exact")
    if plain not in (*KEYED_FACETS, "kind", "year", "month"):
        raise SearchBackendError(f"Unknown facet {name}; facets are {', '.join(KEYED_FACETS)}, kind, year and month.")
    return plain


def _only_published(name: str) -> None:
    if name.removesuffix("_exact") != "published":
        raise SearchBackendError(f"{name} is not a date field; `published` is.")


def _order(fields: Sequence[str]) -> str | tuple[tuple[str, bool], ...]:
    order = []
    for name in fields:
        column = SORTED_BY.get(name.lstrip("-").removesuffix("_exact"))
        if column is None:
            raise SearchBackendError(f"Results cannot be ordered by {name}, only by {', '.join(SORTED_BY)}.")
        order.append((column, name.startswith("-")))
    return tuple(order) if order else "relevance"


def _gaps(details: dict[str, Any]) -> Iterator[tuple[dt.datetime, dt.date, dt.date]]:
    """(start as Haystack returns it, first day, day after the last) of each gap; gaps shorter than a day are days."""
    start, end = (
        day.date() if isinstance(day, dt.datetime) else day for day in (details["start_date"], details["end_date"])
    )
    amount = max(1, int(details.get("gap_amount", 1)))
    while start < end:
        if details["gap_by"] in ("year", "month"):
            months = start.year * 12 + start.month - 1 + amount * (12 if details["gap_by"] == "year" else 1)
            following = start.replace(year=months // 12, month=months % 12 + 1, day=min(start.day, 28))
        else:
            following = start + dt.timedelta(days=amount)
        yield dt.datetime(start.year, start.month, start.day), start, min(following, end)
        start = following


class ArchiveQuery(BaseSearchQuery):
    """Builds a clause instead of a string."""

    def build_query(self) -> c.Clause:
        clause = _node_clause(self.query_filter)
        if self.boost:
            ranking = tuple(c.Boost(lookup_clause("content", "content", w), float(b)) for w, b in self.boost.items())
            clause = c.And((clause,), ranking)
        return clause

    def __str__(self) -> str:
        return str(self.build_query())

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """A lookup in our query language, for `narrow(SQ(…))`."""
        text = " ".join(str(getattr(value, "query_string", value)).replace('"', " ").split())
        if field in ("content", "text"):
            return f'"{text}"' if filter_type == "exact" else f"({text})"
        if field == "published":
            names = {"gt": "after", "lt": "before"}
            if filter_type in ("gte", "lte"):
                opposite = "before" if filter_type == "gte" else "after"
                return f'(date:"1..9999" NOT {opposite}:"{text}")'
            return f'{names.get(filter_type, "date")}:"{text}"'
        if filter_type == "in" and not isinstance(value, str):
            return "(" + " OR ".join(f'{field}:"{part}"' for part in value) + ")"
        return f'{field.removesuffix("_exact")}:"{text}"'

    def run_mlt(self, **options: Any) -> None:
        limits = {"start_offset": self.start_offset, "end_offset": self.end_offset}
        super().run_mlt(**{**limits, "narrow_queries": self.narrow_queries, **options})


def _field_and_lookup(node: SearchNode, expression: str) -> tuple[str, str]:
    field, lookup = node.split_expression(expression)
    return str(field), str(lookup)


def _node_clause(node: SearchNode) -> c.Clause:
    parts = []
    for child in node.children:
        if isinstance(child, tuple):
            expression, value = child
            parts.append(lookup_clause(*_field_and_lookup(node, expression), value))
        else:
            parts.append(_node_clause(child))
    if not parts:
        clause: c.Clause = c.MatchAll()
    elif len(parts) == 1:
        clause = parts[0]
    else:
        clause = c.Or(tuple(parts)) if node.connector == SearchNode.OR else c.And(tuple(parts))
    return c.Not(clause) if node.negated and parts else clause


class WhooshBackend(ArchiveBackend):
    engine_name = "whoosh"


class TantivyBackend(ArchiveBackend):
    engine_name = "tantivy"


class OpenSearchBackend(ArchiveBackend):
    engine_name = "opensearch"


class WhooshEngine(BaseEngine):
    backend = WhooshBackend
    query = ArchiveQuery


class TantivyEngine(BaseEngine):
    backend = TantivyBackend
    query = ArchiveQuery


class OpenSearchEngine(BaseEngine):
    backend = OpenSearchBackend
    query = ArchiveQuery
