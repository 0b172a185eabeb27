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
_NETWORKS = "|".join(fold(row.phrases) for row in CHROME_PHRASES if row.reason == "where to share")
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
        r"قبل (?:دقيقه|دقيقتين|ساعه|ساعتين|يوم|يومين|اسبوع|اسبوعين)",
        rf"(?:{_NETWORKS})(?:\W+(?:{_NETWORKS}))+",  # the buttons of a row, copied as one line
        r"حقوق (?:النشر|الطبع)(?: محفوظه)?\W*(?:©|\d{4}).*",
        r"zczc.{0,20}|nnnn",  # begin and end of a dispatch
        r"[\W_]*",  # without letters and digits
        r"(?:\d{1,3}\W+)*\d{1,3}",  # page numbers; years and dates have four digits
        r"(?:ا?ضف|اضافه|اكتب|اترك) تعليق.{0,40}",
        r"\S+@\S+\.[a-z]{2,}|www\.\S+|@\w+",
    )
)
_NAVIGATION_ROWS = (
    "الرئيسية|الصفحة الرئيسية|القائمة|القائمة الرئيسية|بحث|ابحث|من نحن|عن الموقع|عنا|اتصل بنا|اتصلوا بنا|تواصل معنا|راسلنا",
    "أعلن معنا|للإعلان معنا|هيئة التحرير|سياسة الخصوصية|بيان الخصوصية|شروط الاستخدام|شروط الخدمة|خريطة الموقع|وظائف شاغرة",
    "تسجيل الدخول|دخول|تسجيل|إنشاء حساب|اشترك|بث مباشر|البث المباشر|النشرة البريدية|النسخة الورقية|أرشيف|الأرشيف",
    "تابعنا|تابعونا|تابعنا على|خدمة rss|تجاوز إلى المحتوى الرئيسي|تخطى إلى المحتوى|تخطي إلى المحتوى الرئيسي|انتقل إلى المحتوى",
    "تخطى قائمة التنقل|skip to content|skip to main content|toggle navigation|home|menu|search|login|sign in|about us|contact us",
    "privacy policy|rss",
)
NAVIGATION = frozenset(fold(phrase) for row in _NAVIGATION_ROWS for phrase in row.split("|"))
"""Entries of menus and footers. Alone they say little: some are subheads elsewhere."""
_SEPARATED = re.compile(r"\s*[|•·»›]\s*|\s{2,}")
_SITE_NOTICE = re.compile(
    r"(?:ا?لا |لا )?(?:ت|ي)?عبر (?:بالضروره )?عن راي|ملفات تعريف الارتباط|cookies"
    r"|سياسه الخصوصيه|شروط (?:الاستخدام|النشر|الخدمه|التعليق)"
    r"|جميع الحقوق محفوظه|حقوق النشر محفوظه|all rights reserved|(?:حذف|نشر|اضافه) (?:ال)?تعليق(?:ات|ك)?(?!\w)|بريدك الالكتروني"
)
"""What sites print about themselves: cookies, terms, comments, rights."""
_ADDRESS = re.compile(r"(?:https?|file)://\S+", re.IGNORECASE)
_EDGES = re.compile(r"^[^\w+©]+|[^\w+]+$")


def is_chrome(text: str) -> bool:
    """Whether the whole line belongs to the page, not to the article."""
    if _ADDRESS.fullmatch(text):
        return True
    if len(text) > MAX_CHROME_CHARS:
        return False
    folded = _EDGES.sub("", fold(text))
    return folded in CHROME or any(pattern.fullmatch(folded) for pattern in _PATTERNS)


def is_navigation(text: str) -> bool:
    """Whether a line, or one of its parts between separators, is an entry of a menu or a footer."""
    parts = _SEPARATED.split(text) if len(text) <= 3 * MAX_CHROME_CHARS else []
    return any(_EDGES.sub("", fold(part)) in NAVIGATION for part in (text.strip(), *parts))


def is_site_notice(text: str) -> bool:
    """Whether a line is a sentence of the site about itself, not of an article."""
    return bool(_SITE_NOTICE.search(fold(text)))
