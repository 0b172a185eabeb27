"""Rules for bare years and spans of years: what makes a number of four digits a year, and not a count.

A cue before it (عام، منذ، بحلول، صيف، الربع الثاني), another year in a span, or, after «في», nothing that could be counted.
A season, a quarter or a part of a year is its year. «منذ 2014» is 2014, the year from which something holds: the span
that it opens has no printed end, so none is made up.
"""

import re

from archive.text.dates.match import DateMatch, compiled, one
from archive.text.dates.vocabulary import BARE

YEAR_END = r"(?!\d)(?![.,:/-]\d)(?! ?(?:ه(?!\w)|هجر|ق ?\. ?م|قبل الميلاد|%|٪))"
YEAR = rf"(?P<year>(?:1[0-9]|2[01])\d\d){YEAR_END}"
TO_YEAR = r"(?: ?[,/-] ?| {0,3}(?:من |ل)?(?:(?:ال|ل)?(?:عام|سنه) )?)"
CUE = r"(?:عام|العام|سنه|السنه)(?: (?:الميلادي|الميلاديه|الدراسي|الجامعي|المالي|الماليه|الحالي|الجاري|الماضي|المقبل|القادم))?"
_YEAR_OPEN = r"(?P<year>(?:1[0-9]|2[01])\d\d)(?!\d)"
_YEAR_TWO = rf"(?P<year2>(?:1[0-9]|2[01])\d\d){YEAR_END}"
_PARTS = "صيف|شتاء|ربيع|خريف|مطلع|اوايل|اواخر|اواسط|منتصف|بدايه|بدايات|نهايه|نهايات|ختام|غضون|طوال"
_EVENTS = "موسم|مونديال|اولمبياد|انتخابات|حرب|ثوره|احداث|رويه|خطه|موازنه|ميزانيه|دستور|اتفاق|اتفاقيه|حصار|احتجاجات"
_PREFIX = "(?:[وف]?[بلك]?|[وف]?لل|[وف]?بال)"
_TILL_YEAR = rf"(?: ?[-/] ?| ?(?:و ?)?(?:الي|حتي) (?:{CUE} )?)"
_COUNTED = (
    "عام|سنه|يوم|شهر|اسبوع|ساع|دقيق|شخص|دولار|ريال|دينار|درهم|جنيه|يورو|متر|كيلو|ميل|طن|مليون|مليار|الف|نقطه|وحده|مقعد"
)
_NOT_COUNTED = rf"(?! ?(?:{_COUNTED})\w*)"
_STOP = r"(?= ?(?:[,.;:!?)\]»\"”\n\u061b\u061f]|-|$))"
_NO_NOUN = (
    r"(?= (?:(?:ال|لل|بال|وال)\w|(?:من|علي|عن|مع|الي|ان|انها|انه|لم|لن|قد|ثم|حين|عندما|بعد|قبل|بسبب|عقب|بين|او|في"
    r"|غير|لكن|اي|الذي|التي|فيما|وسط|ضد"
    r"|كان|كانت)\b))"
)
"""After a counted number stands an indefinite noun, and none of these."""
RECENT_HIJRI_YEARS = range(1400, 1451)
"""«عام 1436» may be 2015 in the Islamic calendar; «عام 1453» and its like are history."""


def _year_span(match: re.Match[str], _folded: str) -> list[DateMatch]:
    return one(match, match["year"], match["year2"], "from")


def _bare_span(match: re.Match[str], _folded: str) -> list[DateMatch]:
    first, last = int(match["year"]), int(match["year2"])
    if not (1700 <= first < last <= 2199) or last - first > 150 or ("/" in match.group() and last - first > 1):
        return []
    return one(match, match["year"], match["year2"])


def _year(match: re.Match[str], folded: str) -> list[DateMatch]:
    named = re.match(r" ?م(?:يلادي)?", folded[match.end() : match.end() + 3])
    if int(match["year"]) in RECENT_HIJRI_YEARS and not named:
        return one(match, None)
    return one(match, match["year"], start="from")


