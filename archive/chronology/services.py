"""Writing down the dates that an article's title and paragraphs speak of, and what curators decide about them.

Open dates (أمس، 12 فبراير) are resolved against the article's own publication date, as precise as that is known; without
one only what is printed with its year is kept. Captions count like any other paragraph. A date that a curator confirmed,
corrected or refused stays as it was decided through every new reading, as long as the article prints it.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from archive.catalog.models import Article
from archive.catalog.services import outbox_add
from archive.chronology.models import DateMention
from archive.text.dates import PRECISIONS, interval, read_dates
from archive.text.layout import nearest_occurrence

TITLE = -1
"""The place of the title, as a paragraph's position."""


def dates_build(article: Article, paragraphs: Sequence[tuple[str, str]]) -> list[DateMention]:
    """Unsaved rows for all dates in the title and in `paragraphs`, which are (role, text) in printed order."""
    texts = [article.title or "", *(text for _role, text in paragraphs)]
    return [
        DateMention(
            article=article,
            value=date.value,
            end_value=date.end_value or "",
            first=date.first,
            last=date.last,
            precision=date.precision,
            basis=date.basis,
            doubt=date.doubt,
            surface=date.surface[:250],
            paragraph=position,
            start=date.start,
            end=date.end,
        )
        for position, dates in enumerate(read_dates(texts, article.published_value), TITLE)
        for date in dates
    ]


@transaction.atomic
def dates_refresh(*, article: Article, paragraphs: Sequence[tuple[str, str]] | None = None) -> int:
    """Read the dates of a saved article again and replace the rows that no curator decided; how many there are now.

    `paragraphs` are (role, text); read from the record where they are not given. A decided date whose words moved within
    its paragraph moves with them; one that is no longer printed there goes.
    """
    if paragraphs is None:
        paragraphs = list(article.paragraphs.order_by("position").values_list("role", "text"))
    texts = {TITLE: article.title or "", **dict(enumerate(text for _role, text in paragraphs))}
    kept = [date for date in article.dates.decided() if _follow(date, texts.get(date.paragraph, ""))]
    rows = [row for row in dates_build(article, paragraphs) if not any(_overlap(row, date) for date in kept)]
    article.dates.exclude(pk__in=[date.pk for date in kept]).delete()
    DateMention.objects.bulk_create(rows)
    return len(rows) + len(kept)


def _follow(date: DateMention, text: str) -> bool:
    """Whether the words of a decided date still stand in its paragraph; its place is set to where they are now."""
    start = nearest_occurrence(text, date.surface, date.start)
    if start is None:
        return False
    if start != date.start:
        date.start, date.end = start, start + len(date.surface)
        date.save(update_fields=("start", "end"))
    return True


def _overlap(row: DateMention, date: DateMention) -> bool:
    return row.paragraph == date.paragraph and row.start < date.end and date.start < row.end


@transaction.atomic
def date_confirm(*, date: DateMention) -> None:
    """The date is read as it should be; it stays so."""
    _decide(date, DateMention.Decision.CONFIRMED)


@transaction.atomic
def date_refuse(*, date: DateMention) -> None:
    """These words are no date, or not this one: nobody but curators sees it any more."""
    _decide(date, DateMention.Decision.REFUSED)


@transaction.atomic
def date_correct(*, date: DateMention, value: str, end_value: str = "") -> None:
    """Give a date the value that a curator knows. Raises ValueError where a value is no ISO date, or they run backwards."""
    first, last = check_value(value, end_value)
    date.value, date.end_value, date.first, date.last = value, end_value, first, last
    date.precision, date.doubt = PRECISIONS[len(value)], ""
    date.save(update_fields=("value", "end_value", "first", "last", "precision", "doubt"))
    _decide(date, DateMention.Decision.CONFIRMED)


def check_value(value: str, end_value: str = "") -> tuple[dt.date, dt.date]:
    """The days of a date or span as precise as it is written. Raises ValueError where it is none, or runs backwards."""
    first, last = interval(value)[0], interval(end_value or value)[1]
    if last < first or len(value) not in PRECISIONS or len(end_value or value) != len(value):
        raise ValueError(f"no date: {value} to {end_value}")
    return first, last


@transaction.atomic
def date_reopen(*, date: DateMention) -> None:
    """Take a decision back: the article's dates are read as if there had been none for this one."""
    article = date.article
    date.decision = ""
    date.save(update_fields=("decision",))
    dates_refresh(article=article)
    outbox_add([article.pk])


def _decide(date: DateMention, decision: str) -> None:
    date.decision = decision
    date.save(update_fields=("decision",))
    outbox_add([date.article_id])
