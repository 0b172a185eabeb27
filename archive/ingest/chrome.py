"""Chrome: what a page prints around an article: buttons, counters, empty headings, icon texts. Whole short lines only."""

import re
from typing import NamedTuple

from archive.text import fold

LONGEST = 70
"""Characters; a longer line is never chrome."""


class Furniture(NamedTuple):
    """Phrases, parted by |, and what they are on a page."""

    phrases: str
    reason: str


FURNITURE = (
    Furniture(
        "مشاركة|شارك|شارك الخبر|شارك المقال|شارك القصة|مشاركة الخبر|مشاركة المقال|انشر|share|tweet", "share buttons"
    ),
    Furniture("فيسبوك|فيس بوك|تويتر|إكس|واتساب|واتس آب|تلغرام|تليجرام|لينكد إن|انستغرام|يوتيوب", "where to share"),
    Furniture("facebook|twitter|x|whatsapp|telegram|linkedin|messenger|pinterest|instagram|email", "where to share"),
    Furniture("بريد إلكتروني|البريد الإلكتروني|نسخ الرابط|انسخ الرابط|تم نسخ الرابط|رابط مختصر|copy link", "tools"),
    Furniture("طباعة|اطبع|حفظ|حفظ المقال|حجم الخط|تكبير الخط|تصغير الخط|print|save", "tools"),
    Furniture("استمع|استمع للمقال|استمع إلى المقال", "audio"),
    Furniture("تصنيفات|التصنيفات|تصنيف|الأقسام|المزيد|عرض المزيد", "headings that were left empty"),
    Furniture("الرئيسية|الصفحة الرئيسية|القائمة|بحث|أعلى|العودة للأعلى|تخطى إلى المحتوى|home|menu", "navigation"),
    Furniture("السابق|التالي|الخبر السابق|الخبر التالي|المقال السابق|المقال التالي|next|previous", "navigation"),
    Furniture("إعلان|إعلانات|advertisement|ads", "advertisements"),
    Furniture("تعليقات|التعليقات|تعليق|اترك تعليقا|أضف تعليقا|أضف تعليق|لا توجد تعليقات|comments", "comments"),
    Furniture(
        "اشترك|اشترك الآن|النشرة البريدية|اشترك في النشرة البريدية|اشترك في نشرتنا البريدية|subscribe", "letters"
    ),
    Furniture("تابعنا|تابعونا|تابعنا على|تابعونا على|حمل التطبيق|حمل تطبيقنا", "promotion"),
    Furniture("جميع الحقوق محفوظة", "imprint"),
)
CHROME = frozenset(fold(phrase) for row in FURNITURE for phrase in row.phrases.split("|"))
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:\w+ ){0,3}icon.{0,40}",  # the alternative text of an icon, often glued to the label beside it
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
        r"[\W_]*",  # no letter and no number
        r"(?:\d{1,3}\W+)*\d{1,3}",  # the numbers of pages; a year or a date is none of them
        r"\S+@\S+\.[a-z]{2,}|https?://\S+|www\.\S+|@\w+",
    )
)
_EDGES = re.compile(r"^[^\w+©]+|[^\w+]+$")


def is_chrome(text: str) -> bool:
    """Whether the whole line belongs to the page and not to the article."""
    if len(text) > LONGEST:
        return False
    folded = _EDGES.sub("", fold(text))
    return folded in CHROME or any(pattern.fullmatch(folded) for pattern in _PATTERNS)
