"""Writing down the dates that an article's title and paragraphs speak of, and what curators decide about them.

Open dates (أمس، 12 فبراير) are resolved against the article's own publication date, as precise as that is known; without
one only what is printed with its year is kept. Captions count like any other paragraph. A date that a curator confirmed,
corrected or refused stays as it was decided through every new reading, as long as the article prints it.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from archive.catalog.models import TITLE_PARAGRAPH, Article
from archive.catalog.services import outbox_add
from archive.catalog.span_services import clear_of, spans_decide, spans_keep_decided
from archive.chronology.models import DateMention
from archive.text.dates import PRECISIONS, interval, read_dates


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
        for position, dates in enumerate(read_dates(texts, article.published_value), TITLE_PARAGRAPH)
        for date in dates
    ]


@transaction.atomic
def dates_refresh(*, article: Article, paragraphs: Sequence[tuple[str, str]] | None = None) -> int:
    """Read the dates of a saved article again and replace its rows, except those that a curator decided; returns the count.

    `paragraphs` are (role, text), by default those of the record. A decided date moves with its words within the paragraph,
    and is deleted when they are no longer printed there.
    """
    if paragraphs is None:
        paragraphs = list(article.paragraphs.order_by("position").values_list("role", "text"))
    rows = dates_build(article, paragraphs)
    kept = spans_keep_decided(article.dates.all(), [article.title or "", *(text for _role, text in paragraphs)])
    added = DateMention.objects.bulk_create(clear_of(rows, kept))
    return len(added) + len(kept)


def date_confirm(*, date: DateMention) -> None:
    """The date is read as it should be; it stays so."""
    spans_decide(spans=[date], decision=DateMention.Decision.CONFIRMED)


def date_refuse(*, date: DateMention) -> None:
    """These words are no date, or not this one: nobody but curators sees it any more."""
    spans_decide(spans=[date], decision=DateMention.Decision.REFUSED)


def date_correct(*, date: DateMention, value: str, end_value: str = "") -> None:
    """Give a date the value that a curator knows. Raises ValueError where a value is no ISO date, or they run backwards."""
    first, last = check_value(value, end_value)
    date.value, date.end_value, date.first, date.last = value, end_value, first, last
    date.precision, date.doubt = PRECISIONS[len(value)], ""
    changed = ("value", "end_value", "first", "last", "precision", "doubt")
    spans_decide(spans=[date], decision=DateMention.Decision.CONFIRMED, changed=changed)


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
