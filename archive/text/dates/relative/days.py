"""Rules for days relative to today: أمس, أول من أمس, غدا, بعد غد, الليلة الماضية, and «اليوم» where it means a day.

A weekday printed after them belongs to them: «أمس الاثنين» is one date.
"""

import re

from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.relative.expressions import RelativeDate, Shift
from archive.text.dates.vocabulary import CLAUSE_END, WEEKDAY, WEEKDAY_NUMBERS, WORD_END, WORD_START

CHARS_BEFORE_DAY, CHARS_BEFORE_TODAY = 16, 60
"""How much of the text before the word is examined."""
_WEEKDAY_AFTER = rf"(?:,? ?\(?(?:يوم )?(?P<weekday>{WEEKDAY}))?"

_YESTERDAY = LazyPattern(rf"(?:ال)?امس(?P<before> الاول(?: من)?{WORD_END})?(?! الحاضر| القريب| البعيد){_WEEKDAY_AFTER}")
_ONE_DAY_EARLIER = LazyPattern(rf"{WORD_START}(?:اول|قبل)(?: من)? $")
_TOMORROW = LazyPattern(rf"(?:ال)?غدا?{WORD_END}(?! مشرق| افضل){_WEEKDAY_AFTER}")
_TOMORROW_CUE = LazyPattern(rf"{WORD_START}(?:يوم|نهار|صباح|مساء|ظهر|فجر|عصر|ليل|من|حتي|{WEEKDAY},?) $")
_ONE_DAY_LATER = LazyPattern(rf"{WORD_START}بعد $")
_LAST_NIGHT = LazyPattern(rf"(?:ال)?ليله (?:الماضيه|البارحه|الفايته){WORD_END}|(?:ال)?بارحه{WORD_END}(?! الاولي)")


def day_rule(folded: str, start: int, _floor: int) -> list[RelativeDate]:
    """أمس, أمس الأول, غدا, بعد غد, الليلة الماضية, with the weekday after them."""
    before = folded[max(0, start - CHARS_BEFORE_DAY) : start]
    if match := _YESTERDAY.match(folded, start):
        earlier = _ONE_DAY_EARLIER.search(before)
        begin = start - len(earlier.group()) if earlier else start
        return [_day(begin, match, -2 if match["before"] or earlier else -1)]
    if match := _LAST_NIGHT.match(folded, start):
        return [RelativeDate(start, match.end(), Shift("day", -1))]
    if match := _TOMORROW.match(folded, start):
        if later := _ONE_DAY_LATER.search(before):
            return [_day(start - len(later.group()), match, 2)]
        if not folded.startswith("غدا", start) and not (match["weekday"] or _TOMORROW_CUE.search(before)):
            return []
        return [_day(start, match, 1)]
    return []


def _day(start: int, match: re.Match[str], count: int) -> RelativeDate:
    weekday = WEEKDAY_NUMBERS[match["weekday"]] if match["weekday"] else None
    return RelativeDate(start, match.end(), Shift("day", count), weekday=weekday)


_NEXT_DAY = LazyPattern(rf"(?:ال)?يوم (?P<same>نفسه|ذاته|التالي){WORD_END}")
_TODAY = LazyPattern(rf"(?:ال)?يوم{WORD_END}(?:,? ?\(?(?P<weekday>{WEEKDAY}))?")
_PART_OF_DAY = LazyPattern(
    rf"{WORD_START}(?:[وف]?(?:صباح|مساء|ظهر|فجر|عصر|ليل|نهار|قبل ظهر|بعد ظهر|هذا|بهذا)|(?:في وقت (?:سابق|لاحق|مبكر)(?: من)?)) $"
)
_AFTER_TODAY = LazyPattern(r" (?=ان |انه |انها |عن |في |خلال |علي |بعد |من |الي |مع |امام |ضد |لدي |اثر |عقب |بيان)")
_NEWS_VERB = LazyPattern(
    rf"{WORD_START}[وف]?(?:قالت?|اعلن(?:ت|وا)?|اكدت?|ذكرت?|افادت?|صرحت?|كشفت?|اصدرت?|وصلت?|بدات?|انطلقت?|افتتحت?|التق[يت]|التقت|بحثت?|استقبلت?"
    r"|شهدت?|عقدت?|وقعت?|قتلت?|اصيب|قررت?|نفي|نفت|اضافت?|زارت?|اطلقت?|دعا|دعت|حذرت?|ادانت?|نشرت?|اعتقلت|[يت]لتقي|[يت]عقد|[يت]نطلق|[يت]بدا"
    r"|[يت]واجه|[يت]زور|[يت]شهد)(?: \w+){0,5},? $"
)
"""A verb of news, at most five words before."""


def today_rule(folded: str, start: int, _floor: int) -> list[RelativeDate]:
    """«اليوم» as a day rather than «nowadays» or a name: with its weekday or part of day, or after a verb of news."""
    match = _TODAY.match(folded, start)
    if match is None:
        return []
    if next_day := _NEXT_DAY.match(folded, start):
        count = 1 if next_day["same"] == "التالي" else 0
        return [RelativeDate(start, next_day.end(), Shift("day", count, from_last_date=True))]
    before = folded[max(0, start - CHARS_BEFORE_TODAY) : start]
    if match["weekday"]:
        return [_day(start, match, 0)]
    part = _PART_OF_DAY.search(before)
    ends_clause = re.match(CLAUSE_END, folded[start + 5 :]) or _AFTER_TODAY.match(folded, match.end())
    if part or (ends_clause and _NEWS_VERB.search(before)):
        begin = start - len("هذا ") if before.endswith("هذا ") else start
        return [RelativeDate(begin, match.end(), Shift("day", 0))]
    return []
