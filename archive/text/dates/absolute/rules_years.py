"""Rules for years and spans of years without a month: which four-digit numbers are years rather than counts.

A year has a cue before it (عام، منذ، بحلول، صيف، الربع الثاني), or another year in a span, or follows «في» without a noun
that it could count. A season, a quarter or a part of a year is read as its year, «منذ 2014» as 2014: the end of the span
is not printed.
"""

import re

from archive.text.dates.date_match import DateMatch, compile_rules, single_date
from archive.text.dates.vocabulary import CLAUSE_END, WORD_START

YEAR_END = r"(?!\d)(?![.,:/-]\d)(?! ?(?:ه(?!\w)|هجر|ق ?\. ?م|قبل الميلاد|%|٪))"
YEAR = rf"(?P<year>(?:1[0-9]|2[01])\d\d){YEAR_END}"
CUE = r"(?:عام|العام|سنه|السنه)(?: (?:الميلادي|الميلاديه|الدراسي|الجامعي|المالي|الماليه|الحالي|الجاري|الماضي|المقبل|القادم))?"
_YEAR_OPEN = r"(?P<year>(?:1[0-9]|2[01])\d\d)(?!\d)"
_YEAR_TWO = rf"(?P<year2>(?:1[0-9]|2[01])\d\d){YEAR_END}"
_PARTS = "صيف|شتاء|ربيع|خريف|مطلع|اوايل|اواخر|اواسط|منتصف|بدايه|بدايات|نهايه|نهايات|ختام|غضون|طوال"
_EVENTS = "موسم|مونديال|اولمبياد|انتخابات|حرب|ثوره|احداث|رويه|خطه|موازنه|ميزانيه|دستور|اتفاق|اتفاقيه|حصار|احتجاجات"
_CLITICS = "(?:[وف]?[بلك]?|[وف]?لل|[وف]?بال)"
_YEAR_GAP = rf"(?: ?[-/] ?| ?(?:و ?)?(?:الي|حتي) (?:{CUE} )?)"
_COUNTED = (
    "عام|سنه|يوم|شهر|اسبوع|ساع|دقيق|شخص|دولار|ريال|دينار|درهم|جنيه|يورو|متر|كيلو|ميل|طن|مليون|مليار|الف|نقطه|وحده|مقعد"
)
_NOT_COUNTED = rf"(?! ?(?:{_COUNTED})\w*)"
_UNCOUNTED = (
    r"(?= (?:(?:ال|لل|بال|وال)\w|(?:من|علي|عن|مع|الي|ان|انها|انه|لم|لن|قد|ثم|حين|عندما|بعد|قبل|بسبب|عقب|بين|او|في"
    r"|غير|لكن|اي|الذي|التي|فيما|وسط|ضد"
    r"|كان|كانت)\b))"
)
"""Words that cannot follow a count, which is followed by an indefinite noun."""
RECENT_HIJRI_YEARS = range(1400, 1451)
"""«عام 1436» may be the Hijri year (2015); «عام 1453» is a Gregorian one."""


def _year_span(match: re.Match[str], _folded: str) -> list[DateMatch]:
    return single_date(match, match["year"], match["year2"], "from")


def _bare_span(match: re.Match[str], _folded: str) -> list[DateMatch]:
    first, last = int(match["year"]), int(match["year2"])
    if not (1700 <= first < last <= 2199) or last - first > 150 or ("/" in match.group() and last - first > 1):
        return []
    return single_date(match, match["year"], match["year2"])


def _year(match: re.Match[str], folded: str) -> list[DateMatch]:
    is_gregorian = re.match(r" ?م(?:يلادي)?", folded[match.end() : match.end() + 3])
    if int(match["year"]) in RECENT_HIJRI_YEARS and not is_gregorian:
        return single_date(match, None)
    return single_date(match, match["year"], start="from")


def _year_list(match: re.Match[str], _folded: str) -> list[DateMatch]:
    """أعوام 2019 و2020 و2021: one date each."""
    base = match.start()
    years = re.finditer(r"\d{4}", match.group())
    return [
        DateMatch(base + year.start() if index else match.start("from"), base + year.end(), year.group())
        for index, year in enumerate(years)
    ]


YEAR_RULES = compile_rules(
    # عامي 1995 و2023
    (
        rf"{WORD_START}{_CLITICS}(?P<from>(?:ال)?(?:عامي|عامين|سنتي|سنتين) {_YEAR_OPEN}(?: ?- ?| (?:و ?)?(?:الي|حتي) | ?و ?)"
        rf"{_YEAR_TWO})",
        _year_span,
    ),
    # عام 2011 إلى 2013, العام الدراسي 2023-2024
    (rf"{WORD_START}{_CLITICS}(?P<from>{CUE} {_YEAR_OPEN}{_YEAR_GAP}{_YEAR_TWO})", _year_span),
    # الفترة من 2011 إلى 2013
    (
        rf"(?:فتره|مده|موسم|اعوام|سنوات)(?: ما)?(?: من| بين)? (?:عام |سنه )?(?P<from>{_YEAR_OPEN}"
        rf"(?: ?- ?|/| (?:و ?)?(?:الي|حتي) (?:عام |سنه )?| ?و(?:عام |سنه )? ?){_YEAR_TWO})(?! ?(?:و|,) ?\d{{4}})",
        _year_span,
    ),
    # بين 2011 و2013, unless it counts the next word
    (
        rf"{WORD_START}(?:بين|من) (?P<from>{YEAR}(?: و ?| (?:و ?)?(?:الي|حتي) ){_YEAR_TWO})(?:{CLAUSE_END}|{_UNCOUNTED})",
        _year_span,
    ),
    # 1994-2024, 2023/2024
    (r"(?<![\d.,/:-])(?P<year>\d{4}) ?[-/] ?(?P<year2>\d{4})(?!\d|[.,:/-]\d)", _bare_span),
    # أعوام 2019 و2020 و2021
    (
        rf"{WORD_START}{_CLITICS}(?P<from>(?:اعوام|سنوات|عامي) {YEAR}"
        r"(?:(?: ?, ?| )و? ?(?:1[0-9]|2[01])\d\d(?!\d)(?![.,:/-]\d))*)",
        _year_list,
    ),
    # عام 2017
    (rf"{WORD_START}{_CLITICS}(?P<from>{CUE} ?\(?{YEAR})", _year),
    # صيف 2024, منذ 2011, but not منذ 2000 عام
    (rf"{WORD_START}{_CLITICS}(?:ال)?(?:{_PARTS}|{_EVENTS}|منذ|بحلول) (?P<from>{YEAR}){_NOT_COUNTED}", _year),
    # كأس العالم 2018, أولمبياد باريس 2024
    (
        rf"{WORD_START}{_CLITICS}(?:ال)?(?:كاس (?:العالم|اسيا|افريقيا|الامم)(?: \w+){{0,2}}|اولمبياد \w+|مونديال \w+|يورو)"
        rf" (?P<from>{YEAR})(?:{CLAUSE_END}|{_UNCOUNTED})",
        _year,
    ),
    # الربع الثاني 2015, النصف الأول من 2017
    (rf"(?:الربع|النصف|الثلث|الفصل) \w+(?: و?الاخير)?(?: من)? (?P<from>{YEAR}){_NOT_COUNTED}", _year),
    # في 2019, unless it counts the next word
    (rf"{WORD_START}[وف]?(?:في|حتي|قبل|بعد|خلال) (?P<from>{YEAR})(?:{CLAUSE_END}|{_UNCOUNTED})", _year),
)
