"""A day's articles as the front page of a newspaper.

The order is that of length, which is all that the archive knows of their weight on paper: the longest leads, the next ones stand
in columns with their opening, the others by section with a few words, and short ones are briefs. Nothing is left out.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import Truncator

from archive.catalog.models import Article
from archive.web.presenters.arabic_text import WEEKDAYS

COLUMN_STORIES = 4
BRIEF_CHARS = 600
"""Texts of fewer characters are briefs."""
LEAD_WORDS, COLUMN_WORDS, STORY_WORDS = 90, 45, 22
WEEK = tuple(zip((WEEKDAYS[-1], *WEEKDAYS[:-1]), "حنثرخجس", strict=True))
"""From Sunday: the name of each day, and its letter."""


@dataclass(frozen=True)
class Story:
    article: Article
    opening: str


@dataclass(frozen=True)
class FrontPage:
    """`sections` have their name, "" for articles without one, if there are several."""

    lead: Story | None
    columns: tuple[Story, ...]
    sections: tuple[tuple[str, tuple[Story, ...]], ...]
    briefs: tuple[Story, ...]


@dataclass(frozen=True)
class CalendarDay:
    """A day of a month's calendar; `link` is empty for days without articles."""

    day: int
    count: int
    link: str
    current: bool


def front_page(articles: Sequence[Article]) -> FrontPage:
    """`articles` are those of the day, the longest first, each with `length`."""
    long = [article for article in articles if _length(article) >= BRIEF_CHARS] or list(articles[:1])
    chosen = {article.pk for article in long}
    rest = long[1 + COLUMN_STORIES :]
    order = {name: place for place, name in enumerate(dict.fromkeys(article.section for article in rest))}
    by_section = sorted(rest, key=lambda article: (not article.section, order[article.section]))
    return FrontPage(
        lead=_story(long[0], LEAD_WORDS) if long else None,
        columns=tuple(_story(article, COLUMN_WORDS) for article in long[1 : 1 + COLUMN_STORIES]),
        sections=tuple(
            (name, tuple(_story(article, STORY_WORDS) for article in group))
            for name, group in groupby(by_section, key=lambda article: article.section)
        ),
        briefs=tuple(_story(article, 0) for article in articles if article.pk not in chosen),
    )


def month_calendar(
    day: dt.date, counts: Mapping[dt.date, int], link: Callable[[dt.date], str]
) -> list[list[CalendarDay | None]]:
    """The weeks of the month, from Sunday; None stands for days of other months."""
    weeks = calendar.Calendar(calendar.SUNDAY).monthdayscalendar(day.year, day.month)
    return [[_calendar_day(day, number, counts, link) if number else None for number in week] for week in weeks]


def _calendar_day(
    day: dt.date, number: int, counts: Mapping[dt.date, int], link: Callable[[dt.date], str]
) -> CalendarDay:
    of = day.replace(day=number)
    count = counts.get(of, 0)
    return CalendarDay(number, count, link(of) if count else "", of == day)


def _length(article: Article) -> int:
    return getattr(article, "length", None) or 0


def _story(article: Article, words: int) -> Story:
    """With the first words of its text, of which captions and subheads are no part."""
    texts = [paragraph.text for paragraph in article.paragraphs.all() if paragraph.role in ("lede", "paragraph")]
    return Story(article, Truncator(" ".join(texts)).words(words) if words else "")
