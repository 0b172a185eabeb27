"""Two outlets compared over the articles that a search finds in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min

from archive.catalog.models import Article
from archive.coverage.outlets.comparison import (
    Contrast,
    Contrasts,
    contrast,
    contrast_wording,
)
from archive.coverage.outlets.log_odds import Counted
from archive.coverage.outlets.naming import Naming, named_differently
from archive.coverage.outlets.wording import KEYS_PER_QUERY, Stems, Wording, count_wording, read_parts
from archive.entities.models import Entity, Mention
from archive.statements.selectors import speakers_in

__all__ = ["Contrasts", "OutletArticles", "OutletContrasts", "compare_outlets"]

BACKGROUND_ARTICLES = 500
"""Of other outlets, from which the prior is estimated."""
MOST_WORDS, MOST_NAMES, MOST_THINGS = 25, 15, 12
MIN_NAMED = 3


@dataclass(frozen=True, slots=True)
class OutletArticles:
    """An outlet by the key of its source, its name, and primary keys of its articles."""

    source: str
    name: str
    pks: Sequence[int]


@dataclass(frozen=True, slots=True)
class OutletContrasts:
    """Words and pairs in their most frequent printed form. Names count articles that mention them; speakers count quotations."""

    words: Contrasts[str]
    pairs: Contrasts[str]
    names: Contrasts[Entity]
    speakers: Contrasts[Entity]
    naming: list[Naming]
    """What both write of under different names."""


def compare_outlets(left: OutletArticles, right: OutletArticles) -> OutletContrasts:
    """The prior of words is estimated from both and from articles of other outlets, spread over the archive."""
    outlets = (left.name, right.name)
    background = background_articles((left.source, right.source))
    parts = [read_parts(pks, outlets) for pks in (left.pks, right.pks, background)]
    sides = [count_wording(one) for one in parts]
    mentions = [mentioned_in(side.pks) for side in (left, right)]
    speakers = [dict(speakers_in(side.pks)) for side in (left, right)]
    return OutletContrasts(
        words=printed_contrasts(contrast_wording(sides, length=1, most=MOST_WORDS), sides),
        pairs=printed_contrasts(contrast_wording(sides, length=2, most=MOST_WORDS), sides),
        names=_named(mentions, Counted(len(left.pks), len(right.pks))),
        speakers=_named(speakers, Counted(*(sum(said.values()) for said in speakers))),
        naming=named_differently(parts[0], parts[1], MOST_THINGS),
    )


def background_articles(without: Sequence[str] = ()) -> list[int]:
    """Published articles (primary keys) spread over the archive, at most BACKGROUND_ARTICLES, none of these sources (keys).

    Every n-th primary key is looked up, twice as many as are wanted, and not every article: so many in an archive of any size.
    """
    ends = Article.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return []
    step = max(1, (ends["last"] - ends["first"]) // (2 * BACKGROUND_ARTICLES))
    looked_up = range(ends["first"], ends["last"] + 1, step)
    rows = Article.objects.published().articles().exclude(source__key__in=without).order_by("pk")
    pks = [
        pk
        for start in range(0, len(looked_up), KEYS_PER_QUERY)
        for pk in rows.filter(pk__in=looked_up[start : start + KEYS_PER_QUERY]).values_list("pk", flat=True)
    ]
    return pks[:: max(1, -(-len(pks) // BACKGROUND_ARTICLES))]


def mentioned_in(pks: Sequence[int]) -> dict[int, int]:
    """Articles that mention each entity, by its primary key."""
    found: dict[int, int] = {}
    for start in range(0, len(pks), KEYS_PER_QUERY):
        rows = Mention.objects.visible().filter(article__in=pks[start : start + KEYS_PER_QUERY]).order_by()
        counts = rows.values("entity").annotate(articles=Count("article", distinct=True))
        for entity, count in counts.values_list("entity", "articles"):
            found[entity] = found.get(entity, 0) + count
    return found


def _named(sides: Sequence[dict[int, int]], totals: Counted) -> Contrasts[Entity]:
    left, right = sides
    kept = {pk for side in sides for pk, count in side.items() if count >= MIN_NAMED}
    found = contrast({pk: Counted(left.get(pk, 0), right.get(pk, 0)) for pk in kept}, totals, MOST_NAMES)
    entities = Entity.objects.in_bulk([one.key for side in (found.left, found.right) for one in side])

    def known(side: Sequence[Contrast[int]]) -> tuple[Contrast[Entity], ...]:
        return tuple(Contrast(entities[one.key], one.counted, one.z) for one in side if one.key in entities)

    return Contrasts(known(found.left), known(found.right))


def printed_contrasts(found: Contrasts[Stems], sides: Sequence[Wording]) -> Contrasts[str]:
    def shown(side: Sequence[Contrast[Stems]], wording: Wording) -> tuple[Contrast[str], ...]:
        return tuple(Contrast(wording.form(one.key), one.counted, one.z) for one in side)

    return Contrasts(shown(found.left, sides[0]), shown(found.right, sides[1]))
