"""Rules for days told by their distance: أمس, أول من أمس, غدا, بعد غد, الليلة الماضية, and «اليوم» where it is a day.

A weekday printed with them is read with them: «أمس الاثنين» is one date.
"""

import re

from archive.text.dates.relative.expressions import STOP, RelativeDate, Shift
from archive.text.dates.vocabulary import BARE, END, WEEKDAY, WEEKDAY_NUMBERS

_WEEKDAY_AFTER = rf"(?:,? ?\(?(?:يوم )?(?P<weekday>{WEEKDAY}))?"

_YESTERDAY = re.compile(rf"(?:ال)?امس(?P<before> الاول(?: من)?{END})?(?! الحاضر| القريب| البعيد){_WEEKDAY_AFTER}")
_DAY_BEFORE_IT = re.compile(rf"{BARE}(?:اول|قبل)(?: من)? $")
_TOMORROW = re.compile(rf"(?:ال)?غدا?{END}(?! مشرق| افضل){_WEEKDAY_AFTER}")
_OF_TOMORROW = re.compile(rf"{BARE}(?:يوم|نهار|صباح|مساء|ظهر|فجر|عصر|ليل|من|حتي|{WEEKDAY},?) $")
_AFTER_TOMORROW = re.compile(rf"{BARE}بعد $")
_LAST_NIGHT = re.compile(rf"(?:ال)?ليله (?:الماضيه|البارحه|الفايته){END}|(?:ال)?بارحه{END}(?! الاولي)")


def day_rule(folded: str, start: int, _floor: int) -> list[RelativeDate]:
    """أمس, أمس الأول, غدا, بعد غد, الليلة الماضية, with the weekday that may follow them."""
    before = folded[max(0, start - 16) : start]
    if match := _YESTERDAY.match(folded, start):
        earlier = _DAY_BEFORE_IT.search(before)
        begin = start - len(earlier.group()) if earlier else start
        return [_day(begin, match, -2 if match["before"] or earlier else -1)]
    if match := _LAST_NIGHT.match(folded, start):
        return [RelativeDate(start, match.end(), Shift("day", -1))]
    if match := _TOMORROW.match(folded, start):
        if later := _AFTER_TOMORROW.search(before):
            return [_day(start - len(later.group()), match, 2)]
        if not folded.startswith("غدا", start) and not (match["weekday"] or _OF_TOMORROW.search(before)):
            return []
        return [_day(start, match, 1)]
    return []


def _day(start: int, match: re.Match[str], count: int) -> RelativeDate:
    weekday = WEEKDAY_NUMBERS[match["weekday"]] if match["weekday"] else None
    return RelativeDate(start, match.end(), Shift("day", count), weekday=weekday)


_NEXT_DAY = re.compile(rf"(?:ال)?يوم (?P<same>نفسه|ذاته|التالي){END}")
_TODAY = re.compile(rf"(?:ال)?يوم{END}(?:,? ?\(?(?P<weekday>{WEEKDAY}))?")
_TODAY_BEFORE = re.compile(
    rf"{BARE}(?:[وف]?(?:صباح|مساء|ظهر|فجر|عصر|ليل|نهار|قبل ظهر|بعد ظهر|هذا|بهذا)|(?:في وقت (?:سابق|لاحق|مبكر)(?: من)?)) $"
)
_FROM_NOW_ON = re.compile(r" (?=ان |انه |انها |عن |في |خلال |علي |بعد |من |الي |مع |امام |ضد |لدي |اثر |عقب |بيان)")
_SAID = re.compile(
    rf"{BARE}[وف]?(?:قالت?|اعلن(?:ت|وا)?|اكدت?|ذكرت?|افادت?|صرحت?|كشفت?|اصدرت?|وصلت?|بدات?|انطلقت?|افتتحت?|التق[يت]|التقت|بحثت?|استقبلت?"
    r"|شهدت?|عقدت?|وقعت?|قتلت?|اصيب|قررت?|نفي|نفت|اضافت?|زارت?|اطلقت?|دعا|دعت|حذرت?|ادانت?|نشرت?|اعتقلت|[يت]لتقي|[يت]عقد|[يت]نطلق|[يت]بدا"
    r"|[يت]واجه|[يت]زور|[يت]شهد)(?: \w+){0,5},? $"
)
"""A verb of the day's news, and a few words."""


def today_rule(folded: str, start: int, _floor: int) -> list[RelativeDate]:
    """«اليوم» as a day, not as «nowadays» or in a name: with its weekday or part of day, or after a verb of the day's news."""
    match = _TODAY.match(folded, start)
    if match is None:
        return []
    if next_day := _NEXT_DAY.match(folded, start):
        return [RelativeDate(start, next_day.end(), Shift("day", 1 if next_day["same"] == "التالي" else 0, after=True))]
    before = folded[max(0, start - 60) : start]
    if match["weekday"]:
        return [_day(start, match, 0)]
    part = _TODAY_BEFORE.search(before)
    if part or (
        _SAID.search(before) and (re.match(STOP, folded[start + 5 :]) or _FROM_NOW_ON.match(folded, match.end()))
    ):
        begin = start - len("هذا ") if before.endswith("هذا ") else start
        return [RelativeDate(begin, match.end(), Shift("day", 0))]
    return []
