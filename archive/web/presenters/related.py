"""Related articles with their reasons in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.catalog.models import Article
from archive.search import RelatedArticle
from archive.web.presenters.arabic_text import date_phrase
from archive.web.presenters.labels import FacetLabels

SAME_DAY = "نُشر في اليوم نفسه"


@dataclass(frozen=True)
class RelatedRow:
    article: Article
    reason: str


@dataclass(frozen=True)
class RelatedList:
    key: str
    title: str
    rows: list[RelatedRow]


def related_lists(
    names: Sequence[RelatedArticle], words: Sequence[RelatedArticle], days: Sequence[RelatedArticle]
) -> list[RelatedList]:
    """Those that have rows."""
    labels = FacetLabels(pair for one in names for pair in one.names)
    lists = [
        RelatedList("names", "عمّن فيه وعمّا فيه", [RelatedRow(one.article, _names(one, labels)) for one in names]),
        RelatedList(
            "words", "بألفاظه", [RelatedRow(one.article, f"فيه أيضًا: {'، '.join(one.words)}") for one in words]
        ),
        RelatedList("days", "في زمنه", [RelatedRow(one.article, _days(one)) for one in days]),
    ]
    return [one for one in lists if one.rows]


def _names(one: RelatedArticle, labels: FacetLabels) -> str:
    known = [labels.of(*pair) for pair in one.names if labels.knows(*pair)]
    return f"يذكر أيضًا: {'، '.join(known)}" if known else ""


def _days(one: RelatedArticle) -> str:
    mentioned = "، ".join(date_phrase(day.isoformat()) for day in one.days)
    return f"يذكر أيضًا: {mentioned}" if mentioned else SAME_DAY
