"""The rules of the date grammar: what a date with its year looks like, and what each shape means.

Rules are tried in the order of the tables; each match takes its place in the text whether or not the calendar has such
a day, so that 31 فبراير 2024 is no date and its rest no month. All work on folded text (`date_folding`) and need a
year with four digits.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.text.date_folding import fold_for_dates
from archive.text.months import MONTHS, WEEKDAYS, is_real_day, ordinal_days


def _numbers(rows: Iterator[tuple[str, int]]) -> dict[str, int]:
    return {fold_for_dates(name)[0]: number for names, number in rows for name in names.split("|")}


def _alternatives(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True)).replace(r"\ ", " +")


_MONTH_NUMBERS = _numbers((row.name, row.number) for row in MONTHS)
WEEKDAY_NUMBERS = _numbers((row.name, row.number) for row in WEEKDAYS)
_ORDINAL_NUMBERS = {fold_for_dates(word)[0]: number for word, number in ordinal_days().items()}
# اذار and اب: the madda is often left out
_MONTH_NUMBERS |= {"اذار": 3, "اب": 8}

_LETTER = "[a-z\u0621-\u064a\u066e-\u06d3]"
_NAME = f"(?:{_alternatives(_MONTH_NUMBERS)})(?!{_LETTER})"
_SECOND_NAME = rf"(?: ?/ ?{_NAME}| ?\( ?{_NAME} ?\)| - {_NAME}| {_NAME})"
_CLITICS = "(?:[وف]?(?:[بلك]|لل)?)"
_MONTH = rf"(?P<month>{_NAME})\.?(?P<second>{_SECOND_NAME})?"
_BARE = rf"(?<!{_LETTER})"
_YEAR_END = r"(?!\d)(?![.,:/-]\d)(?! ?(?:ه(?!\w)|هجر|ق ?\. ?م|قبل الميلاد|%|٪))"
_YEAR = rf"(?P<year>(?:1[0-9]|2[01])\d\d){_YEAR_END}"
_YEAR_OPEN = r"(?P<year>(?:1[0-9]|2[01])\d\d)(?!\d)"
_YEAR_TWO = rf"(?P<year2>(?:1[0-9]|2[01])\d\d){_YEAR_END}"
_CUE = r"(?:عام|العام|سنه|السنه)(?: (?:الميلادي|الميلاديه|الدراسي|الجامعي|المالي|الحالي|الجاري|الماضي|المقبل|القادم))?"
_TO_YEAR = r"(?: ?[,/-] ?| {0,3}(?:من |ل)?(?:(?:ال|ل)?(?:عام|سنه) )?)"
_DAY_START = r"(?<!\d)(?<!\d[.,/:-])"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_OF = r"(?: ?[,/.-] ?| {0,3}(?:(?:من )?(?:شهر )?))"
_TILL = r"(?: ?- ?| (?:و ?)?(?:الي|حتي)(?: (?:يوم|غايه))? ?| ?و ?)"
_WEEKDAY = f"(?:{_alternatives(WEEKDAY_NUMBERS)})(?!{_LETTER})"
_SEASON = "(?:صيف|شتاء|ربيع|خريف|مطلع|اوايل|اواخر|اواسط|منتصف|بدايه|نهايه|موسم|مونديال|اولمبياد)"

WEEKDAY_WORD = re.compile(rf"(?<![a-z\u0621-\u064a])[وفبل]?(?P<weekday>{_WEEKDAY})")
_WEEKDAY_BEFORE = re.compile(
    rf"(?<!{_LETTER})[وفبل]?(?P<weekday>{_WEEKDAY})[\s,)]*(?:الموافق|المصادف|يوم)?\s*(?:ل ?|في )?[\s,(-]*$"
)
_WEEKDAY_AFTER = re.compile(
    rf"\s?\(\s?(?:يوم )?(?P<weekday>{_WEEKDAY})\s?\)|\s?[,-]?\s?(?P<last>{_WEEKDAY})\s*(?:$|\n)"
)


def _month_number(name: str) -> int:
    return _MONTH_NUMBERS[" ".join(name.split())]


def _months(match: re.Match[str]) -> tuple[int, int]:
    """The month named, and the second name's month (the same one twice for «حزيران/يونيو»)."""
    number = _month_number(match["month"])
    second = (match["second"] or "").strip(" /-()")
    return number, _month_number(second) if second else number


