"""DateMatch all dates of an article: those stated in full, and the open ones resolved against the article's own date.

Order of steps: stated dates of all texts first, so that a day printed once with its year lends it to the same day
without one; then, text by text, the open dates, each in the light of its sentence and of the date spoken of last. An
article without a date of its own keeps what it states; what is relative in it stays open.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.text.dates.absolute import DateExpression, FoldedText, absolute_matches, expression
from archive.text.dates.match import DateMatch
from archive.text.dates.relative.expressions import RelativeDate, Yearless
from archive.text.dates.relative.recognizer import relative_dates
from archive.text.dates.relative.resolver import Anchor, Context, Resolved, lag_of, resolve
from archive.text.dates.relative.tense import direction

_SENTENCE_END = re.compile(r"[.!?؟؛\n]")


def read_dates(texts: Sequence[str], published: str | None) -> list[list[DateExpression]]:
    """The dates of each text, in order, without overlap. `published`: the article's date in ISO form, as precise as it is
    known, or None. Raises ValueError where it is no such date."""
    anchor = Anchor(published) if published else None
    if anchor is not None:
        anchor.day  # noqa: B018 (a date that is none must not wait for the first open date to be refused)
    folded = [FoldedText.of(text) for text in texts]
    stated = [absolute_matches(text.folded) for text in folded]
    years = _years(reading for readings in stated for reading in readings)
    waiting = [
        relative_dates(text.folded, [(date.start, date.end) for date in readings])
        for text, readings in zip(folded, stated, strict=True)
    ]
    article = _Article(anchor, years, _lag(waiting, anchor))
    found, spoken = [], None
    for text, readings, dates in zip(folded, stated, waiting, strict=True):
        read = _Text(text, [*readings, *dates], article, spoken)
        found.append([expression(reading, text) for reading in read.readings])
        spoken = read.spoken
    return found


def _years(readings: Iterator[DateMatch]) -> dict[tuple[int, int], int]:
    """(month, day) → year, where the article states that day in one year only."""
    years: dict[tuple[int, int], set[int]] = {}
    for reading in readings:
        for value in (reading.value, reading.end_value):
            if value and len(value) == 10 and reading.calendar == "gregorian":
                years.setdefault((int(value[5:7]), int(value[8:])), set()).add(int(value[:4]))
    return {day: next(iter(found)) for day, found in years.items() if len(found) == 1}


def _lag(waiting: Sequence[Sequence[RelativeDate]], anchor: Anchor | None) -> dt.timedelta:
    """How far the days that are printed with «أمس» and «اليوم» lie from the article's date, where they agree on it."""
    lags = {lag for dates in waiting for date in dates if (lag := lag_of(date, anchor)) is not None}
    return lags.pop() if len(lags) == 1 else dt.timedelta(0)


class _Article(NamedTuple):
    """What holds for all texts of an article."""

    anchor: Anchor | None
    years: dict[tuple[int, int], int]
    lag: dt.timedelta


class _Text:
    """One text's dates in order; `spoken` is the last of them, for what the next text counts from."""

    def __init__(
        self, text: FoldedText, waiting: Sequence[DateMatch | RelativeDate], article: _Article, spoken: Anchor | None
    ) -> None:
        self._folded, self._article = text.folded, article
        self.spoken: Anchor | None = spoken
        self.readings: list[DateMatch] = []
        for date in sorted(waiting, key=lambda date: date.start):
            reading = date if isinstance(date, DateMatch) else self._resolved(date)
            if reading is not None and reading.value:
                self.readings.append(reading)
                self.spoken = Anchor(reading.end_value or reading.value)
        if not self.readings:
            self.spoken = None

    def _resolved(self, date: RelativeDate) -> DateMatch | None:
        before = self._same_sentence(date.start)
        context = Context(
            self._article.anchor,
            direction(self._folded, date.start, date.end),
            self._article.years,
            self.spoken,
            Anchor(before.value) if before and before.value else None,
            self.spoken if self.readings else None,
            self._article.lag,
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
            resolved=True,
        )

    def _same_sentence(self, start: int) -> DateMatch | None:
        last = self.readings[-1] if self.readings else None
        return last if last and not _SENTENCE_END.search(self._folded, last.end, start) else None

    def _contradicts(self, date: RelativeDate, found: Resolved, before: DateMatch | None) -> bool:
        """Whether a date without any sign of its year follows a year that the sentence states: «في 1973 … في 6 أكتوبر»."""
        shape = date.shape
        if not isinstance(shape, Yearless) or before is None or before.basis != "stated" or not before.value:
            return False
        told = date.direction is not None or shape.year_shift is not None or shape.same_year
        known = (shape.month, shape.day) in self._article.years
        return not (told or known or before.value[:4] == found.value[:4])
