"""Rules for weeks, months and years with a qualifier: العام قبل الماضي, هذا الأسبوع, 15 من الشهر الجاري, اليومين الماضيين."""

from archive.text.dates.context import may_precede_ordinal
from archive.text.dates.day_lists import listed_days
from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.numerals import CARDINAL, alternatives, cardinal
from archive.text.dates.relative.expressions import (
    DUAL_QUALIFIERS,
    DUAL_UNITS,
    MAX_COUNT,
    PLURAL_QUALIFIERS,
    PLURAL_UNITS,
    QUALIFIER,
    QUALIFIERS,
    DayOfMonth,
    RelativeDate,
    Shift,
    Unit,
)
from archive.text.dates.vocabulary import (
    CLAUSE_END,
    DAY_START,
    ORDINAL_DAY,
    SPAN_GAP,
    WORD_END,
    WORD_START,
    ordinal_day,
)

CHARS_BEFORE = 40
_UNITS: dict[str, Unit] = {"عام": "year", "سنه": "year", "شهر": "month", "اسبوع": "week"}
_UNIT = LazyPattern(
    rf"(?:ال|ل)?(?P<unit>عام|سنه|شهر|اسبوع){WORD_END}"
    rf"(?:(?P<twice> (?:ما )?(?:قبل|بعد))? {QUALIFIER}"
    rf"| (?P<same>نفسه|ذاته|نفسها|التالي|التاليه){WORD_END}(?! من (?:ال)?(?:عام|سنه)))?"
)
_THIS = LazyPattern(r"(?P<this>هذا|هذه) $")
_PART = LazyPattern(
    rf"{WORD_START}[وفبل]?(?:مطلع|بدايه|بدايات|نهايه|منتصف|اواخر|اوايل|اواسط|ختام|طوال|خلال|انتهاء|قبل نهايه) $"
)
_AFTER_PART = LazyPattern(rf"{CLAUSE_END}| (?!ال|\d|هجري|ماضي)")
_BEFORE_ADJECTIVE = LazyPattern(
    rf"{WORD_START}[وفبل]*(?:ال|لل)?(?:امينه?|مدير|مدعي|نايب|قايد|مفتش|مراقب|منسق|راي|قطاع|سكرتير|مشرف|وكيل|حاكم|محامي|كاتب|مستشار|رييس"
    r"|اتجاه|وضع|جو|شان|انفاق|مال|تعليم|موتمر|اطار|مناخ|اداء|صالح|حق|نظام|مستوي|معدل|اضراب|عفو|هدف|سياق|مقر|مركز) $"
)
"""Words before «العام» as an adjective: «الأمين العام الحالي» is a person."""
_DAY_OF = LazyPattern(
    rf"(?:{WORD_START}|(?<=[وفل])|(?<=ال))(?:{DAY_START}(?P<list>(?:\d{{1,2}}{SPAN_GAP}(?:ال)?)*)(?P<day>\d{{1,2}})|(?P<ordinal>{ORDINAL_DAY}))"
    r" (?:من )?(?:هذا )?$"
)


def unit_rule(folded: str, start: int, floor: int) -> list[RelativeDate]:
    match = _UNIT.match(folded, start)
    if match is None:
        return []
    unit = _UNITS[match["unit"]]
    before = folded[max(floor, start - CHARS_BEFORE) : start]
    this = _THIS.search(before)
    if match["same"]:
        count = 1 if match["same"].startswith("التالي") else 0
        return [RelativeDate(start, match.end(), Shift(unit, count, from_last_date=True))]
    if match["qualifier"]:
        sign = QUALIFIERS[match["qualifier"]]
        if unit == "year" and sign >= 0 and match["unit"] == "عام" and _BEFORE_ADJECTIVE.search(before):
            return []
        count = sign * (2 if match["twice"] else 1)
        day = _day_of_month(before, start - len(before), match.end(), count) if unit == "month" else None
        return [day or RelativeDate(start, match.end(), Shift(unit, count))]
    if this:
        day = _day_of_month(before, start - len(before), match.end(), 0) if unit == "month" else None
        return [day or RelativeDate(start - len(this.group()), match.end(), Shift(unit, 0))]
    if unit in ("year", "month") and _PART.search(before) and _AFTER_PART.match(folded, match.end()):
        return [RelativeDate(start, match.end(), Shift(unit, 0))] if not before.endswith(("خلال ", "طوال ")) else []
    return []


def _day_of_month(before: str, base: int, end: int, shift: int) -> RelativeDate | None:
    """«15 من» or «من 10 إلى 15 من» printed before «الشهر الجاري»."""
    match = _DAY_OF.search(before)
    if match is None:
        return None
    if match["ordinal"]:
        if not may_precede_ordinal(before, match.start("ordinal")):
            return None
        return RelativeDate(base + match.start("ordinal"), end, DayOfMonth(ordinal_day(match["ordinal"]), shift))
    days = [day for _start, _end, day, _month in listed_days(match["list"])]
    if len(days) == 1 and days[0] < int(match["day"]):
        return RelativeDate(base + match.start("list"), end, DayOfMonth(days[0], shift, int(match["day"])))
    return RelativeDate(base + match.start("day"), end, DayOfMonth(int(match["day"]), shift))


_SPAN = LazyPattern(
    rf"(?:ال|ل)?(?:(?P<plural>ايام|اسابيع|اشهر|شهور|سنوات|اعوام) ال(?P<number>\d{{1,3}}|{CARDINAL})"
    rf" (?P<qualifier>{alternatives(PLURAL_QUALIFIERS)})"
    rf"|(?P<dual>{'|'.join(DUAL_UNITS)}) (?P<two>{alternatives(DUAL_QUALIFIERS)})){WORD_END}"
)


def span_rule(folded: str, start: int, _floor: int) -> list[RelativeDate]:
    """الأيام الثلاثة الماضية, الشهرين المقبلين: a span up to the article's date or from it on."""
    match = _SPAN.match(folded, start)
    if match is None:
        return []
    if match["dual"]:
        unit, number, sign = DUAL_UNITS[match["dual"]], 2, DUAL_QUALIFIERS[match["two"]]
    else:
        unit, number = PLURAL_UNITS[match["plural"]], cardinal(match["number"])
        sign = PLURAL_QUALIFIERS[match["qualifier"]]
    if not 0 < number <= MAX_COUNT[unit]:
        return []
    return [RelativeDate(start, match.end(), Shift(unit, sign * number, is_counted=True, is_span=True))]