def real_day(year: int, month: int, day: int) -> str | None:
    """The day in ISO form, None where the calendar has no such day or the year is none that news would print."""
    return f"{year}-{month:02}-{day:02}" if 1000 <= year < 2200 and is_real_day(year, month, day) else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule read, at folded offsets. `value` None: the place is taken, but it is no date."""

    start: int
    end: int
    value: str | None
    end_value: str | None = None


Builder = Callable[[re.Match[str], str], list[Reading]]


def _one(match: re.Match[str], value: str | None, end_value: str | None = None, start: str | int = 0) -> list[Reading]:
    if end_value is not None and (value is None or end_value <= value):
        value = end_value = None
    return [Reading(match.start(start), match.end(), value, end_value)]


HIJRI_YEARS = range(1300, 1500)
"""In a date of numbers only, a year of the Islamic calendar (1882 to 2077) and no Gregorian one."""
RECENT_HIJRI_YEARS = range(1400, 1451)
"""The same for a bare year («عام 1436» is 2015), but عام 1453 and its like are history."""


def _iso(match: re.Match[str], _folded: str) -> list[Reading]:
    if int(match["year"]) in HIJRI_YEARS:
        return _one(match, None)
    return _one(match, real_day(int(match["year"]), int(match["m"]), int(match["d"])))


def _numeric(match: re.Match[str], folded: str) -> list[Reading]:
    """D-M-Y; M-D-Y where D-M-Y is impossible or a weekday beside it says so."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if year in HIJRI_YEARS:
        return _one(match, None)
    day_first, month_first = real_day(year, two, one), real_day(year, one, two)
    if day_first is None or month_first is None:
        return _one(match, day_first or month_first)
    weekday = weekday_beside(folded, match.start(), match.end())
    if weekday is None or dt.date.fromisoformat(day_first).weekday() == weekday:
        return _one(match, day_first)
    return _one(match, month_first if dt.date.fromisoformat(month_first).weekday() == weekday else day_first)


def _textual_day(match: re.Match[str], folded: str) -> list[Reading]:
    month, second = _months(match)
    groups = match.groupdict()
    if ordinal := groups.get("ordinal"):
        before = folded[max(0, match.start() - 20) : match.start()].split()
        if before and before[-1].startswith("ال") and not _may_precede_ordinal(before[-1]):
            return []  # الأسبوع الأول من يونيو 2024 is no first of June
        day = _ORDINAL_NUMBERS[" ".join(ordinal.split())]
    else:
        day = int(match["day"])
    return _one(match, real_day(int(match["year"]), month, day) if month == second else None)


def _may_precede_ordinal(word: str) -> bool:
    return word.rstrip(",") in WEEKDAY_NUMBERS or word in ("اليوم", "الموافق", "المصادف", "الي")


def _day_span(match: re.Match[str], folded: str) -> list[Reading]:
    """20-22 يونيو 2024, 19 و20 يونيو 2024, 29 مايو - 2 يونيو 2024."""
    month, second = _months(match)
    year, day, last = int(match["year"]), int(match["day1"]), int(match["day"])
    first_month = _month_number(match["month1"]) if match["month1"] else month
    start, end = real_day(year, first_month, day), real_day(year, month, last)
    if end is None or month != second:
        return _one(match, None)
    if start is None or end <= start:
        return [Reading(match.start("day"), match.end(), end)]
    if "و" not in match["till"].replace("وحتي", "").replace("والي", "") or _between(folded, match.start()):
        return _one(match, start, end)
    if dt.date.fromisoformat(end) - dt.date.fromisoformat(start) == dt.timedelta(days=1):
        return _one(match, start, end)
    return [Reading(*match.span("head"), start), Reading(match.start("day"), match.end(), end)]


def _between(folded: str, start: int) -> bool:
    return bool(re.search(r"بين(?: يومي| شهري| عامي| \S+)? $", folded[max(0, start - 15) : start]))


def _month_span(match: re.Match[str], folded: str) -> list[Reading]:
    """من مارس إلى يونيو 2024, بين مارس ويونيو 2024; يونيو ويوليو 2024 are neighbours and so a span too."""
    year, one, two = int(match["year"]), _month_number(match["month1"]), _months(match)[0]
    start, end = f"{year:04}-{one:02}", f"{year:04}-{two:02}"
    joined = "و" in match["till"].replace("وحتي", "").replace("والي", "") and not _between(folded, match.start())
    if one < two and (not joined or two == one + 1):
        return _one(match, start, end, "month1")
    return [Reading(match.start("month"), match.end(), end)]


