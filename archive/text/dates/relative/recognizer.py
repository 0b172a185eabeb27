"""Dates that a text leaves open: without a year (12 فبراير), by weekday (الخميس), or relative (أمس, العام الماضي).

Only recognition: what stands there, and which way it points. `date_resolving` finds the day. The words of a text are
looked up in a table of triggers; a trigger's rule looks at what stands just before and after it. Days and months come
first, so that the weekday of «الخميس 20 يونيو» is part of its date.

Left alone: numbers alone (7/10 may be a score), the day that names a place or an event (ميدان 25 يناير, حركة 20 فبراير),
habits (كل خميس), seasons, decades, centuries, and whatever is counted vaguely (قبل أيام, منذ نحو عامين).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from archive.text.dates.match import OccupiedSpans
from archive.text.dates.relative.days import day_rule, today_rule
from archive.text.dates.relative.durations import anniversary_rule, count_rule
from archive.text.dates.relative.expressions import RelativeDate, Shape, Yearless
from archive.text.dates.relative.months import hijri_rule, month_rule
from archive.text.dates.relative.units import span_rule, unit_rule
from archive.text.dates.relative.weekdays import weekday_rule
from archive.text.dates.vocabulary import (
    HIJRI_NUMBERS,
    LETTER,
    MONTH_NUMBERS,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    are_joined,
    weekday_beside,
)

Rule = Callable[[str, int, int], list[RelativeDate]]
"""(folded text, where the word begins without its clitics, where what came before ends) → what is read there."""
Trigger = tuple[int, Rule]
"""(length of the clitics before the word, its rule)"""


def _triggers() -> tuple[dict[str, Trigger], dict[str, Trigger]]:
    """Words as printed, with their clitics: those of days and months, and the rest."""
    dated: dict[str, Trigger] = {}
    calendars: tuple[tuple[dict[str, int], Rule], ...] = ((HIJRI_NUMBERS, hijri_rule), (MONTH_NUMBERS, month_rule))
    for names, rule in calendars:
        for name in names:
            if name[0] > "z":
                for clitic in ("", "و", "ف", "ب", "ل", "وب", "ول"):
                    dated.setdefault(clitic + name.split()[0], (len(clitic), rule))
    others: dict[str, Trigger] = {}
    for word, rule in _DEFINITE.items():
        for clitic in ("", "و", "ف", "ب", "وب", "ك"):
            others[clitic + word] = (len(clitic), rule)
        others["ل" + word[1:]] = (1, rule)  # ل + ال is printed لل
        others["ول" + word[1:]] = (2, rule)
    for word, rule in _PLAIN.items():
        for clitic in ("", "و", "ف"):
            others[clitic + word] = (len(clitic), rule)
    others["بمرور"] = (1, count_rule)
    return dated, others


_DEFINITE: dict[str, Rule] = {
    **{name.split()[0]: weekday_rule for name in WEEKDAY_NUMBERS if name[0] > "z"},
    **dict.fromkeys(("العام", "السنه", "الشهر", "الاسبوع"), unit_rule),
    **dict.fromkeys(("الايام", "الاسابيع", "الاشهر", "الشهور", "السنوات", "الاعوام"), span_rule),
    **dict.fromkeys(("اليومين", "الاسبوعين", "الشهرين", "العامين", "السنتين"), span_rule),
    **dict.fromkeys(("الامس", "الغد", "الليله", "البارحه"), day_rule),
    "اليوم": today_rule,
    "الذكري": anniversary_rule,
}
_PLAIN: dict[str, Rule] = {
    **dict.fromkeys(("امس", "غدا", "غد"), day_rule),
    **dict.fromkeys(("قبل", "منذ", "بعد", "مرور"), count_rule),
}
_DATED, _OTHERS = _triggers()
_WORDS = re.compile(rf"{LETTER}+")
_SWALLOWED = re.compile(rf"(?:امس|اليوم|غدا|غد|يوم)(?:,? (?:يوم )?{WEEKDAY})?[ ,(]*$")


def relative_dates(folded: str, places: Iterable[tuple[int, int]]) -> list[RelativeDate]:
    """The open dates of a folded text outside the places that dates with a year have taken, in order."""
    words = [(match.group(), match.start()) for match in _WORDS.finditer(folded)]
    taken = OccupiedSpans(_with_weekday(folded, start, end) for start, end in places)
    found: list[RelativeDate] = []
    for table in (_DATED, _OTHERS):
        for start, clitics, rule in [(start, *table[word]) for word, start in words if word in table]:
            place = start + clitics
            if taken.is_taken(place, place + 1):
                continue
            for reading in rule(folded, place, taken.end_before(start)):
                if not taken.is_taken(reading.start, reading.end):
                    found.append(reading)
                    taken.take(*_with_weekday(folded, reading.start, reading.end))
    return _with_spans(sorted(found, key=lambda reading: reading.start), folded)


def _with_spans(found: list[RelativeDate], folded: str) -> list[RelativeDate]:
    """من 27 فبراير إلى 2 مارس is one span."""
    joined: list[RelativeDate] = []
    for date in found:
        last = joined[-1] if joined else None
        if last and are_joined(folded, last.start, last.end, date.start) and (shape := _span(last.shape, date.shape)):
            joined[-1] = RelativeDate(last.start, date.end, shape, date.direction, last.weekday)
        else:
            joined.append(date)
    return joined


def _span(first: Shape, last: Shape) -> Yearless | None:
    if not (isinstance(first, Yearless) and isinstance(last, Yearless)) or first.hijri or last.hijri:
        return None
    if first.end or last.end or bool(first.day) != bool(last.day) or (first.month, first.day) == (last.month, last.day):
        return None
    return replace(last, month=first.month, day=first.day, end=(last.month, last.day))


def _with_weekday(folded: str, start: int, end: int) -> tuple[int, int]:
    """The place of a date with the weekday beside it and «اليوم» before that."""
    beside = weekday_beside(folded, start, end)
    if beside is not None:
        start, end = min(start, beside.start), max(end, beside.end)
    swallowed = _SWALLOWED.search(folded, max(0, start - 30), start)
    return (swallowed.start() if swallowed else start), end
