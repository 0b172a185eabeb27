"""Label lines and boundaries: tables of what pages print before a date, a source, an author, tags, or another story.

Entries are folded at load by the same function as the lines, so hamzas, tanwin and ة/ه need no rows of their own.
"""

import re
from typing import NamedTuple

from archive.text import fold
from archive.text.dates import parse_date


class Label(NamedTuple):
    kind: str
    words: str
    reason: str = ""


LABELS = (
    Label(
        "date", "تاريخ النشر|تاريخ نشر الخبر|نشر في|نشر بتاريخ|تم النشر في|نشرت في|تاريخ الإضافة|أضيف في|أضيف بتاريخ"
    ),
    Label("date", "التاريخ|تاريخ|نشر|نشر يوم|حرر في|تاريخ الخبر|published|published on|date|posted on"),
    Label("updated", "آخر تحديث|آخر تعديل|تاريخ التحديث|تم التحديث|تم التحديث في|تحديث|حدث في|updated|last updated"),
    Label("source", "المصدر|مصدر|المصادر|مصدر الخبر|source"),
    Label("byline", "الكاتب|بقلم|كتب|كتبت|كتبه|كتبها|المحرر|تحرير|إعداد|المؤلف|كاتب المقال|الصحفي|مراسل|author|by"),
    Label(
        "section", "القسم|قسم|التصنيف|تصنيف|الباب|الفئة|section|category", "with a colon; «قسم البحوث» is a department"
    ),
    Label(
        "tags", "كلمات دلالية|الكلمات الدلالية|كلمات مفتاحية|الكلمات المفتاحية|كلمات البحث|الوسوم|وسوم|العلامات|علامات"
    ),
    Label("tags", "تاغات|تاجات|هاشتاغ|هاشتاج|مواضيع المقال|كلمات رئيسية|tags|keywords"),
)
BARE = frozenset(
    map(fold, "نشر في|نشر بتاريخ|تم النشر في|نشرت في|آخر تحديث|تاريخ النشر|بقلم|حرر في|أضيف بتاريخ".split("|"))
)
"""Labels that also stand without a colon."""

BOUNDARY_ROWS = (
    "اقرأ أيضا|اقرأ أيضا في|اقرأ أيضا على|اقرأ المزيد|اقرأ كذلك|اقرأ أكثر|للمزيد اقرأ|طالع أيضا|طالع المزيد",
    "شاهد أيضا|انظر أيضا|تابع أيضا|ذات صلة|مواضيع ذات صلة|موضوعات ذات صلة",
    "المواضيع ذات الصلة|الموضوعات ذات الصلة|أخبار ذات صلة|مقالات ذات صلة",
    "قصص ذات صلة|أخبار ذات علاقة|مواضيع متعلقة|موضوعات متعلقة|أخبار متعلقة|مقالات متعلقة",
    "مواضيع مشابهة|أخبار مشابهة|مقالات مشابهة|قد يهمك|قد يهمك أيضا|ربما يهمك|ربما يهمك أيضا|قد يعجبك|قد يعجبك أيضا",
    "قصص قد تهمك|أخبار قد تهمك|مواضيع قد تهمك|مقالات قد تهمك|المزيد من الأخبار|أخبار أخرى|مواضيع أخرى",
    "الأكثر قراءة|الأكثر مشاهدة|اخترنا لك|مختارات|لا يفوتك|read also|read more|related|related stories|see also",
)
"""What announces other stories, parted by |."""
BOUNDARIES = tuple(fold(phrase) for row in BOUNDARY_ROWS for phrase in row.split("|"))
_BOUNDARY_SET = frozenset(BOUNDARIES)
_KIND_BY_LABEL = {fold(word): row.kind for row in LABELS for word in row.words.split("|")}
_LABELED = re.compile(
    r"^\W{0,3}(?P<label>"
    + "|".join(sorted(map(re.escape, _KIND_BY_LABEL), key=len, reverse=True))
    + r")\s*[:：]\s*(?P<rest>.*)$"
)
_BARE_LABEL = re.compile(
    r"^\W{0,3}(?P<label>" + "|".join(sorted(map(re.escape, BARE), key=len, reverse=True)) + r")\s+(?P<rest>.+)$"
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_INLINE = re.compile(
    r"^\W{0,3}(?P<phrase>"
    + "|".join(sorted(map(re.escape, BOUNDARIES), key=len, reverse=True))
    + r")\W*[:：.…»|]+\s*(?P<title>\w.+)$"
)
LONGEST_VALUE = {"date": 90, "updated": 90, "source": 100, "byline": 100, "section": 80, "tags": 100_000}


class LabelLine(NamedTuple):
    """A label line: its kind (date, updated, source, byline, section, tags) and the value as printed, maybe empty."""

    kind: str
    value: str


def read_label(text: str) -> LabelLine | None:
    """What a line labels, or None. The value of a date label must hold a date, or the line is no label."""
    folded = fold(text)
    match = _LABELED.match(folded)
    colon = bool(match)
    if not match:
        match = _BARE_LABEL.match(folded)
        if not match:
            return None
    kind = _KIND_BY_LABEL[match["label"]]
    value = _printed_value(text, colon, match["label"])
    if len(value) > LONGEST_VALUE[kind]:
        return None
    if kind in ("date", "updated") and value and parse_date(value) is None:
        return None if not colon else LabelLine(kind, value)
    if kind in ("source", "byline", "section") and value.endswith((".", "؟", "!")) and len(value.split()) > 8:
        return None
    if not colon and kind == "byline" and len(value.split()) > 6:
        return None
    return LabelLine(kind, value)


def _printed_value(text: str, colon: bool, label: str) -> str:
    if colon:
        return re.split("[:：]", text, maxsplit=1)[1].strip()
    return " ".join(text.split()[len(label.split()) :])


def is_boundary(text: str) -> bool:
    """Whether the line announces other stories and says nothing else: «إقرأ أيضاً:»."""
    return len(text) <= 40 and _EDGES.sub("", fold(text)) in _BOUNDARY_SET


def inline_related(text: str) -> str | None:
    """The headline that follows a boundary phrase on the same line: «اقرأ أيضاً: …»."""
    if len(text) > 250:
        return None
    match = _INLINE.match(fold(text))
    if not match:
        return None
    words = match["title"].split()
    printed = text.split()
    return " ".join(printed[-len(words) :]) if 3 <= len(words) < len(printed) else None
