"""Days of publication: what readers may see of each, and the days before and after it that have something.

Only articles whose day is known belong to a day; those of which the month alone is known belong to the month. Dates after
tomorrow are doubted and belong to none.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Length

from archive.catalog.models import Article, Paragraph, Source

READ_PARAGRAPHS = 4
"""Paragraphs of each article that are loaded, for its opening."""
MAX_DAY = 1_000
"""Articles of a source's day among which an article's place is told."""


@dataclass(frozen=True)
class PlaceInDay:
    """`number` (from 1) of `count` in the order in which they came in; `previous` and `next` are (key, title) or None."""

    number: int
    count: int
    previous: tuple[str, str] | None
    next: tuple[str, str] | None


@dataclass(frozen=True)
class NearDays:
    """The nearest days with articles before and after a day, and before and after its month."""

    previous: dt.date | None
    next: dt.date | None
    before_month: dt.date | None
    after_month: dt.date | None


def articles_of_day(day: dt.date, source: Source | None = None) -> list[Article]:
    """Published articles of a day, of one source or all, the longest first; each with its source, its first paragraphs and
    `length`, the characters of its paragraphs."""
    texts = Paragraph.objects.filter(article=OuterRef("pk")).order_by().values("article")
    length = Subquery(texts.annotate(length=Sum(Length("text"))).values("length"))
    opening = Prefetch("paragraphs", Paragraph.objects.filter(position__lt=READ_PARAGRAPHS))
    found = _of_days(source).filter(published_on=day).select_related("source").prefetch_related(opening)
    return list(found.annotate(length=length).order_by("-length", "pk"))


def place_in_day(article: Article) -> PlaceInDay | None:
    """Where an article stands among those of its source and day; None if it belongs to no day or is alone there, and on days of
    more than MAX_DAY articles. One query."""
    if article.source is None:
        return None
    day = _of_days(article.source).filter(published_on=article.published_on).order_by("pk")
    found = list(day.values_list("pk", "key", "title", "generated_title")[: MAX_DAY + 1])
    place = next((place for place, row in enumerate(found) if row[0] == article.pk), None)
    if place is None or not 1 < len(found) <= MAX_DAY:
        return None
    named = [(key, title or generated) for _, key, title, generated in found]
    return PlaceInDay(
        place + 1,
        len(found),
        named[place - 1] if place else None,
        named[place + 1] if place + 1 < len(found) else None,
    )


def articles_of_month_alone(day: dt.date, source: Source | None = None) -> QuerySet[Article]:
    """Published articles of which no more is known than that they are of the month of this day."""
    found = _visible(source).filter(published_precision="month", published_on=day.replace(day=1))
    return found.select_related("source").order_by("pk")


def days_of_month(day: dt.date, source: Source | None = None) -> dict[dt.date, int]:
    """The days of the month of this day that have articles, with their number."""
    first, last = _month(day)
    found = _of_days(source).filter(published_on__gte=first, published_on__lte=last)
    rows = found.order_by().values_list("published_on").annotate(count=Count("pk"))
    return {of: count for of, count in rows if of}


def near_days(day: dt.date, source: Source | None = None) -> NearDays:
    found = _of_days(source).order_by()
    first, last = _month(day)

    def latest(before: dt.date) -> dt.date | None:
        return found.filter(published_on__lt=before).aggregate(day=Max("published_on"))["day"]

    def earliest(after: dt.date) -> dt.date | None:
        return found.filter(published_on__gt=after).aggregate(day=Min("published_on"))["day"]

    return NearDays(latest(day), earliest(day), latest(first), earliest(last))


def newest_day(source: Source | None = None) -> dt.date | None:
    """The last day that has articles."""
    return _of_days(source).order_by().aggregate(day=Max("published_on"))["day"]


def _visible(source: Source | None) -> QuerySet[Article]:
    found = Article.objects.published().articles().plausibly_dated()
    return found.filter(source=source) if source else found


def _of_days(source: Source | None) -> QuerySet[Article]:
    return _visible(source).filter(published_precision="day")


def _month(day: dt.date) -> tuple[dt.date, dt.date]:
    """Its first and last day."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
