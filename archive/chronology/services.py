"""Writing down the dates that an article's title and paragraphs state.

Only what the grammar reads with its year (basis `stated`) is kept. Captions count like any other paragraph.
"""

from collections.abc import Sequence

from django.db import transaction

from archive.catalog.models import Article
from archive.chronology.models import DateMention
from archive.text.dates import find_dates

TITLE = -1
"""The place of the title, as a paragraph's position."""


def dates_build(article: Article, paragraphs: Sequence[tuple[str, str]]) -> list[DateMention]:
    """Unsaved rows for all dates stated in the title and in `paragraphs`, which are (role, text) in printed order."""
    texts = [(TITLE, article.title or ""), *enumerate(text for _role, text in paragraphs)]
    return [
        DateMention(
            article=article,
            value=date.value,
            end_value=date.end_value or "",
            first=date.first,
            last=date.last,
            precision=date.precision,
            basis=DateMention.Basis.STATED,
            surface=date.surface[:250],
            paragraph=position,
            start=date.start,
            end=date.end,
        )
        for position, text in texts
        for date in find_dates(text)
    ]


@transaction.atomic
def dates_refresh(*, article: Article, paragraphs: Sequence[tuple[str, str]] | None = None) -> int:
    """Read the dates of a saved article again and replace the rows; how many there are now.

    `paragraphs` are (role, text); read from the record where they are not given.
    """
    if paragraphs is None:
        paragraphs = list(article.paragraphs.order_by("position").values_list("role", "text"))
    rows = dates_build(article, paragraphs)
    article.dates.all().delete()
    DateMention.objects.bulk_create(rows)
    return len(rows)
