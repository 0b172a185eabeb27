"""Label lines and boundaries: tables of what pages print before a date, a source, an author, tags, or another story.

Entries are folded at load by the same function as the lines, so variants of hamza, tanwin and ة/ه are not listed.
"""

import re
from typing import NamedTuple

from archive.ingest.page_text.authors import reads_as_author, reads_as_full_name
from archive.ingest.page_text.bylines import is_only_date
from archive.text import fold
from archive.text.dates import parse_date


class Label(NamedTuple):
    kind: str
    words: str
    reason: str = ""


LABELS = (
    Label(
        "date",
        "تاريخ النشر|تاريخ نشر الخبر|تاريخ نشر المقال|نشر في|نشر بتاريخ|نشر يوم|تم النشر|تم النشر في|نشرت في|نشرت",
    ),
    Label("date", "تم النشر بتاريخ|تم نشره|تم نشره في|تم نشرها|نشره|نشرها|تمت إضافته|أضيف الخبر|أضيفت المادة"),
    Label(
        "date",
        "تاريخ الإضافة|أضيف|أضيفت|أضيف في|أضيفت في|أضيف بتاريخ|أضيفت بتاريخ|تمت الإضافة|تمت الإضافة في|نشر الخبر|نشر المقال",
    ),
    Label(
        "date",
        "التاريخ|تاريخ|نشر|حرر في|حرر|تاريخ الخبر|وقت النشر|تاريخ ووقت النشر|كتب في|published|published on|date|posted on",
    ),
    Label(
        "updated",
        "آخر تحديث|آخر تعديل|تاريخ التحديث|تم التحديث|تم التحديث في|تحديث|حدث في|حدث|عدل في|updated|last updated",
    ),
    Label(
        "updated",
        "تاريخ آخر تحديث|آخر تحديث في|آخر تحديث للخبر|تم تحديثه|تم تحديثه في|تم التعديل|تم التعديل في|modified|last modified",
    ),
    Label("source", "المصدر|مصدر|المصادر|مصدر الخبر|source"),
    Label(
        "byline",
        "الكاتب|الكاتبة|بقلم|كتب|كتبت|كتبه|كتبها|المحرر|المحررة|تحرير|إعداد|المؤلف|كاتب المقال|الصحفي|مراسل|author|by",
    ),
    Label(
        "byline", "أعده|أعدها|أعدته|أعد التقرير|إعداد وتحرير|كتابة|كتابة وتحرير|بواسطة|نشر بواسطة|written by|posted by"
    ),
    Label(
        "byline",
        "حوار|حوار وتصوير|تحقيق وتصوير|تقرير وتصوير|حاوره|حاورها|حاورته|حاورتها|أجرى الحوار|أجرت الحوار|أجراه|أجرته|"
        "تقرير|تحقيق|ترجمة|ترجمها|رصد|متابعة|خاص|تغطية",
        "headlines begin with these, too: the value must be a name",
    ),
    Label(
        "section", "القسم|قسم|التصنيف|تصنيف|الباب|الفئة|section|category", "with a colon; «قسم البحوث» is a department"
    ),
    Label(
        "tags",
        "كلمات دلالية|الكلمات الدلالية|كلمات دالة|الكلمات الدالة|كلمات مفتاحية|الكلمات المفتاحية|كلمات البحث",
    ),
    Label("tags", "الوسوم|وسوم|وسم|وسوم الخبر|وسوم المقال"),
    Label("tags", "العلامات|علامات|العلامات الدالة|تاغات|تاجات|تاغ|تاج|تاجز|تاغز|تاقز|تاقات|تاكز|هاشتاغ|هاشتاج|هاشتاق"),
    Label("tags", "مواضيع المقال|موضوعات المقال|كلمات رئيسية|الكلمات الرئيسية|كلمات المفتاح|tags|keywords"),
)
LABELS_WITHOUT_COLON = frozenset(
    map(fold, "نشر في|نشر بتاريخ|تم النشر في|نشرت في|آخر تحديث|تاريخ النشر|بقلم|حرر في|أضيف بتاريخ".split("|"))
)
"""Labels that also occur without a colon; those of dates do so before nothing but a date."""
_HEADLINE_LABELS = frozenset(
    fold(word) for row in LABELS if row.reason.startswith("headlines") for word in row.words.split("|")
)
_BARE_BYLINES = frozenset(
    map(fold, "كتب|كتبت|حاوره|حاورها|حاورته|حاورتها|إعداد|تحرير|أجرى الحوار|أجرت الحوار".split("|"))
)
"""Before a full name these are labels without a colon, too."""
_STANDALONE = frozenset(
    fold(word)
    for row in LABELS
    if row.kind == "tags"
    for word in row.words.split("|")
    if word not in ("تاج", "علامات", "وسم")
) | frozenset(map(fold, "تاريخ النشر|آخر تحديث|نشر في|المصدر|بقلم|الكاتب".split("|")))
"""Labels that may be a whole line, with the value on the next one."""

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
_DATE_WORDS = [word for word, kind in _KIND_BY_LABEL.items() if kind in ("date", "updated")]
_BYLINE_WORDS = [word for word, kind in _KIND_BY_LABEL.items() if kind == "byline"]
_BARE_LABEL = re.compile(
    r"^\W{0,3}(?P<label>"
    + "|".join(sorted(map(re.escape, {*LABELS_WITHOUT_COLON, *_DATE_WORDS, *_BARE_BYLINES}), key=len, reverse=True))
    + r")(?:\s+|\s*[-–—|،,]\s*)(?P<rest>.+)$"
)
_UPDATE_AFTER_DATE = re.compile(
    r"^(?P<published>[^\n]*?\d{4}[^\n]*?)[\W_]+(?:"
    + "|".join(
        sorted((re.escape(word) for word, kind in _KIND_BY_LABEL.items() if kind == "updated"), key=len, reverse=True)
    )
    + r")(?!\w)"
)
"""«3 أبريل 2019 - آخر تحديث 5 أبريل 2019»; the date is looked at in print, at the same offsets unless marks are printed."""
_JOINED_BYLINE = re.compile(r"^\W{0,3}(?:(?P<first>[^\W\d_]+)\s+و\s?(?P<second>[^\W\d_]+))\s*[:：/]\s*(?P<rest>.+)$")
"""«إعداد وتقديم: …», «تصوير وتقرير: …»."""
_DASHED_BYLINE = re.compile(
    r"^\W{0,3}(?P<label>"
    + "|".join(sorted(map(re.escape, _BYLINE_WORDS), key=len, reverse=True))
    + r")\s*[-–—|/]\s*(?P<rest>.+)$"
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_INLINE = re.compile(
    r"^\W{0,3}(?P<phrase>"
    + "|".join(sorted(map(re.escape, BOUNDARIES), key=len, reverse=True))
    + r")\W*[:：.…»|]+\s*(?P<title>[^\w\s]?\w.+)$"
)
MAX_VALUE_CHARS = {"date": 90, "updated": 90, "source": 100, "byline": 100, "section": 80, "tags": 100_000}


MAX_BOUNDARY_CHARS, MAX_INLINE_CHARS = 40, 250
MAX_LABEL_CHARS, MAX_LABEL_LINE_CHARS = 60, 160
"""Of a label with its colon; of a line without one."""
_COLON = re.compile("[:：]")
MAX_SENTENCE_WORDS, MAX_BYLINE_WORDS = 8, 6
"""Longer values are sentences that happen to begin with the label."""
MAX_WORDS_WITHOUT_DATE = 3
"""Of the value of a date label: «تحديث: مقتل ثلاثة في انفجار» is a headline."""


class LabelLine(NamedTuple):
    """A label line: its kind (date, updated, source, byline, section, tags) and the printed value, which may be empty."""

    kind: str
    value: str


def read_label(text: str) -> LabelLine | None:
    """The label and its value, or None. Without a colon, a date label is followed by nothing but a date, and other labels by a
    name."""
    if len(text) > MAX_LABEL_LINE_CHARS and not _COLON.search(text, 0, MAX_LABEL_CHARS):
        return None  # before folding: most lines are paragraphs
    folded = fold(text)
    if (alone := _EDGES.sub("", folded)) in _STANDALONE:
        return LabelLine(_KIND_BY_LABEL[alone], "")
    joined = _JOINED_BYLINE.match(folded)
    if joined and "byline" in (_KIND_BY_LABEL.get(joined["first"]), _KIND_BY_LABEL.get(joined["second"])):
        value = re.split("[:：/]", text, maxsplit=1)[1].strip()
        return LabelLine("byline", value) if reads_as_author(value) else None
    if match := _LABELED.match(folded):
        return _with_colon(match["label"], re.split("[:：]", text, maxsplit=1)[1].strip())
    if (update := _UPDATE_AFTER_DATE.match(folded)) and is_only_date(published := text[: update.end("published")]):
        return LabelLine("date", published)
    for pattern in (_BARE_LABEL, _DASHED_BYLINE):
        match = pattern.match(folded)
        if match and (found := _without_colon(match["label"], _rest(text, match["label"]))):
            return found
    return None


def _with_colon(label: str, value: str) -> LabelLine | None:
    kind = _KIND_BY_LABEL[label]
    if len(value) > MAX_VALUE_CHARS[kind]:
        return None
    if kind in ("date", "updated"):
        is_date = not value or parse_date(value) is not None
        return LabelLine(kind, value) if is_date or len(value.split()) <= MAX_WORDS_WITHOUT_DATE else None
    if kind == "byline" and label in _HEADLINE_LABELS and not (value and reads_as_author(value)):
        return None
    is_sentence = value.endswith((".", "؟", "!")) and len(value.split()) > MAX_SENTENCE_WORDS
    return None if kind != "tags" and is_sentence else LabelLine(kind, value)


def _without_colon(label: str, value: str) -> LabelLine | None:
    kind = _KIND_BY_LABEL[label]
    if not value or len(value) > MAX_VALUE_CHARS[kind]:
        return None
    if kind in ("date", "updated"):
        return LabelLine(kind, value) if is_only_date(value) else None
    if label in LABELS_WITHOUT_COLON:
        is_name = len(value.split()) <= MAX_BYLINE_WORDS and not value.endswith((".", "؟", "!"))
        return LabelLine(kind, value) if is_name else None
    return LabelLine(kind, value) if reads_as_full_name(value) else None


def _rest(text: str, label: str) -> str:
    """What is printed after a label without a colon."""
    return " ".join(re.sub(r"^\W+", "", text).split()[len(label.split()) :]).strip(" -–—ـ|/،,:")


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
    return " ".join(printed[-len(words) :]) if 2 <= len(words) < len(printed) else None
