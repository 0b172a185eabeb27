"""Recognition of dates without a year (12 فبراير), by weekday (الخميس), or relative to today (أمس, العام الماضي).

The words of a text are looked up in tables of triggers; a trigger's rule examines the text around it. Days and months are
tried first, so that the weekday of «الخميس 20 يونيو» becomes part of its date. `resolver` determines the days.

Not recognised: numbers alone (7/10 may be a score), days that name a place or an event (ميدان 25 يناير, حركة 20 فبراير),
habits (كل خميس), seasons, decades, centuries, and vague counts (قبل أيام, منذ نحو عامين).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter

from archive.text.dates.context import adjacent_weekday, are_joined
from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.occupied_spans import OccupiedSpans
from archive.text.dates.relative.days import day_rule, today_rule
from archive.text.dates.relative.durations import anniversary_rule, count_rule
from archive.text.dates.relative.expressions import RelativeDate, RelativeShape, Yearless
from archive.text.dates.relative.units import span_rule, unit_rule
from archive.text.dates.relative.weekdays import weekday_rule
from archive.text.dates.relative.yearless import hijri_rule, month_rule
from archive.text.dates.vocabulary import HIJRI_NUMBERS, LETTER, MONTH_NUMBERS, WEEKDAY, WEEKDAY_NUMBERS

RelativeRule = Callable[[str, int, int], list[RelativeDate]]
"""(folded text, where the word starts after its clitics, where the last date before it ends) → the dates found."""
Trigger = tuple[int, RelativeRule]
"""(length of the clitics before the word, its rule)"""

_DEFINITE: dict[str, RelativeRule] = {
    **{name.split()[0]: weekday_rule for name in WEEKDAY_NUMBERS if name[0] > "z"},
    **dict.fromkeys(("العام", "السنه", "الشهر", "الاسبوع"), unit_rule),
    **dict.fromkeys(("الايام", "الاسابيع", "الاشهر", "الشهور", "السنوات", "الاعوام"), span_rule),
    **dict.fromkeys(("اليومين", "الاسبوعين", "الشهرين", "العامين", "السنتين"), span_rule),
    **dict.fromkeys(("الامس", "الغد", "الليله", "البارحه"), day_rule),
    "اليوم": today_rule,
    "الذكري": anniversary_rule,
}
_INDEFINITE: dict[str, RelativeRule] = {
    **dict.fromkeys(("امس", "غدا", "غد"), day_rule),
    **dict.fromkeys(("قبل", "منذ", "بعد", "مرور"), count_rule),
}


def _month_triggers() -> dict[str, Trigger]:
    """First words of month names, as printed with their clitics."""
    triggers: dict[str, Trigger] = {}
    calendars: tuple[tuple[dict[str, int], RelativeRule], ...] = (
        (HIJRI_NUMBERS, hijri_rule),
        (MONTH_NUMBERS, month_rule),
    )
    for names, rule in calendars:
        for name in names:
            if name[0] > "z":
                for clitic in ("", "و", "ف", "ب", "ل", "وب", "ول"):
                    triggers.setdefault(clitic + name.split()[0], (len(clitic), rule))
    return triggers | {"ك": (0, month_rule), "ت": (0, month_rule)}  # 15 ك2


def _other_triggers() -> dict[str, Trigger]:
    triggers: dict[str, Trigger] = {}
    for word, rule in _DEFINITE.items():
        for clitic in ("", "و", "ف", "ب", "وب", "ك"):
            triggers[clitic + word] = (len(clitic), rule)
        triggers["ل" + word[1:]] = (1, rule)  # ل + ال is printed لل
        triggers["ول" + word[1:]] = (2, rule)
    for word, rule in _INDEFINITE.items():
        for clitic in ("", "و", "ف"):
            triggers[clitic + word] = (len(clitic), rule)
    triggers["بمرور"] = (1, count_rule)
    return triggers


_TRIGGER_TABLES = (_month_triggers(), _other_triggers())
_TRIGGER_WORDS = frozenset().union(*_TRIGGER_TABLES)
_WORD = re.compile(rf"{LETTER}+")
_DAY_WORD_BEFORE = LazyPattern(rf"(?:امس|اليوم|غدا|غد|يوم)(?:,? (?:يوم )?{WEEKDAY})?[ ,(]*$")


def relative_dates(folded: str, occupied_spans: Iterable[tuple[int, int]]) -> list[RelativeDate]:
    """The relative dates of a folded text outside the spans of dates with a year, in order."""
    if _TRIGGER_WORDS.isdisjoint(_WORD.findall(folded)):
        return []
    words = [(word, match.start()) for match in _WORD.finditer(folded) if (word := match.group()) in _TRIGGER_WORDS]
    occupied = OccupiedSpans(_with_weekday(folded, start, end) for start, end in occupied_spans)
    found: list[RelativeDate] = []
    for triggers in _TRIGGER_TABLES:
        for word, start in words:
            if word not in triggers:
                continue
            clitics, rule = triggers[word]
            if occupied.overlaps(start + clitics, start + clitics + 1):
                continue
            for date in rule(folded, start + clitics, occupied.last_end_before(start)):
                if not occupied.overlaps(date.start, date.end):
                    found.append(date)
                    occupied.add(*_with_weekday(folded, date.start, date.end))
    return _join_spans(sorted(found, key=attrgetter("start")), folded)


def _join_spans(dates: list[RelativeDate], folded: str) -> list[RelativeDate]:
    """من 27 فبراير إلى 2 مارس becomes one date."""
    joined: list[RelativeDate] = []
    for date in dates:
        last = joined[-1] if joined else None
        if last and are_joined(folded, last.start, last.end, date.start) and (shape := _span(last.shape, date.shape)):
            joined[-1] = RelativeDate(last.start, date.end, shape, date.direction, last.weekday)
        else:
            joined.append(date)
    return joined


def _span(first: RelativeShape, last: RelativeShape) -> Yearless | None:
    """The span between two different days, or two different months; None for other shapes."""
    if not (isinstance(first, Yearless) and isinstance(last, Yearless)) or first.is_hijri or last.is_hijri:
        return None
    if first.end or last.end or bool(first.day) != bool(last.day) or (first.month, first.day) == (last.month, last.day):
        return None
    return replace(last, month=first.month, day=first.day, end=(last.month, last.day))


def _with_weekday(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span of a date with the weekday next to it, and «اليوم» or «أمس» before both."""
    adjacent = adjacent_weekday(folded, start, end)
    if adjacent is not None:
        start, end = min(start, adjacent.start), max(end, adjacent.end)
    day_word = _DAY_WORD_BEFORE.search(folded, max(0, start - 30), start)
    return (day_word.start() if day_word else start), end
