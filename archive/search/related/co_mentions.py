"""Co-mention counts and related articles, computed from the index, which contains only what readers may see."""

import math
from typing import NamedTuple

from archive.catalog.models import Article
from archive.search.engine import clauses as c
from archive.search.engine import current_engine
from archive.search.engine.contract import SearchQuery, View
from archive.search.engine.document import VERSION_GROUP

ENTITY_COLUMNS = ("person", "place", "organization")
ARTICLES = c.Keys("kind", ("article",))


def co_mentioned(kind: str, key: str, limit: int) -> list[tuple[str, int]]:
    """Keys of the entities most often mentioned in the same articles as this one, with the number of those articles."""
    together = c.And((ARTICLES, c.Keys(kind, (key,))))
    found = current_engine().view().search(SearchQuery(together, facets=ENTITY_COLUMNS, facet_limit=limit + 1, end=0))
    counts = [pair for column in ENTITY_COLUMNS for pair in found.facets[column] if pair[0] != key]
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:limit]


class SharedEntity(NamedTuple):
    """An entity of an article that other articles mention, too: `column` is its type; `weight` grows with its rarity."""

    column: str
    key: str
    weight: float


def also_about(article: Article, limit: int) -> list[Article]:
    """Published articles that share entities with this one, no version of this text, and one of each other text.

    Rare entities weigh more.
    """
    view = current_engine().view()
    shared = tuple(
        c.ConstantScore(c.Keys(name.column, (name.key,)), name.weight) for name in shared_entities(view, article.pk)
    )
    if not shared:
        return []
    others = c.And((c.Or(shared), ARTICLES, c.Not(c.DocIds((article.pk,))), *no_version(view, article.pk)))
    pks = view.search(SearchQuery(others, end=limit, group=VERSION_GROUP)).pks
    found = Article.objects.published().select_related("source").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def no_version(view: View, pk: int) -> tuple[c.Clause, ...]:
    """Not the versions of this article's text: its page lists them by themselves."""
    record = view.records([pk]).get(pk)
    groups = record.keys.get(VERSION_GROUP, ()) if record else ()
    return tuple(c.Not(c.Keys(VERSION_GROUP, (group,))) for group in groups)


def shared_entities(view: View, pk: int) -> list[SharedEntity]:
    """The entities of this document that other documents mention, too."""
    record = view.records([pk]).get(pk)
    if record is None:
        return []
    entities = [(column, key) for column in ENTITY_COLUMNS for key in record.keys.get(column, ())]
    asked = SearchQuery(count_clauses=tuple(c.Keys(column, (key,)) for column, key in entities), end=0)
    counts = view.search(asked).clause_counts
    return [
        SharedEntity(column, key, math.log(view.count / count) + 0.1)
        for (column, key), count in zip(entities, counts, strict=True)
        if count > 1
    ]
