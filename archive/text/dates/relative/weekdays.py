"""Rules for weekdays without a date: الخميس, الجمعة الفارطة, الجمعة والسبت, من الأحد إلى الخميس, الثلاثاء من الأسبوع المقبل."""

import itertools
import re

from archive.text.dates.context import is_conjunction
from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.relative.expressions import QUALIFIER, QUALIFIERS, RelativeDate, Weekday
from archive.text.dates.vocabulary import WEEKDAY, WEEKDAY_NUMBERS, WORD_START

CHARS_BEFORE = 24
_NAMED = LazyPattern(rf"(?P<weekday>{WEEKDAY})")
_NEXT = LazyPattern(rf"(?P<gap>,? ?(?:و ?)?(?:الي|حتي) |,? ?و ?| ?- ?)(?:يوم )?(?P<weekday>{WEEKDAY})")
_AFTER = LazyPattern(
    rf"(?P<twice> قبل)? (?:(?:من )?(?P<week>الاسبوع) )?{QUALIFIER}"
    rf"|(?: من)? (?P<this>هذا الاسبوع)"
)
_NIGHT = LazyPattern(rf"{WORD_START}[وف]?(?:ليل|ليله|منتصف ليل|مساء) $")
_NIGHT_TO = LazyPattern(rf" ?[-/]? ?(?P<weekday>{WEEKDAY})")
"""ليل الجمعة السبت is the night from one day to the next."""
_HABIT_BEFORE = LazyPattern(rf"{WORD_START}(?:[بلو]?كل(?: يوم)?|ايام|صلاه|خطبه|خطبتي|جمعه|صلوات|عطله|سوق|باب|احد) $")
_HABIT_AFTER = LazyPattern(
    r" (?:من كل|(?:ال(?:اول|ثاني|ثالث|رابع|اخير)) من|العظيمه|البيضاء|السوداء|الاسود|الدامي|الكبير|الحزين|النور|معا)"
)
_THE_TWO = LazyPattern(rf"{WORD_START}(?:(?:و?ال|لل|بال)\w+(?:ين|ان)|كلا|احد|بين|هما|هذين|عدد|رقم) $")
"""Words before «الاثنين» when it means «the two»."""


def weekday_rule(folded: str, start: int, _floor: int) -> list[RelativeDate]:
    match = _NAMED.match(folded, start)
    if match is None:
        return []
    before = folded[max(0, start - CHARS_BEFORE) : start]
    named = [(*match.span("weekday"), WEEKDAY_NUMBERS[match["weekday"]], "")]
    following = _NIGHT_TO.match(folded, match.end()) if _NIGHT.search(before) else None
    if following:
        named.append((*following.span("weekday"), WEEKDAY_NUMBERS[following["weekday"]], "-"))
    while following := _NEXT.match(folded, named[-1][1]):
        named.append((*following.span("weekday"), WEEKDAY_NUMBERS[following["weekday"]], following["gap"]))
    if len(named) == 1 and (_HABIT_BEFORE.search(before) or _HABIT_AFTER.match(folded, match.end())):
        return []
    if match["weekday"] == "الاثنين" and _THE_TWO.search(before):
        return []
    return _spans(folded, named, before)


def _spans(folded: str, named: list[tuple[int, int, int, str]], before: str) -> list[RelativeDate]:
    """Consecutive weekdays and «من … إلى …» are one span; الأحد والأربعاء are two days."""
    end = named[-1][1]
    after = _AFTER.match(folded, end)
    end = after.end() if after else end
    days = [day for _start, _end, day, _gap in named]
    are_consecutive = all((later - earlier) % 7 == 1 for earlier, later in itertools.pairwise(days))
    is_span = len(named) == 2 and (not is_conjunction(named[1][3]) or before.endswith("بين "))
    if len(named) > 1 and (are_consecutive or is_span):
        return [_with_qualifier(named[0][0], end, days[0], after, days[-1])]
    return [
        _with_qualifier(start, end if index == len(named) - 1 else stop, day, after)
        for index, (start, stop, day, _gap) in enumerate(named)
    ]


def _with_qualifier(
    start: int, end: int, day: int, after: re.Match[str] | None, last: int | None = None
) -> RelativeDate:
    if after is None:
        return RelativeDate(start, end, Weekday(day, last))
    if after["this"]:
        return RelativeDate(start, end, Weekday(day, last, 0))
    sign = QUALIFIERS[after["qualifier"]]
    if after["week"]:
        return RelativeDate(start, end, Weekday(day, last, sign))
    return RelativeDate(start, end, Weekday(day, last), sign * 2 if after["twice"] else sign)