def _month(match: re.Match[str], _folded: str) -> list[Reading]:
    month, second = _months(match)
    year = int(match["year"])
    if (match["month"] == "اب" and not match["second"]) or year < 1700:
        return []  # أب 2024: a father; with its madda it is August
    if month != second:  # مارس/أبريل 2024
        return _one(match, f"{year:04}-{month:02}", f"{year:04}-{second:02}", "month")
    return _one(match, f"{year:04}-{month:02}", start="month")


def _year_span(match: re.Match[str], _folded: str) -> list[Reading]:
    return _one(match, match["year"], match["year2"], "from")


def _bare_span(match: re.Match[str], _folded: str) -> list[Reading]:
    one, two = int(match["year"]), int(match["year2"])
    if not (1700 <= one < two <= 2199) or two - one > 150 or ("/" in match.group() and two - one > 1):
        return []
    return _one(match, match["year"], match["year2"])


def _year(match: re.Match[str], folded: str) -> list[Reading]:
    if int(match["year"]) in RECENT_HIJRI_YEARS and not re.match(
        r" ?م(?:يلادي)?", folded[match.end() : match.end() + 3]
    ):
        return _one(match, None)
    return _one(match, match["year"], start="from")


def _year_list(match: re.Match[str], _folded: str) -> list[Reading]:
    """أعوام 2019 و2020 و2021: one reading each."""
    found = list(re.finditer(r"\d{4}", match.group()))
    base = match.start()
    return [
        Reading(match.start("from") if not place else base + year.start(), base + year.end(), year.group())
        for place, year in enumerate(found)
    ]


_PREFIX = "(?:[وف]?[بلك]?|[وف]?لل|[وف]?بال)"
_TILL_YEAR = rf"(?: ?[-/] ?| ?(?:و ?)?(?:الي|حتي) (?:{_CUE} )?)"
_NOT_COUNTED = (
    r"(?! ?(?:عام|سنه|يوم|شهر|اسبوع|ساع|دقيق|شخص|دولار|ريال|دينار|درهم|جنيه|يورو|متر|كيلو|ميل|طن|مليون|مليار|الف)\w*)"
)
_STOP = r"(?= ?(?:[,.;:!?)\]»\"”\n\u061b\u061f]|-|$))"
_NO_NOUN = (
    r"(?= (?:(?:ال|لل|بال|وال)\w|(?:من|علي|عن|مع|الي|ان|انها|انه|لم|لن|قد|ثم|حين|عندما|بعد|قبل|بسبب|عقب|بين|او)\b))"
)
"""After a counted number stands an indefinite noun, and none of these."""

Rule = tuple[re.Pattern[str], Builder]


def _compiled(*rules: tuple[str, Builder]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), builder) for pattern, builder in rules)


