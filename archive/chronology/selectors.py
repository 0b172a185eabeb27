"""Reads of the dates that articles speak of."""

from collections.abc import Iterable

from archive.catalog.models import Article
from archive.chronology.models import DateMention


def article_dates(article: Article) -> list[DateMention]:
    """The dates that one article speaks of, in the order they are printed (the title's first)."""
    return list(article.dates.order_by("paragraph", "start"))


def dates_by_article(pks: Iterable[int]) -> dict[int, list[DateMention]]:
    """The dates of several articles by primary key, in one query; articles without dates are left out."""
    dates: dict[int, list[DateMention]] = {}
    for date in DateMention.objects.filter(article_id__in=list(pks)).order_by("article_id", "paragraph", "start"):
        dates.setdefault(date.article_id, []).append(date)
    return dates
