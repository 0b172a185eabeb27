"""What an open date says: the shapes that `relative_dates` recognises and `date_resolving` resolves.

`direction` is what a qualifier in print says (الماضي −1, الجاري 0, المقبل 1), None where nothing does.
"""

from dataclasses import dataclass
from typing import Literal

from archive.text.dates.normalization import fold_for_dates

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Yearless:
    """A month (day 0) or a day without its year. `year_shift` is told by «من العام الماضي» (−1); `end` closes a span."""

    month: int
    day: int = 0
    end: tuple[int, int] | None = None
    year_shift: int | None = None
    same_year: bool = False
    """«من العام نفسه»: the year that was spoken of last."""
    hijri: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, 0 = Monday; `last` closes a span; `week_shift` is told by «الخميس من الأسبوع الماضي» (−1)."""

    weekday: int
    last: int | None = None
    week_shift: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """«15 من الشهر الجاري»: a day (`end` closes a span) of the month that many months away."""

    day: int
    month_shift: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units away: أمس is day −1, العام المقبل year 1, قبل ثلاثة أشهر month −3.

    `counted`: the number is printed, so the result is arithmetic. `whole`: all units between here and there (الأيام
    الثلاثة الماضية). `after`: counted from the date spoken of before (في اليوم التالي), not from the article's.
    """

    unit: Unit
    count: int
    counted: bool = False
    whole: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Anniversary:
    """«الذكرى الثلاثين ل…»: as many years before the year that the sentence names, else the article's."""

    years: int


Shape = Yearless | Weekday | DayOfMonth | Shift | Anniversary


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """An open date at folded offsets, and the weekday that is printed with it."""

    start: int
    end: int
    shape: Shape
    direction: int | None = None
    weekday: int | None = None


_QUALIFIERS = (
    (-1, "الماضي|الماضية|الفائت|الفائتة|المنصرم|المنصرمة|الفارط|الفارطة|المنقضي|المنقضية"),
    (0, "الجاري|الجارية|الحالي|الحالية"),
    (1, "المقبل|المقبلة|القادم|القادمة|الآتي|الآتية|الاتي|الاتية"),
)
QUALIFIERS = {fold_for_dates(word)[0]: sign for sign, words in _QUALIFIERS for word in words.split("|")}
"""Which way a qualifier points; الفارط is the Maghreb's word for الماضي."""
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
MOST = {"day": 400, "week": 60, "month": 60, "year": 150}
"""A count beyond this is no count of time that news would make."""
STOP = r"(?= ?(?:[,.;:!?)\]»\"”\n\u061b\u061f]|-|$))"
"""What ends a clause follows."""
