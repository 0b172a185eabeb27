"""Rules for counted durations: قبل ثلاثة أيام, منذ 24 عاما, بعد شهرين, مرور 30 عاما على …, الذكرى العاشرة ل….

Not read: counts without a number (قبل أيام) or with an approximate one (نحو عامين), and those from an event rather than
from the article's date (قبل ثلاثة أيام من الانتخابات).
"""

import re

from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.numerals import CARDINAL, ORDINAL, cardinal, ordinal
from archive.text.dates.relative.expressions import (
    DUAL_UNITS,
    MAX_COUNT,
    PLURAL_UNITS,
    Anniversary,
    RelativeDate,
    Shift,
    Unit,
)
from archive.text.dates.vocabulary import CLAUSE_END, WORD_END

_SINGULAR: dict[str, Unit] = {"يوم": "day", "اسبوع": "week", "شهر": "month", "عام": "year", "سنه": "year"}
_COUNTED = "|".join((*PLURAL_UNITS, "يوم", "اسبوع", "شهر", "عام", "سنه"))
_COUNT = LazyPattern(
    rf"(?P<word>قبل|منذ|بعد) (?:(?P<number>\d{{1,3}}|{CARDINAL}) (?P<plural>{_COUNTED})|(?P<dual>{'|'.join(DUAL_UNITS)})"
    rf"|(?P<single>{'|'.join(_SINGULAR)})){WORD_END}"
    rf"(?:(?P<only> (?:واحده?|فقط|كامله?|كاملين|كاملتين|من الان|من الآن){WORD_END})|(?P<that> (?:من|علي) (?:ذلك|هذا){WORD_END}))?"
)
_EVENT_AFTER = LazyPattern(r" (?:من|مما|علي|و\w+ (?:ايام|يوم|شهر|اشهر))\b")
_AFTER_SINGLE = LazyPattern(rf"{CLAUSE_END}| (?:من الان|من الآن|ان |كان|في|علي |قال|حين|عندما|ب)")
_SINCE = LazyPattern(rf"مرور (?P<number>\d{{1,3}}|{CARDINAL}) (?:عاما|عام|سنه|سنوات|اعوام) علي{WORD_END}")


def count_rule(folded: str, start: int, _floor: int) -> list[RelativeDate]:
    """قبل ثلاثة أيام, منذ 24 عاما, بعد شهرين, مرور 30 عاما على."""
    if match := _SINCE.match(folded, start):
        years = cardinal(match["number"])
        end = match.end() - len(" علي")
        return [RelativeDate(start, end, Shift("year", -years, is_counted=True))] if years <= MAX_COUNT["year"] else []
    match = _COUNT.match(folded, start)
    if match is None:
        return []
    found = _counted(match)
    if found is None:
        return []
    unit, number = found
    rest = folded[match.end() : match.end() + 20]
    sign = 1 if match["word"] == "بعد" else -1
    if match["that"]:
        return [RelativeDate(start, match.end(), Shift(unit, sign * number, is_counted=True, from_last_date=True))]
    if match["only"] is None and match["word"] != "منذ" and _EVENT_AFTER.match(rest):
        return []
    if match["single"] and match["only"] is None and (sign > 0 or not _AFTER_SINGLE.match(rest)):
        return []
    if sign > 0:
        from_last_date = bool(match["only"]) or bool(re.match(CLAUSE_END, rest))
        shift = Shift(unit, number, is_counted=True, from_last_date=from_last_date)
        return [RelativeDate(start, match.end(), shift, direction=1)]
    return [RelativeDate(start, match.end(), Shift(unit, -number, is_counted=True))]


def _counted(match: re.Match[str]) -> tuple[Unit, int] | None:
    if match["dual"]:
        return DUAL_UNITS[match["dual"]], 2
    if match["single"]:
        return _SINGULAR[match["single"]], 1
    unit = {**_SINGULAR, **PLURAL_UNITS}[match["plural"]]
    number = cardinal(match["number"])
    return (unit, number) if 0 < number <= MAX_COUNT[unit] else None


_ANNIVERSARY = LazyPattern(
    rf"(?:ال|ل)?ذكري (?:السنويه )?(?:ال(?P<number>\d{{1,3}})|(?P<ordinal>{ORDINAL})){WORD_END} (?=ل|علي )"
)


def anniversary_rule(folded: str, start: int, _floor: int) -> list[RelativeDate]:
    """«الذكرى الثلاثين لتوقيع …» is the year thirty years before."""
    match = _ANNIVERSARY.match(folded, start)
    if match is None:
        return []
    years = int(match["number"]) if match["number"] else ordinal(match["ordinal"])
    return [RelativeDate(start, match.end() - 1, Anniversary(years))] if 0 < years <= MAX_COUNT["year"] else []