def _year_list(match: re.Match[str], _folded: str) -> list[DateMatch]:
    """أعوام 2019 و2020 و2021: one reading each."""
    found = list(re.finditer(r"\d{4}", match.group()))
    base = match.start()
    return [
        DateMatch(match.start("from") if not place else base + year.start(), base + year.end(), year.group())
        for place, year in enumerate(found)
    ]


YEAR_RULES = compiled(
    # عامي 1995 و2023
    (
        rf"{BARE}{_PREFIX}(?P<from>(?:ال)?(?:عامي|عامين|سنتي|سنتين) {_YEAR_OPEN}(?: ?- ?| (?:و ?)?(?:الي|حتي) | ?و ?)"
        rf"{_YEAR_TWO})",
        _year_span,
    ),
    # عام 2011 إلى 2013, العام الدراسي 2023-2024
    (rf"{BARE}{_PREFIX}(?P<from>{CUE} {_YEAR_OPEN}{_TILL_YEAR}{_YEAR_TWO})", _year_span),
    # الفترة من 2011 إلى 2013
    (
        rf"(?:فتره|مده|موسم|اعوام|سنوات)(?: ما)?(?: من| بين)? (?:عام |سنه )?(?P<from>{_YEAR_OPEN}"
        rf"(?: ?- ?|/| (?:و ?)?(?:الي|حتي) (?:عام |سنه )?| ?و(?:عام |سنه )? ?){_YEAR_TWO})(?! ?(?:و|,) ?\d{{4}})",
        _year_span,
    ),
    # بين 2011 و2013, where nothing is counted after it
    (rf"{BARE}(?:بين|من) (?P<from>{YEAR}(?: و ?| (?:و ?)?(?:الي|حتي) ){_YEAR_TWO})(?:{_STOP}|{_NO_NOUN})", _year_span),
    # 1994-2024, 2023/2024
    (r"(?<![\d.,/:-])(?P<year>\d{4}) ?[-/] ?(?P<year2>\d{4})(?!\d|[.,:/-]\d)", _bare_span),
    # أعوام 2019 و2020 و2021
    (
        rf"{BARE}{_PREFIX}(?P<from>(?:اعوام|سنوات|عامي) {YEAR}"
        r"(?:(?: ?, ?| )و? ?(?:1[0-9]|2[01])\d\d(?!\d)(?![.,:/-]\d))*)",
        _year_list,
    ),
    # عام 2017
    (rf"{BARE}{_PREFIX}(?P<from>{CUE} ?\(?{YEAR})", _year),
    # صيف 2024, منذ 2011, but not منذ 2000 عام
    (rf"{BARE}{_PREFIX}(?:ال)?(?:{_PARTS}|{_EVENTS}|منذ|بحلول) (?P<from>{YEAR}){_NOT_COUNTED}", _year),
    # كأس العالم 2018, أولمبياد باريس 2024
    (
        rf"{BARE}{_PREFIX}(?:ال)?(?:كاس (?:العالم|اسيا|افريقيا|الامم)(?: \w+){{0,2}}|اولمبياد \w+|مونديال \w+|يورو)"
        rf" (?P<from>{YEAR})(?:{_STOP}|{_NO_NOUN})",
        _year,
    ),
    # الربع الثاني 2015, النصف الأول من 2017: the year they belong to
    (rf"(?:الربع|النصف|الثلث|الفصل) \w+(?: و?الاخير)?(?: من)? (?P<from>{YEAR}){_NOT_COUNTED}", _year),
    # في 2019, where nothing is counted after it
    (rf"{BARE}[وف]?(?:في|حتي|قبل|بعد|خلال) (?P<from>{YEAR})(?:{_STOP}|{_NO_NOUN})", _year),
)
