"""The vocabulary that the rules of the date grammar share: names as regular expressions over folded text, and their values.

Everything is folded by `date_folding` at load, as the texts are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.text.dates.hijri import HIJRI_MONTHS
from archive.text.dates.months import MONTHS, WEEKDAYS, MonthName, is_real_day, ordinal_days
from archive.text.dates.normalization import fold_for_dates
from archive.text.dates.numerals import alternatives

LETTER = "[a-z\u0621-\u064a\u066e-\u06d3]"
BARE = rf"(?<!{LETTER})"
END = rf"(?!{LETTER})"


def _numbers(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    return {fold_for_dates(name)[0]: number for names, number in rows for name in names.split("|")}


def _months(rows: Iterable[MonthName]) -> dict[str, int]:
    return _numbers((row.name, row.number) for row in rows)


MONTH_NUMBERS = {**_months(MONTHS), "اذار": 3, "اب": 8}
"""With اذار and اب: the madda is often left out."""
HIJRI_NUMBERS = _months(HIJRI_MONTHS)
WEEKDAY_NUMBERS = _numbers((row.name, row.number) for row in WEEKDAYS)
ORDINAL_DAYS = {fold_for_dates(word)[0]: number for word, number in ordinal_days().items()}

MONTH_NAME = f"(?:{alternatives(MONTH_NUMBERS)}){END}"
SECOND_NAME = rf"(?: ?/ ?{MONTH_NAME}| ?\( ?{MONTH_NAME} ?\)| - {MONTH_NAME}| {MONTH_NAME})"
HIJRI_NAME = f"(?:{alternatives(HIJRI_NUMBERS)}){END}"
WEEKDAY = f"(?:{alternatives(WEEKDAY_NUMBERS)}){END}"
ORDINAL_DAY = f"(?:{alternatives(ORDINAL_DAYS)}){END}"

DAY_START = r"(?<!\d)(?<!\d[.,/:-])"
OF = r"(?: ?[,/.-] ?| {0,3}(?:(?:من )?(?:شهر )?))"
TILL = rf"(?: ?- ?| (?:و ?)?(?:الي|حتي)(?: (?:يوم|غايه))?(?: {WEEKDAY})? ?| ?و ?(?:يوم )?(?:{WEEKDAY} )?)"

LISTED = rf"(?:\d{{1,2}}(?:{OF}{MONTH_NAME}(?:{SECOND_NAME})?)?(?:{TILL}(?:ال)?|, ?(?=[^.]{{,20}}و)))"
"""A day that another one follows: «25 و», «29 مايو إلى »."""
_WEEKDAY_BEFORE = re.compile(
    rf"{BARE}[وفبل]?(?P<weekday>{WEEKDAY})[\s,)]*(?:الموافق|المصادف|يوم)?\s*(?:ل ?|في )?[\s,(-]*(?:ال)?$"
)
_WEEKDAY_AFTER = re.compile(rf"\s?\(\s?(?:يوم )?(?P<weekday>{WEEKDAY})\s?\)|\s?[,-]?\s?(?P<last>{WEEKDAY})\s*(?:$|\n)")


def month_number(name: str) -> int:
    return MONTH_NUMBERS[" ".join(name.split())]


def month_and_second(match: re.Match[str]) -> tuple[int, int]:
    """The month named, and the second name's month (the same one twice for «حزيران/يونيو»)."""
    number = month_number(match["month"])
    second = (match["second"] or "").strip(" /-()")
    return number, month_number(second) if second else number


def ordinal_day(words: str) -> int:
    return ORDINAL_DAYS[" ".join(words.split())]


def may_precede_ordinal(folded: str, start: int) -> bool:
    """Whether «الأول» at `start` can be a day: in «الأسبوع الأول من يونيو» it says which week."""
    before = folded[max(0, start - 20) : start].split()
    if not before or not before[-1].startswith("ال"):
        return True
    word = before[-1].rstrip(",")
    return word in WEEKDAY_NUMBERS or word in ("اليوم", "الموافق", "المصادف", "الي")


def real_day(year: int, month: int, day: int) -> str | None:
    """The day in ISO form, None where the calendar has no such day or the year is none that news would print."""
    return f"{year}-{month:02}-{day:02}" if 1000 <= year < 2200 and is_real_day(year, month, day) else None


@dataclass(frozen=True, slots=True)
class WeekdayBeside:
    """A weekday printed just before or after a date, at folded offsets."""

    start: int
    end: int
    weekday: int


def weekday_beside(folded: str, start: int, end: int) -> WeekdayBeside | None:
    """The weekday that belongs to the date at folded[start:end]."""
    base = max(0, start - 45)
    if match := _WEEKDAY_BEFORE.search(folded[base:start]):
        return WeekdayBeside(base + match.start("weekday"), start, WEEKDAY_NUMBERS[match["weekday"]])
    if match := _WEEKDAY_AFTER.match(folded[end : end + 30]):
        return WeekdayBeside(end, end + match.end(), WEEKDAY_NUMBERS[match["weekday"] or match["last"]])
    return None


_GAP_TO = re.compile(r" ?(?:- | (?:و ?)?(?:الي|حتي) )(?:يوم |غايه |نهايه )?(?:\w+ )?")
_GAP_AND = re.compile(r" ?و ?(?:يوم )?")
_FROM = re.compile(r"(?:من|منذ|فتره|بين|خلال)\b[^.]{0,16}$")
_BETWEEN = re.compile(r"بين (?:\w+ )?$")


def are_joined(folded: str, start: int, end: int, following: int) -> bool:
    """Whether the date at folded[start:end] and the one that begins at `following` are the ends of a span."""
    gap, before = folded[end:following], folded[max(0, start - 24) : start]
    return bool(
        (_GAP_TO.fullmatch(gap) and _FROM.search(before)) or (_GAP_AND.fullmatch(gap) and _BETWEEN.search(before))
    )
