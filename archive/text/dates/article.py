"""Reading all dates of an article: those with a year, and relative ones resolved against the article's own date.

Order of steps: dates with a year in all texts first, so that a day printed once with its year gives it to the same day
without one; then the relative dates of each text in order, each resolved with its sentence and the last date before it.
Without a publication date, relative dates are not resolved.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from archive.text.dates.absolute import absolute_matches
from archive.text.dates.date_expression import DateExpression
from archive.text.dates.date_match import DateMatch
from archive.text.dates.folded_text import FoldedText
from archive.text.dates.relative import (
    Anchor,
    Context,
    RelativeDate,
    Resolution,
    Yearless,
    dateline_lag,
    relative_dates,
    resolve,
    sentence_tense,
)

_SENTENCE_END = re.compile(r"[.!?؟؛\n]")


def read_dates(texts: Sequence[str], published: str | None) -> list[list[DateExpression]]:
    """The dates of each text, in order, without overlap.

    `published` is the article's date in ISO form, as precise as it is known, or None. Raises ValueError if it is not a date.
    """
    article_date = Anchor(published) if published else None
    if article_date is not None:
        article_date.interval()  # raises ValueError even if there is no date to resolve
    folded_texts = [FoldedText.of(text) for text in texts]
    absolute = [absolute_matches(text) for text in folded_texts]
    relative = [
        relative_dates(text.folded, [(match.start, match.end) for match in matches])
        for text, matches in zip(folded_texts, absolute, strict=True)
    ]
    years = _years_by_day(match for matches in absolute for match in matches)
    article = _ArticleContext(article_date, years, _dateline_lag(relative, article_date))
    found: list[list[DateExpression]] = []
    last_date: Anchor | None = None
    for text, matches, dates in zip(folded_texts, absolute, relative, strict=True):
        reader = _TextReader(text.folded, article, last_date)
        reader.read([*matches, *dates])
        found.append([DateExpression.from_match(match, text) for match in reader.matches])
        last_date = reader.last_date if reader.matches else None
    return found


def _years_by_day(matches: Iterable[DateMatch]) -> dict[tuple[int, int], int]:
    """(month, day) → year, for days that the article prints with one year only."""
    years: dict[tuple[int, int], set[int]] = {}
    for match in matches:
        for value in (match.value, match.end_value):
            if value and len(value) == 10 and match.calendar == "gregorian":
                years.setdefault((int(value[5:7]), int(value[8:])), set()).add(int(value[:4]))
    return {day: next(iter(found)) for day, found in years.items() if len(found) == 1}


def _dateline_lag(relative: Sequence[Sequence[RelativeDate]], article_date: Anchor | None) -> dt.timedelta:
    """The lag of the article's «أمس» and «اليوم» if all that are printed with a weekday agree on it, else 0."""
    lags = {lag for dates in relative for date in dates if (lag := dateline_lag(date, article_date)) is not None}
    return lags.pop() if len(lags) == 1 else dt.timedelta(0)


class _ArticleContext(NamedTuple):
    """The part of `Context` that all texts of an article share."""

    article_date: Anchor | None
    years: dict[tuple[int, int], int]
    lag: dt.timedelta


class _TextReader:
    """Resolves the dates of one text in order. `last_date` is the last date so far, at first that of the text before."""

    def __init__(self, folded: str, article: _ArticleContext, last_date: Anchor | None) -> None:
        self._folded, self._article = folded, article
        self.last_date = last_date
        self.matches: list[DateMatch] = []

    def read(self, dates: Sequence[DateMatch | RelativeDate]) -> None:
        for date in sorted(dates, key=attrgetter("start")):
            match = date if isinstance(date, DateMatch) else self._resolve(date)
            if match is not None and match.value:
                self.matches.append(match)
                self.last_date = Anchor(match.end_value or match.value)

    def _resolve(self, date: RelativeDate) -> DateMatch | None:
        before = self._last_in_sentence(date.start)
        context = Context(
            self._article.article_date,
            sentence_tense(self._folded, date.start, date.end),
            self._article.years,
            self.last_date,
            last_in_sentence=Anchor(before.value) if before and before.value else None,
            last_in_text=self.last_date if self.matches else None,
            lag=self._article.lag,
        )
        found = resolve(date, context)
        if found is None or self._contradicts(date, found, before):
            return None
        return DateMatch(
            date.start,
            date.end,
            found.value,
            found.end_value,
            found.basis,
            found.days,
            doubt=found.doubt,
            weekday=date.weekday,
            was_relative=True,
        )

    def _last_in_sentence(self, start: int) -> DateMatch | None:
        last = self.matches[-1] if self.matches else None
        return last if last and not _SENTENCE_END.search(self._folded, last.end, start) else None

    def _contradicts(self, date: RelativeDate, found: Resolution, before: DateMatch | None) -> bool:
        """Whether a date without any sign of its year follows another year in its sentence: «في 1973 … في 6 أكتوبر»."""
        shape = date.shape
        if not isinstance(shape, Yearless) or before is None or before.basis != "stated" or not before.value:
            return False
        has_sign = date.direction is not None or shape.year_shift is not None or shape.same_year
        has_year_elsewhere = (shape.month, shape.day) in self._article.years
        return not (has_sign or has_year_elsewhere or before.value[:4] == found.value[:4])
