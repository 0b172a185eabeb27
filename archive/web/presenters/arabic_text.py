"""Numbers, counted nouns and dates in Arabic.

Counted nouns agree with the last two digits of the number: one and two are expressed by the noun alone, 3–10 take the
plural, 11–99 the accusative singular, round hundreds the singular.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

UNDATED = "دون تاريخ"
MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
DATE_BASES = {"stated": "كما ورد", "resolved": "استُدلّ عليه من تاريخ الخبر", "computed": "محسوب"}
DATE_DOUBTS = {"weekday": "اسم اليوم المطبوع لا يوافق التاريخ", "calendar": "التقويمان المطبوعان لا يتفقان"}
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@dataclass(frozen=True)
class Noun:
    """Forms of a noun after 0, 1, 2, 3–10, 11–99 and round hundreds."""

    none: str
    one: str
    two: str
    few: str
    many: str
    hundred: str


NOUNS = {
    "article": Noun("لا مقالات", "مقال واحد", "مقالان", "مقالات", "مقالًا", "مقال"),
    "new_article": Noun("لا جديد", "مقال جديد", "مقالان جديدان", "مقالات جديدة", "مقالًا جديدًا", "مقال جديد"),
    "saved_search": Noun(
        "لا أبحاث محفوظة", "بحث محفوظ واحد", "بحثان محفوظان", "أبحاث محفوظة", "بحثًا محفوظًا", "بحث محفوظ"
    ),
    "attempt": Noun("بلا محاولة", "محاولة واحدة", "محاولتين", "محاولات", "محاولة", "محاولة"),
    "result": Noun("لا نتائج", "نتيجة واحدة", "نتيجتان", "نتائج", "نتيجة", "نتيجة"),
    "quotation": Noun("لا اقتباسات", "اقتباس واحد", "اقتباسان", "اقتباسات", "اقتباسًا", "اقتباس"),
    "utterance": Noun("لا أقوال", "قول واحد", "قولان", "أقوال", "قولًا", "قول"),
    "article_in": Noun("لا مقالات", "مقال واحد", "مقالين", "مقالات", "مقالًا", "مقال"),
    "source": Noun("لا مصادر", "مصدر واحد", "مصدران", "مصادر", "مصدرًا", "مصدر"),
    "other_source": Noun("لا مصادر أخرى", "مصدر آخر", "مصدرين آخرين", "مصادر أخرى", "مصدرًا آخر", "مصدر آخر"),
    "other_article": Noun("لا مقالات أخرى", "مقال آخر", "مقالان آخران", "مقالات أخرى", "مقالًا آخر", "مقال آخر"),
    "text": Noun("لا نصوص", "نص واحد", "نصان", "نصوص", "نصًّا", "نص"),
    "other_version": Noun("لا نسخ أخرى", "نسخة أخرى", "نسختان أخريان", "نُسخ أخرى", "نسخة أخرى", "نسخة أخرى"),
    "story": Noun("لا قصص", "قصة واحدة", "قصتان", "قصص", "قصة", "قصة"),
    "mention": Noun("لا ذِكر", "مرة واحدة", "مرتان", "مرات", "مرة", "مرة"),
    "place": Noun("لا مواضع", "موضع واحد", "موضعان", "مواضع", "موضعًا", "موضع"),
    "sentence": Noun("لا جمل", "جملة واحدة", "جملتان", "جمل", "جملة", "جملة"),
    "paragraph": Noun("لا فقرات", "فقرة واحدة", "فقرتان", "فقرات", "فقرة", "فقرة"),
    "paragraph_in": Noun("لا فقرات", "فقرة واحدة", "فقرتين", "فقرات", "فقرة", "فقرة"),
    "version": Noun("لا نُسخ", "نسخة واحدة", "نسختان", "نُسخ", "نسخة", "نسخة"),
    "item": Noun("لا مواد", "مادة واحدة", "مادتان", "مواد", "مادة", "مادة"),
    "colleague": Noun("لا زملاء", "زميل واحد", "زميلان", "زملاء", "زميلًا", "زميل"),
    "filter": Noun("لا قيود", "قيد واحد", "قيدان", "قيود", "قيدًا", "قيد"),
}


def number(value: int) -> str:
    """Digits grouped by thousands: 35,103."""
    return f"{value:,}"


def counted(value: int, noun: str) -> str:
    """A counted noun: «مقال واحد», «مقالان», «3 مقالات», «11 مقالًا», «100 مقال»."""
    forms = NOUNS[noun]
    if value in (0, 1, 2):
        return (forms.none, forms.one, forms.two)[value]
    rest = value % 100
    return f"{number(value)} {forms.few if 3 <= rest <= 10 else forms.many if rest >= 11 else forms.hundred}"


def date_phrase(value: str | None) -> str:
    """A date of any precision: `2024-06-20` → «20 يونيو 2024», `2001-03` → «مارس 2001», None → «دون تاريخ»."""
    if not value:
        return UNDATED
    year, month, day = (*(int(part) for part in value.split("-")), 0, 0)[:3]
    return " ".join(part for part in (str(day) if day else "", MONTHS[month - 1] if month else "", str(year)) if part)


def moment_phrase(moment: dt.datetime) -> str:
    """A time in the archive's time zone: «20 يونيو 2024، 14:30»; only the day at its beginning."""
    local = timezone.localtime(moment)
    day = date_phrase(local.date().isoformat())
    return day if (local.hour, local.minute) == (0, 0) else f"{day}، {local:%H:%M}"


def full_date_phrase(value: str | None) -> str:
    """With the weekday if the day is known: «الخميس 20 يونيو 2024»."""
    if value and len(value) == 10:
        return f"{WEEKDAYS[dt.date.fromisoformat(value).weekday()]} {date_phrase(value)}"
    return date_phrase(value)


def range_phrase(first: str | None, last: str | None) -> str:
    """A date range: «من مارس 2001 إلى 20 يونيو 2024»; an open end is omitted."""
    return " ".join(f"{word} {date_phrase(value)}" for word, value in (("من", first), ("إلى", last)) if value)
