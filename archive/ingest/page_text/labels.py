"""Label lines and boundaries: tables of what pages print before a date, a source, an author, tags, or another story.

Entries are folded at load by the same function as the lines, so variants of hamza, tanwin and ة/ه are not listed.
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
LABELS_WITHOUT_COLON = frozenset(
    map(fold, "نشر في|نشر بتاريخ|تم النشر في|نشرت في|آخر تحديث|تاريخ النشر|بقلم|حرر في|أضيف بتاريخ".split("|"))
)
"""Labels that also occur without a colon."""

BOUNDARY_ROWS = (
    "اقرأ أيضا|اقرأ أيضا في|اقرأ أيضا على|اقرأ المزيد|اقرأ كذلك|اقرأ أكثر|للمزيد اقرأ|طالع أيضا|طالع المزيد",
    "شاهد أيضا|انظر أيضا|تابع أيضا|ذات صلة|مواضيع ذات صلة|موضوعات ذات صلة",
    "المواضيع ذات الصلة|الموضوعات ذات الصلة|أخبار ذات صلة|مقالات ذات صلة",
    "قصص ذات صلة|أخبار ذات علاقة|مواضيع متعلقة|موضوعات متعلقة|أخبار متعلقة|مقالات متعلقة",
    "مواضيع مشابهة|أخبار مشابهة|مقالات مشابهة|قد يهمك|قد يهمك أيضا|ربما يهمك|ربما يهمك أيضا|قد يعجبك|قد يعجبك أيضا",
    "قصص قد تهمك|أخبار قد تهمك|مواضيع قد تهمك|مقالات قد تهمك|المزيد من الأخبار|أخبار أخرى|مواضيع أخرى",
    "الأكثر قراءة|الأكثر مشاهدة|اخترنا لك|مختارات|لا يفوتك|read also|read more|related|related stories|see also",
)
"""Phrases that announce other stories, separated by |."""
BOUNDARIES = tuple(fold(phrase) for row in BOUNDARY_ROWS for phrase in row.split("|"))
_BOUNDARY_SET = frozenset(BOUNDARIES)
_KIND_BY_LABEL = {fold(word): row.kind for row in LABELS for word in row.words.split("|")}
_LABELED = re.compile(
    r"^\W{0,3}(?P<label>"
    + "|".join(sorted(map(re.escape, _KIND_BY_LABEL), key=len, reverse=True))
    + r")\s*[:：]\s*(?P<rest>.*)$"
)
_BARE_LABEL = re.compile(
    r"^\W{0,3}(?P<label>"
    + "|".join(sorted(map(re.escape, LABELS_WITHOUT_COLON), key=len, reverse=True))
    + r")\s+(?P<rest>.+)$"
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_INLINE = re.compile(
    r"^\W{0,3}(?P<phrase>"
    + "|".join(sorted(map(re.escape, BOUNDARIES), key=len, reverse=True))
    + r")\W*[:：.…»|]+\s*(?P<title>\w.+)$"
)
MAX_VALUE_CHARS = {"date": 90, "updated": 90, "source": 100, "byline": 100, "section": 80, "tags": 100_000}


MAX_BOUNDARY_CHARS, MAX_INLINE_CHARS = 40, 250
MAX_SENTENCE_WORDS, MAX_BYLINE_WORDS = 8, 6
"""Longer values are sentences that happen to begin with the label."""


class LabelLine(NamedTuple):
    """A label line: its kind (date, updated, source, byline, section, tags) and the printed value, which may be empty."""

    kind: str
    value: str


def read_label(text: str) -> LabelLine | None:
    """The label and its value, or None. A date label without a colon must be followed by a date."""
    folded = fold(text)
    match = _LABELED.match(folded)
    colon = bool(match)
    if not match:
        match = _BARE_LABEL.match(folded)
        if not match:
            return None
    kind = _KIND_BY_LABEL[match["label"]]
    value = _printed_value(text, colon, match["label"])
    if len(value) > MAX_VALUE_CHARS[kind]:
        return None
    if kind in ("date", "updated") and value and parse_date(value) is None:
        return None if not colon else LabelLine(kind, value)
    if (
        kind in ("source", "byline", "section")
        and value.endswith((".", "؟", "!"))
        and len(value.split()) > MAX_SENTENCE_WORDS
    ):
        return None
    if not colon and kind == "byline" and len(value.split()) > MAX_BYLINE_WORDS:
        return None
    return LabelLine(kind, value)


def _printed_value(text: str, colon: bool, label: str) -> str:
    if colon:
        return re.split("[:：]", text, maxsplit=1)[1].strip()
    return " ".join(text.split()[len(label.split()) :])


def is_boundary(text: str) -> bool:
    """Whether the line consists of a phrase that announces other stories: «إقرأ أيضاً:»."""
    return len(text) <= MAX_BOUNDARY_CHARS and _EDGES.sub("", fold(text)) in _BOUNDARY_SET


def inline_related(text: str) -> str | None:
    """The headline that follows a boundary phrase on the same line: «اقرأ أيضاً: …»."""
    if len(text) > MAX_INLINE_CHARS:
        return None
    match = _INLINE.match(fold(text))
    if not match:
        return None
    words = match["title"].split()
    printed = text.split()
    return " ".join(printed[-len(words) :]) if 3 <= len(words) < len(printed) else None
