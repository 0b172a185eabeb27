"""Storing the dates mentioned in articles, and the decisions of curators about them.

Relative dates (أمس، 12 فبراير) are resolved against the article's publication date, as precisely as it is known; without one,
or with one after tomorrow, only dates printed with their year are stored. Captions are read like other paragraphs. A date
that a curator confirmed, corrected or refused is kept when the article is read again, as long as it is still printed.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import transaction

from archive.catalog.models import TITLE_PARAGRAPH, Article
from archive.catalog.span_services import clear_of, spans_decide, spans_keep_decided, spans_replaced
from archive.chronology.models import DateMention
from archive.text.dates import PRECISIONS, interval, read_dates

ARTICLES_AT_ONCE = 200
"""Articles read again at once."""


class ReadDate(NamedTuple):
    """A date as it was read: the columns of a `DateMention`. Plain values: they pass between processes."""

    value: str
    end_value: str
    first: dt.date
    last: dt.date
    precision: str
    basis: str
    doubt: str
    surface: str
    paragraph: int
    start: int
    end: int


def dates_read(*, title: str, paragraphs: Sequence[tuple[str, str]], published: str | None) -> list[ReadDate]:
    """All dates in a title and in `paragraphs`, which are (role, text) in printed order; `published` is the article's date in
    ISO form, as precise as it is known."""
    texts = [title, *(text for _role, text in paragraphs)]
    return [
        ReadDate(
            date.value,
            date.end_value or "",
            date.first,
            date.last,
            date.precision,
            date.basis,
            date.doubt,
            date.surface[:250],
            position,
            date.start,
            date.end,
        )
        for position, dates in enumerate(read_dates(texts, published), TITLE_PARAGRAPH)
        for date in dates
    ]


def dates_unsaved(article: Article, read: Iterable[ReadDate]) -> list[DateMention]:
    """Unsaved rows of these dates."""
    return [DateMention(article=article, **date._asdict()) for date in read]


def dates_build(article: Article, paragraphs: Sequence[tuple[str, str]]) -> list[DateMention]:
    """Unsaved rows for all dates in the title and in `paragraphs`, which are (role, text) in printed order."""
    read = dates_read(title=article.title or "", paragraphs=paragraphs, published=article.believed_value)
    return dates_unsaved(article, read)


@transaction.atomic
def dates_refresh(*, article: Article, paragraphs: Sequence[tuple[str, str]] | None = None) -> int:
    """Read the dates of a saved article again and replace its undecided rows; returns the number of rows.

    `paragraphs` are (role, text), by default the stored ones. A decided date moves with its words within the paragraph, and
    is deleted when they are no longer printed there.
    """
    if paragraphs is None:
        paragraphs = list(article.paragraphs.order_by("position").values_list("role", "text"))
    rows = dates_build(article, paragraphs)
    kept = spans_keep_decided(article.dates.all(), [article.title or "", *(text for _role, text in paragraphs)])
    added = DateMention.objects.bulk_create(clear_of(rows, kept))
    return len(added) + len(kept)


def date_confirm(*, date: DateMention) -> None:
    """Keep the date as it was read."""
    dates_decide(dates=[date], decision=DateMention.Decision.CONFIRMED)


def date_refuse(*, date: DateMention) -> None:
    """The words are not a date, or not this one: hide it from readers."""
    dates_decide(dates=[date], decision=DateMention.Decision.REFUSED)


def date_correct(*, date: DateMention, value: str, end_value: str = "") -> None:
    """Replace the value of a date. Raises ValueError as `check_value` does."""
    check_value(value, end_value)
    dates_decide(dates=[date], decision=DateMention.Decision.CONFIRMED, value=value, end_value=end_value)


def check_value(value: str, end_value: str = "") -> tuple[dt.date, dt.date]:
    """First and last day of a date or span.

    Raises ValueError if a value is not an ISO date, or the span runs backwards or has ends of different precision.
    """
    first, last = interval(value)[0], interval(end_value or value)[1]
    if last < first or len(value) not in PRECISIONS or len(end_value or value) != len(value):
        raise ValueError(f"not a date or span: {value} to {end_value}")
    return first, last


def dates_decide(*, dates: Sequence[DateMention], decision: str, value: str = "", end_value: str = "") -> None:
    """One decision about many dates: `confirmed` as they were read, or with another value if one is given; or `refused`.

    Raises ValueError as `check_value` does, for all or none.
    """
    if not value and not end_value:
        spans_decide(spans=dates, decision=decision)
        return
    first, last = check_value(value, end_value)
    for date in dates:
        date.value, date.end_value, date.first, date.last = value, end_value, first, last
        date.precision, date.doubt = PRECISIONS[len(value)], ""
    changed = ("value", "end_value", "first", "last", "precision", "doubt")
    spans_decide(spans=dates, decision=decision, changed=changed)


def date_reopen(*, date: DateMention) -> None:
    """Withdraw the decision and read the article's dates again."""
    dates_reopen(dates=[date])


@transaction.atomic
def dates_reopen(*, dates: Sequence[DateMention]) -> None:
    """Withdraw the decisions about many dates and read their articles again."""
    spans_decide(spans=dates, decision="")
    pks = sorted({date.article_id for date in dates})
    for start in range(0, len(pks), ARTICLES_AT_ONCE):
        articles = Article.objects.filter(pk__in=pks[start : start + ARTICLES_AT_ONCE]).prefetch_related("paragraphs")
        read = []
        for article in articles:
            paragraphs = [(paragraph.role, paragraph.text) for paragraph in article.paragraphs.all()]
            texts = [article.title or "", *(text for _role, text in paragraphs)]
            read.append((article.pk, texts, dates_build(article, paragraphs)))
        DateMention.objects.bulk_create(spans_replaced(DateMention.objects.all(), read))
