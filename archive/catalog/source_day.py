"""An article among those that its source published on the same day."""

from dataclasses import dataclass

from archive.catalog.models import Article

MAX_DAY = 1_000


@dataclass(frozen=True)
class PlaceInDay:
    """`number` (from 1) of `count` in the order in which they came in; `previous` and `next` are (key, title) or None."""

    number: int
    count: int
    previous: tuple[str, str] | None
    next: tuple[str, str] | None


def place_in_day(article: Article) -> PlaceInDay | None:
    """None without a source or a day, alone on its day, or on a day of more than MAX_DAY articles. One query."""
    if article.source_id is None or article.published_precision != Article.Precision.DAY:
        return None
    day = Article.objects.published().articles().filter(published_on=article.published_on, source=article.source_id)
    rows = day.filter(published_precision=Article.Precision.DAY).order_by("pk")
    found = list(rows.values_list("pk", "key", "title", "generated_title")[: MAX_DAY + 1])
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
