"""Chrome: short lines that a page prints around an article: buttons, counters, empty headings, texts of icons."""

import re
from typing import NamedTuple

from archive.text import fold

MAX_CHROME_CHARS = 70


class ChromePhrases(NamedTuple):
    """Phrases separated by |, and what they are on a page."""

    phrases: str
    reason: str


CHROME_PHRASES = (
    ChromePhrases(
        "مشاركة|شارك|شارك الخبر|شارك المقال|شارك القصة|مشاركة الخبر|مشاركة المقال|انشر|share|tweet", "share buttons"
    ),
    ChromePhrases("فيسبوك|فيس بوك|تويتر|إكس|واتساب|واتس آب|تلغرام|تليجرام|لينكد إن|انستغرام|يوتيوب", "where to share"),
    ChromePhrases(
        "facebook|twitter|x|whatsapp|telegram|linkedin|messenger|pinterest|instagram|email", "where to share"
    ),
    ChromePhrases("بريد إلكتروني|البريد الإلكتروني|نسخ الرابط|انسخ الرابط|تم نسخ الرابط|رابط مختصر|copy link", "tools"),
    ChromePhrases("طباعة|اطبع|حفظ|حفظ المقال|حجم الخط|تكبير الخط|تصغير الخط|print|save", "tools"),
    ChromePhrases("استمع|استمع للمقال|استمع إلى المقال", "audio"),
    ChromePhrases("تصنيفات|التصنيفات|تصنيف|الأقسام|المزيد|عرض المزيد", "headings without content"),
    ChromePhrases("الرئيسية|الصفحة الرئيسية|القائمة|بحث|أعلى|العودة للأعلى|تخطى إلى المحتوى|home|menu", "navigation"),
    ChromePhrases("السابق|التالي|الخبر السابق|الخبر التالي|المقال السابق|المقال التالي|next|previous", "navigation"),
    ChromePhrases("إعلان|إعلانات|advertisement|ads", "advertisements"),
    ChromePhrases("تعليقات|التعليقات|تعليق|اترك تعليقا|أضف تعليقا|أضف تعليق|لا توجد تعليقات|comments", "comments"),
    ChromePhrases(
        "اشترك|اشترك الآن|النشرة البريدية|اشترك في النشرة البريدية|اشترك في نشرتنا البريدية|subscribe", "newsletters"
    ),
    ChromePhrases("تابعنا|تابعونا|تابعنا على|تابعونا على|حمل التطبيق|حمل تطبيقنا", "promotion"),
    ChromePhrases("جميع الحقوق محفوظة", "imprint"),
)
CHROME = frozenset(fold(phrase) for row in CHROME_PHRASES for phrase in row.phrases.split("|"))
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:\w+ ){0,3}icon.{0,40}",  # the alternative text of an icon, often joined to the label after it
        r"(?:مده|وقت|زمن)? ?(?:ال)?قراءه ?[:-]? ?\d+ ?(?:دقيقه|دقايق|دقاءق|د)?",
        r"(?:\d+ )?(?:دقيقه|دقايق|دقيقتان|دقيقتين) (?:لل|ال)?قراءه\W*\d*",
        r"(?:عدد )?(?:ال)?(?:مشاهدات|مشاهده|قراءات|زيارات|قراء|تعليقات|مشاركات)\W*\d[\d,. ]*(?:k|الف|م)?",
        r"\d[\d,.]* (?:مشاهده|مشاهدات|قراءه|قراءات|تعليق|تعليقات|مشاركه)",
        r"(?:تابعنا|تابعونا|تابع|اشترك|شارك) (?:علي|في|عبر) .{0,40}",
        r"(?:حمل|نزل) (?:ال)?تطبيق.{0,30}",
        r"جميع الحقوق محفوظه.*|(?:©|copyright|\(c\)).*",
        r"(?:الرءيسيه|الرييسيه) ?[>»/|›].*",
        r"ا\+? ?ا-?|a\+? ?a-?",
        r"\d{1,2}:\d{2}(?: ?[صم])?",
        r"منذ (?:\d+ )?(?:دقيقه|دقايق|دقيقتين|ساعه|ساعات|ساعتين|يوم|يومين|ايام|اسبوع|اسبوعين|اسابيع|شهر|شهرين)",
        r"قبل \d+ (?:دقيقه|دقايق|ساعه|ساعات|يوم|ايام|اسابيع)",
        r"[\W_]*",  # without letters and digits
        r"(?:\d{1,3}\W+)*\d{1,3}",  # page numbers; years and dates have four digits
        r"\S+@\S+\.[a-z]{2,}|https?://\S+|www\.\S+|@\w+",
    )
)
_EDGES = re.compile(r"^[^\w+©]+|[^\w+]+$")


def is_chrome(text: str) -> bool:
    """Whether the whole line belongs to the page, not to the article."""
    if len(text) > MAX_CHROME_CHARS:
        return False
    folded = _EDGES.sub("", fold(text))
    return folded in CHROME or any(pattern.fullmatch(folded) for pattern in _PATTERNS)
