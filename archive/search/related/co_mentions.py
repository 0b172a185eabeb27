"""Co-mention counts and related articles, computed from the index, which contains only what readers may see."""

import math

from archive.catalog.models import Article
from archive.search.engine import clauses as c
from archive.search.engine import current_engine
from archive.search.engine.contract import SearchQuery, View
from archive.search.engine.document import VERSION_GROUP

ENTITY_COLUMNS = ("person", "place", "organization")
_ARTICLES = c.Keys("kind", ("article",))


def co_mentioned(kind: str, key: str, limit: int) -> list[tuple[str, int]]:
    """Keys of the entities most often mentioned in the same articles as this one, with the number of those articles."""
    together = c.And((_ARTICLES, c.Keys(kind, (key,))))
    found = current_engine().view().search(SearchQuery(together, facets=ENTITY_COLUMNS, facet_limit=limit + 1, end=0))
    counts = [pair for column in ENTITY_COLUMNS for pair in found.facets[column] if pair[0] != key]
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:limit]


def also_about(article: Article, limit: int) -> list[Article]:
    """Published articles that share entities with this one, no version of this text, and one of each other text.

    Rare entities weigh more.
    """
    view = current_engine().view()
    shared = _shared(view, article.pk)
    if not shared:
        return []
    others = c.And((c.Or(shared), _ARTICLES, c.Not(c.DocIds((article.pk,))), *_no_version(view, article.pk)))
    pks = view.search(SearchQuery(others, end=limit, group=VERSION_GROUP)).pks
    found = Article.objects.published().select_related("source").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def _no_version(view: View, pk: int) -> tuple[c.Clause, ...]:
    """Not the versions of this article's text: its page lists them by themselves."""
    record = view.records([pk]).get(pk)
    groups = record.keys.get(VERSION_GROUP, ()) if record else ()
    return tuple(c.Not(c.Keys(VERSION_GROUP, (group,))) for group in groups)


def _shared(view: View, pk: int) -> tuple[c.Clause, ...]:
    """A clause for each entity of this document that other documents mention, too; its score grows with the entity's rarity."""
    record = view.records([pk]).get(pk)
    if record is None:
        return ()
    entities = [c.Keys(column, (key,)) for column in ENTITY_COLUMNS for key in record.keys.get(column, ())]
    counts = view.search(SearchQuery(count_clauses=tuple(entities), end=0)).clause_counts
    weighed = [
        (entity, math.log(view.count / count) + 0.1)
        for entity, count in zip(entities, counts, strict=True)
        if count > 1
    ]
    return tuple(c.ConstantScore(entity, weight) for entity, weight in weighed)
