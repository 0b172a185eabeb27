"""Stories day by day, the newest first, so many that a page has enough of them: bounded in an archive of any size.

Stories are read in windows by their first day, and members are counted for those of a window alone. A page ends with a day; a day
that has more than a page holds is divided.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, QuerySet

from archive.catalog.models import Article
from archive.coverage.models import Story, StoryMember
from archive.coverage.selectors.stories import MIN_TOLD

ENOUGH = 20
"""Stories from which on a page has enough."""
MOST = 60
"""Stories of one day on a page."""
WINDOW = 300
MAX_WINDOWS = 20
"""Read for one page. Most stories in a window have several published articles, so one is the rule."""


@dataclass(frozen=True)
class StoryDays:
    """Days with their stories, each with its `size`, the largest first; the day None has undated ones, and is the last.

    `number` and `pages` divide a day that has more than MOST. `older` is the next day, None at the end.
    """

    days: list[tuple[dt.date | None, list[Story]]] = field(default_factory=list)
    number: int = 1
    pages: int = 1
    older: dt.date | None = None


def story_days(first: dt.date | None = None, last: dt.date | None = None, page: int = 1) -> StoryDays:
    """Days from `last` back; stories that have a day from `first` on. `page` is that of the first of these days alone."""
    rows = Story.objects.filter(first_day__isnull=False)
    rows = rows.filter(last_day__gte=first) if first else rows
    days: list[tuple[dt.date | None, list[Story]]] = []
    cursor = last
    for _ in range(MAX_WINDOWS):
        window, cursor, is_end = _window(rows, cursor)
        for day, listed in _by_day(window):
            if not days and len(listed) > MOST:
                return _divided(day, listed, page, day - dt.timedelta(days=1))
            if len(listed) > MOST or sum(len(one) for _, one in days) >= ENOUGH:
                return StoryDays(days, older=day)
            days.append((day, listed))
        if is_end:
            break
    else:
        return StoryDays(days, older=cursor)
    undated = [] if first or last else _listed(Story.objects.filter(first_day=None).order_by("-pk")[:WINDOW])
    return StoryDays([*days, (None, undated[:MOST])] if undated else days)


def _window(rows: QuerySet[Story], last: dt.date | None) -> tuple[list[Story], dt.date | None, bool]:
    """Listed stories of whole days up to `last`, the day from which to go on, and whether there are no more."""
    earlier = rows.filter(first_day__lte=last) if last else rows
    found = list(earlier.order_by(F("first_day").desc(nulls_last=True), "-pk")[:WINDOW])
    if len(found) < WINDOW:
        return _listed(found), None, True
    day = found[-1].first_day
    assert day is not None  # such rows alone are read
    whole = [one for one in found if one.first_day != day]
    if not whole:  # one day has more than a window
        whole = list(rows.filter(first_day=day))
        day -= dt.timedelta(days=1)
    return _listed(whole), day, False


def _listed(stories: Iterable[Story]) -> list[Story]:
    """Those of several published articles, with their `size`."""
    found = {story.pk: story for story in stories}
    members = StoryMember.objects.filter(
        story__in=found, article__state=Article.State.PUBLISHED, article__kind=Article.Kind.ARTICLE
    )
    counts = members.order_by().values_list("story").annotate(size=Count("pk")).filter(size__gte=MIN_TOLD)
    for pk, size in counts:
        found[pk].size = size  # type: ignore[attr-defined]
    return [story for story in found.values() if hasattr(story, "size")]


def _by_day(stories: Iterable[Story]) -> list[tuple[dt.date, list[Story]]]:
    days: dict[dt.date, list[Story]] = {}
    for story in stories:
        if story.first_day:
            days.setdefault(story.first_day, []).append(story)
    return [
        (day, sorted(days[day], key=lambda one: (-one.size, one.pk)))  # type: ignore[attr-defined]
        for day in sorted(days, reverse=True)
    ]


def _divided(day: dt.date, listed: list[Story], page: int, older: dt.date) -> StoryDays:
    pages = -(-len(listed) // MOST)
    number = min(page, pages)
    return StoryDays([(day, listed[MOST * (number - 1) : MOST * number])], number, pages, older)


def members_of(stories: Sequence[Story]) -> dict[int, list[StoryMember]]:
    """Of each story (primary key): its published articles with their sources, first printed first, undated ones last."""
    rows = StoryMember.objects.filter(
        story__in=[story.pk for story in stories],
        article__state=Article.State.PUBLISHED,
        article__kind=Article.Kind.ARTICLE,
    )
    found: dict[int, list[StoryMember]] = {story.pk: [] for story in stories}
    ordered = rows.select_related("article__source").order_by(
        F("article__published_on").asc(nulls_last=True), "article"
    )
    for member in ordered:
        found[member.story_id].append(member)
    return found
