"""Haystack's engines, backend and query on our engine contract: stock SearchQuerySets and commands work.

The query builds clauses instead of a string; strings (`narrow`, `raw_search`) are parsed by our query language. An update
re-reads the articles from the database.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend, log_query
from haystack.constants import ID
from haystack.exceptions import SearchBackendError
from haystack.models import SearchResult as HaystackResult

from archive.catalog.models import Article
from archive.search.engine import clauses as c
from archive.search.engine import open_engine
from archive.search.engine.contract import SearchQuery, SearchResult, View
from archive.search.engine.document import KEYED, MULTIVALUED, Record
from archive.search.haystack.facets import FacetClauses, facet_column, field_counts
from archive.search.haystack.lookups import NUMBER_FIELDS, article_pk, narrowing_clause, query_clause
from archive.search.haystack.query import ArchiveQuery
from archive.search.highlighting import HighlightMatcher, snippet
from archive.search.indexing import indexer
from archive.search.related.similar import similar_clause

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
        clause = self._within(query_clause(query_string), options)
        counting = FacetClauses(options)
        found = view.search(
            SearchQuery(
                clause=clause,
                sort=_order(options.get("sort_by") or ()),
                start=options.get("start_offset") or 0,
                end=options.get("end_offset"),
                facets=tuple(facet_column(name) for name in options.get("facets") or {}),
                facet_limit=None,
                count_clauses=tuple(counting.clauses),
            )
        )
        facets = {"fields": field_counts(found, options), **counting.named(found.clause_counts)}
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
        within = () if additional_query_string is None else (query_clause(additional_query_string),)
        results: dict[str, Any] = self.search(c.And((similar, *within)), **options)
        return results

    def _within(self, clause: c.Clause, options: dict[str, Any]) -> c.Clause:
        """The clause and the narrowing queries and models of the options."""
        parts = [narrowing_clause(query) for query in sorted(options.get("narrow_queries") or ())]
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


def _stored(record: Record) -> dict[str, Any]:
    fields: dict[str, Any] = {ID: f"{MODEL}.{record.pk}"}
    for name in KEYED:
        keys = list(record.keys.get(name, ()))
        fields[name] = keys if name in MULTIVALUED else next(iter(keys), None)
    return {**fields, "published": record.first}


def _order(fields: Sequence[str]) -> str | tuple[tuple[str, bool], ...]:
    order = []
    for name in fields:
        column = SORTED_BY.get(name.lstrip("-").removesuffix("_exact"))
        if column is None:
            raise SearchBackendError(f"Results cannot be ordered by {name}, only by {', '.join(SORTED_BY)}.")
        order.append((column, name.startswith("-")))
    return tuple(order) if order else "relevance"


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
