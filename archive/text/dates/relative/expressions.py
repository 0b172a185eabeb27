"""What a relative date says: the shapes that `recognizer` finds and `resolver` resolves, and the words that qualify them."""

from dataclasses import dataclass
from typing import Literal

from archive.text.dates.normalization import fold_for_dates
from archive.text.dates.numerals import alternatives
from archive.text.dates.vocabulary import WORD_END

LAST_DAY = 99
"""The day of «سلخ رمضان», whose month has 29 or 30 days."""
Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Yearless:
    """A month (day 0) or a day without its year; `LAST_DAY` of a Hijri month. `end` is the last (month, day) of a span."""

    month: int
    day: int = 0
    end: tuple[int, int] | None = None
    year_shift: int | None = None
    """«من العام الماضي» is −1."""
    same_year: bool = False
    """«من العام نفسه»: the year of the last date in the text."""
    is_hijri: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, 0 = Monday. `last` is the end of a span; `week_shift` of «الخميس من الأسبوع الماضي» is −1."""

    weekday: int
    last: int | None = None
    week_shift: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """«15 من الشهر الجاري»: a day, or the span to `end`, of the month at the distance `month_shift`."""

    day: int
    month_shift: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance in time: أمس is day −1, العام المقبل year 1, قبل ثلاثة أشهر month −3.

    `is_counted`: the number is printed, so the result is arithmetic. `is_span`: all units up to that distance (الأيام
    الثلاثة الماضية). `from_last_date`: counted from the date mentioned before (في اليوم التالي), not from the article's.
    """

    unit: Unit
    count: int
    is_counted: bool = False
    is_span: bool = False
    from_last_date: bool = False


@dataclass(frozen=True, slots=True)
class Anniversary:
    """«الذكرى الثلاثين ل…»: that many years before the last date of the sentence, or the article's date."""

    years: int


RelativeShape = Yearless | Weekday | DayOfMonth | Shift | Anniversary


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A relative date at folded offsets.

    `direction` is that of a qualifier (الماضي −1, الجاري 0, المقبل 1); `weekday` is the one printed with the date.
    """

    start: int
    end: int
    shape: RelativeShape
    direction: int | None = None
    weekday: int | None = None


_QUALIFIERS = (
    (-1, "الماضي|الماضية|الفائت|الفائتة|المنصرم|المنصرمة|الفارط|الفارطة|المنقضي|المنقضية"),
    (0, "الجاري|الجارية|الحالي|الحالية"),
    (1, "المقبل|المقبلة|القادم|القادمة|الآتي|الآتية|الاتي|الاتية"),
)
QUALIFIERS = {fold_for_dates(word)[0]: sign for sign, words in _QUALIFIERS for word in words.split("|")}
"""Direction of a qualifier; الفارط is the Maghreb's word for الماضي."""
QUALIFIER = rf"(?P<qualifier>{alternatives(QUALIFIERS)}){WORD_END}"
_DUAL = (
    (-1, "الماضيين|الماضيتين|الأخيرين|الأخيرتين|الفائتين|المنصرمين"),
    (1, "المقبلين|المقبلتين|القادمين|القادمتين"),
)
DUAL_QUALIFIERS = {fold_for_dates(word)[0]: sign for sign, words in _DUAL for word in words.split("|")}
PLURAL_QUALIFIERS = {word: sign for word, sign in QUALIFIERS.items() if sign and word.endswith("ه")} | {"الاخيره": -1}

DUAL_UNITS: dict[str, Unit] = {"يومين": "day", "اسبوعين": "week", "شهرين": "month", "عامين": "year", "سنتين": "year"}
PLURAL_UNITS: dict[str, Unit] = {
    "ايام": "day", "يوما": "day", "اسابيع": "week", "اسبوعا": "week", "اشهر": "month", "شهور": "month", "شهرا": "month",
    "اعوام": "year", "عاما": "year", "سنوات": "year", "سنين": "year",
}  # fmt: skip
MAX_COUNT = {"day": 400, "week": 60, "month": 60, "year": 150}
"""Larger counts are not distances in time."""
