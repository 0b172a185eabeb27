"""Names of months, weekdays and ordinal days as regular expressions over folded text, with their numbers.

The names are folded at import by the function that folds the texts.
"""

import re
from collections.abc import Iterable

from archive.text.dates.calendar_names import (
    HIJRI_MONTHS,
    MONTH_EDGES,
    MONTHS,
    NUMBERED_MONTHS,
    WEEKDAYS,
    MonthName,
    ordinal_days,
)
from archive.text.dates.normalization import fold_for_dates
from archive.text.dates.numerals import alternatives

LETTER = "[a-z\u0621-\u064a\u066e-\u06d3]"
WORD_START = rf"(?<!{LETTER})"
WORD_END = rf"(?!{LETTER})"
"""`WORD_START` and `WORD_END` match where a word begins and ends."""


def _numbers(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    return {fold_for_dates(name)[0]: number for names, number in rows for name in names.split("|")}


def _months(rows: Iterable[MonthName]) -> dict[str, int]:
    return _numbers((row.name, row.number) for row in rows)


MONTH_NUMBERS = {**_months(MONTHS), "اذار": 3, "اب": 8}
"""Including اذار and اب: the madda is often omitted."""
HIJRI_NUMBERS = _months(HIJRI_MONTHS)
WEEKDAY_NUMBERS = _numbers((row.name, row.number) for row in WEEKDAYS)
ORDINAL_DAYS = {fold_for_dates(word)[0]: number for word, number in ordinal_days().items()}

_EDGES = {fold_for_dates(word)[0]: edge for word, edge in MONTH_EDGES.items()}
MONTH_EDGE = rf"(?P<edge>{alternatives(_EDGES)})(?: من)?(?: شهر)? "
"""غرة رمضان, سلخ شهر شعبان."""
NUMBERED_MONTH = r"(?:(?:كانون|تشرين)[ .,(/_-]{0,2}[12]\)?|[كت][ .]{0,2}[12])(?!\d)"
MONTH_NAME = f"(?:(?:{alternatives(MONTH_NUMBERS)}){WORD_END}|{NUMBERED_MONTH})"
SECOND_NAME = rf"(?: ?/ ?{MONTH_NAME}| ?\( ?{MONTH_NAME} ?\)| - {MONTH_NAME}| {MONTH_NAME})"
HIJRI_NAME = f"(?:{alternatives(HIJRI_NUMBERS)}){WORD_END}"
WEEKDAY = f"(?:{alternatives(WEEKDAY_NUMBERS)}){WORD_END}"
ORDINAL_DAY = f"(?:{alternatives(ORDINAL_DAYS)}){WORD_END}"

CLAUSE_END = r"(?= ?(?:[,.;:!?)\]»\"”\n\u061b\u061f]|-|$))"
"""Matches before punctuation, a closing bracket or the end of the text."""
DAY_START = r"(?<!\d)(?<!\d[.,/:-])(?<!كانون )(?<!تشرين )(?<!كانون)(?<!تشرين)"
"""Where a day may begin: not within a number, nor at that of a month (كانون 2/يناير)."""
DAY_MONTH_GAP = r"(?: ?[,/.-] ?| {0,3}(?:(?:من )?(?:شهر )?))"
MONTH_YEAR_GAP = r"(?: ?[,/-] ?| {0,3}(?:من |ل)?(?:(?:ال|ل)?(?:عام|سنه) )?)"
SPAN_GAP = rf"(?: ?- ?| (?:و ?)?(?:الي|حتي)(?: (?:يوم|غايه))?(?: {WEEKDAY})? ?| ?و ?(?:يوم )?(?:{WEEKDAY} )?)"

LISTED_DAY = (
    rf"(?:\d{{1,2}}(?:{DAY_MONTH_GAP}{MONTH_NAME}(?:{SECOND_NAME})?)?(?:{SPAN_GAP}(?:ال)?|, ?(?=[^.]{{,20}}و)))"
)
"""A day followed by another one: «25 و», «29 مايو إلى »."""


_SEPARATORS = re.compile(r"[^\u0621-\u064a\d]")


def month_number(name: str) -> int:
    return MONTH_NUMBERS.get(" ".join(name.split())) or NUMBERED_MONTHS[_SEPARATORS.sub("", name)]


def is_spaced_abbreviation(name: str) -> bool:
    """Whether a month is printed «ت 1»: only a day before it makes it one."""
    return len(name) > 2 and name[0] in "كت" and name[1] in " ."


def edge_of_month(word: str) -> str:
    """`first` or `last`."""
    return _EDGES[word]


def hijri_month_number(name: str) -> int:
    return HIJRI_NUMBERS[" ".join(name.split())]


def month_and_second(match: re.Match[str]) -> tuple[int, int]:
    """The months of the two names; equal for «حزيران/يونيو», and if there is no second name."""
    number = month_number(match["month"])
    second = (match["second"] or "").strip(" /-()")
    return number, month_number(second) if second else number


def ordinal_day(words: str) -> int:
    return ORDINAL_DAYS[" ".join(words.split())]
