"""What is printed next to a date in folded text: its weekday, and the words that join two dates into a span."""

import re
from dataclasses import dataclass

from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.vocabulary import WEEKDAY, WEEKDAY_NUMBERS, WORD_START

WEEKDAY_CHARS_BEFORE, WEEKDAY_CHARS_AFTER = 45, 30
_WEEKDAY_BEFORE = LazyPattern(
    rf"{WORD_START}[وفبل]?(?P<weekday>{WEEKDAY})[\s,)]*(?:الموافق|المصادف|يوم)?\s*(?:ل ?|في )?[\s,(-]*(?:ال)?$"
)
_WEEKDAY_AFTER = LazyPattern(rf"\s?\(\s?(?:يوم )?(?P<weekday>{WEEKDAY})\s?\)|\s?[,-]?\s?(?P<last>{WEEKDAY})\s*(?:$|\n)")


@dataclass(frozen=True, slots=True)
class AdjacentWeekday:
    """A weekday printed directly before or after a date, at folded offsets."""

    start: int
    end: int
    weekday: int


def adjacent_weekday(folded: str, start: int, end: int) -> AdjacentWeekday | None:
    """The weekday that belongs to the date at folded[start:end]."""
    base = max(0, start - WEEKDAY_CHARS_BEFORE)
    if match := _WEEKDAY_BEFORE.search(folded[base:start]):
        return AdjacentWeekday(base + match.start("weekday"), start, WEEKDAY_NUMBERS[match["weekday"]])
    if match := _WEEKDAY_AFTER.match(folded[end : end + WEEKDAY_CHARS_AFTER]):
        return AdjacentWeekday(end, end + match.end(), WEEKDAY_NUMBERS[match["weekday"] or match["last"]])
    return None


_GAP_TO = LazyPattern(r" ?(?:- | (?:و ?)?(?:الي|حتي) )(?:يوم |غايه |نهايه )?(?:\w+ )?")
_GAP_AND = LazyPattern(r" ?و ?(?:يوم )?")
_FROM = LazyPattern(r"(?:من|منذ|فتره|بين|خلال)\b[^.]{0,16}$")
_BETWEEN = LazyPattern(r"بين (?:\w+ )?$")


def are_joined(folded: str, start: int, end: int, next_start: int) -> bool:
    """Whether the date at folded[start:end] and the one at `next_start` are the ends of a span (من … إلى …, بين … و…)."""
    gap, before = folded[end:next_start], folded[max(0, start - 24) : start]
    return bool(
        (_GAP_TO.fullmatch(gap) and _FROM.search(before)) or (_GAP_AND.fullmatch(gap) and _BETWEEN.search(before))
    )


def may_precede_ordinal(folded: str, start: int) -> bool:
    """Whether «الأول» at `start` can be a day of the month; in «الأسبوع الأول من يونيو» it numbers the week."""
    before = folded[max(0, start - 20) : start].split()
    if not before or not before[-1].startswith("ال"):
        return True
    word = before[-1].rstrip(",")
    return word in WEEKDAY_NUMBERS or word in ("اليوم", "الموافق", "المصادف", "الي")


def follows_between(folded: str, start: int) -> bool:
    """Whether «بين», perhaps with one more word, is printed before `start`."""
    return bool(re.search(r"بين(?: يومي| شهري| عامي| \S+)? $", folded[max(0, start - 15) : start]))


def is_conjunction(words: str) -> bool:
    """Whether the words between two dates contain «و» on its own, not as part of «وحتى» or «وإلى»."""
    return "و" in words.replace("وحتي", "").replace("والي", "")