NUMERIC_RULES = _compiled(
    # 2024-06-20, with or without a time after it
    (r"(?<![\d.,/:-])(?P<year>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[/-]\d)", _iso),
    # 10-06-2024
    (
        rf"{_DAY_START}(?P<one>\d{{1,2}}) ?(?P<sep>[-/.]) ?(?P<two>\d{{1,2}}) ?(?P=sep) ?"
        r"(?P<year>\d{4})(?!\d|[/-]\d)",
        _numeric,
    ),
)
MONTH_RULES = _compiled(
    # 20-22 يونيو 2024, 29 مايو - 2 يونيو 2024
    (
        rf"{_DAY_START}(?P<head>(?P<day1>\d{{1,2}})(?:{_OF}(?P<month1>{_NAME}))?)(?P<till>{_TILL}){_DAY}{_OF}"
        rf"{_CLITICS}{_MONTH}{_TO_YEAR}{_YEAR}",
        _day_span,
    ),
    # 20 يونيو 2024, 20يونيو2024, 20 من شهر حزيران/يونيو عام 2024, 20th, June 2024
    (rf"{_DAY_START}{_DAY}{_OF}{_CLITICS}{_MONTH}{_TO_YEAR}{_YEAR}", _textual_day),
    # الحادي عشر من سبتمبر 2001
    (
        rf"(?:(?<!{_LETTER})|(?<=\b[وفل])|(?<=\bلل))(?P<ordinal>{_alternatives(_ORDINAL_NUMBERS)}) "
        rf"(?:من )?(?:شهر )?{_MONTH}{_TO_YEAR}{_YEAR}",
        _textual_day,
    ),
    # June 20, 2024; يونيو 20, 2024
    (rf"{_BARE}{_MONTH} ?{_DAY} ?,? {_YEAR}", _textual_day),
    # مارس إلى يونيو 2024
    (rf"{_BARE}{_CLITICS}(?P<month1>{_NAME})(?P<till>{_TILL}){_MONTH}{_TO_YEAR}{_YEAR}", _month_span),
    # يونيو 2024, مارس/آذار 2001, لشهر يونيو من العام 2024
    (rf"{_BARE}{_CLITICS}{_MONTH}{_TO_YEAR}{_YEAR}", _month),
)
YEAR_RULES = _compiled(
    # عامي 1995 و2023
    (
        rf"{_BARE}{_PREFIX}(?P<from>(?:ال)?(?:عامي|عامين|سنتي|سنتين) {_YEAR_OPEN}(?: ?- ?| (?:و ?)?(?:الي|حتي) | ?و ?)"
        rf"{_YEAR_TWO})",
        _year_span,
    ),
    # عام 2011 إلى 2013, العام الدراسي 2023-2024
    (rf"{_BARE}{_PREFIX}(?P<from>{_CUE} {_YEAR_OPEN}{_TILL_YEAR}{_YEAR_TWO})", _year_span),
    # الفترة من 2011 إلى 2013
    (
        rf"(?:فتره|مده|موسم|اعوام|سنوات)(?: ما)?(?: من| بين)? (?:عام |سنه )?(?P<from>{_YEAR_OPEN}"
        rf"(?: ?- ?|/| (?:و ?)?(?:الي|حتي) (?:عام |سنه )?| ?و(?:عام |سنه )? ?){_YEAR_TWO})(?! ?(?:و|,) ?\d{{4}})",
        _year_span,
    ),
    # بين 2011 و2013, where nothing is counted after it
    (rf"{_BARE}(?:بين|من) (?P<from>{_YEAR}(?: و ?| (?:و ?)?(?:الي|حتي) ){_YEAR_TWO}){_STOP}", _year_span),
    # 1994-2024, 2023/2024
    (r"(?<![\d.,/:-])(?P<year>\d{4}) ?[-/] ?(?P<year2>\d{4})(?!\d|[.,:/-]\d)", _bare_span),
    # أعوام 2019 و2020 و2021
    (
        rf"{_BARE}{_PREFIX}(?P<from>(?:اعوام|سنوات) {_YEAR}"
        r"(?:(?: ?, ?| )و? ?(?:1[0-9]|2[01])\d\d(?!\d)(?![.,:/-]\d))*)",
        _year_list,
    ),
    # عام 2017
    (rf"{_BARE}{_PREFIX}(?P<from>{_CUE} ?{_YEAR})", _year),
    # صيف 2024, منذ 2011, but not منذ 2000 عام
    (rf"{_BARE}{_PREFIX}(?:ال)?(?:{_SEASON}|منذ|بحلول) (?P<from>{_YEAR}){_NOT_COUNTED}", _year),
    # الربع الثاني 2015, النصف الأول من 2017: the year they belong to
    (rf"(?:الربع|النصف|الثلث|الفصل) \w+(?: و?الاخير)?(?: من)? (?P<from>{_YEAR}){_NOT_COUNTED}", _year),
    # في 2019, where nothing is counted after it
    (rf"{_BARE}[وف]?(?:في|حتي|قبل|بعد|خلال) (?P<from>{_YEAR})(?:{_STOP}|{_NO_NOUN})", _year),
)
MONTH_WORD = re.compile(_NAME)
"""Where it finds nothing, `MONTH_RULES` find nothing."""


def weekday_beside(folded: str, start: int, end: int) -> int | None:
    match = _WEEKDAY_BEFORE.search(folded[max(0, start - 45) : start])
    if match:
        return WEEKDAY_NUMBERS[match["weekday"]]
    match = _WEEKDAY_AFTER.match(folded[end : end + 30])
    return WEEKDAY_NUMBERS[match["weekday"] or match["last"]] if match else None
