"""Doubtful dates, gathered by what a curator decides about them: one printed form with one reading."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from archive.catalog.models import Article, form_key
from archive.chronology.models import DateMention
from archive.chronology.querysets import DateMentionQuerySet


@dataclass(frozen=True)
class DateGroup:
    """Waiting dates of one folded form, reading and contradiction; an article that prints two spellings of the form counts for
    each of them in `articles`."""

    value: str
    end_value: str
    doubt: str
    form: str
    articles: int
    dates: int
    public: int
    """Dates in published articles."""


def doubtful_dates(dates: DateMentionQuerySet[Any]) -> DateMentionQuerySet[Any]:
    """Dates that contradict themselves in print and wait for a decision."""
    return dates.filter(decision="").exclude(doubt="")


def date_groups(dates: DateMentionQuerySet[Any]) -> list[DateGroup]:
    """The groups of those dates that wait for a decision: what most articles print comes first."""
    is_public = Q(article__state=Article.State.PUBLISHED)
    counts = {
        "articles": Count("article", distinct=True),
        "spans": Count("pk"),
        "public": Count("pk", filter=is_public),
    }
    found: dict[tuple[str, str, str, str], tuple[int, int, int]] = {}
    rows = doubtful_dates(dates).order_by().values_list("value", "end_value", "doubt", "surface").annotate(**counts)
    for value, end_value, doubt, surface, *numbers in rows:
        key = value, end_value, doubt, form_key(surface)
        before = found.get(key, (0, 0, 0))
        found[key] = before[0] + numbers[0], before[1] + numbers[1], before[2] + numbers[2]
    groups = [DateGroup(*key, *numbers) for key, numbers in found.items()]
    return sorted(groups, key=lambda one: (-one.articles, -one.public, one.form, one.value))


def dates_in_group(
    dates: DateMentionQuerySet[Any], *, value: str, end_value: str, doubt: str, form: str
) -> list[DateMention]:
    """The waiting dates of one group, in the order of their primary keys; locked where the database locks rows."""
    rows = doubtful_dates(dates).filter(value=value, end_value=end_value, doubt=doubt).order_by("pk")
    return [date for date in rows.select_for_update(of=("self",)) if form_key(date.surface) == form]
