"""Words in quotation marks: speech, or a name, a title or a word held at arm's length."""

from archive.statements.quotations import lexicon
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.marks import Pair
from archive.statements.quotations.printed import PrintedText

MAX_NAME_WORDS = 8
MIN_SPEECH_WORDS = 4
"""As many words in marks are speech, if nothing says that they are a name."""
MAX_WORDS_OF_SUBJECT = 3
_CLITICS = ("وال", "بال", "ال", "لل", "و", "ب", "ل")
_MIN_WORDS = {"frag": 7, "announce": 6}
"""As many after a verb that is no verb of speech, or that has a thing for its object more often."""
HEADS = folded(
    "شركة صحيفة جريدة مجلة دورية وكالة قناة إذاعة موقع شبكة محطة مؤسسة جمعية منظمة حركة جماعة تنظيم حزب كتلة تيار "
    "نادي فريق تلفزيون فضائية مركز معهد "
    "بنك مصرف مجموعة ميليشيا منصة دار فيلم مسلسل كتاب رواية ديوان قصيدة أغنية ألبوم مسرحية برنامج تطبيق لعبة هاتف "
    "جهاز سيارة طائرة سفينة "
    "صاروخ عملية حملة مشروع مبادرة مهرجان معرض مؤتمر قمة منتدى جائزة بطولة لقب اسم باسم بعنوان عنوان يدعى تدعى "
    "المسمى المسماة المعروف "
    "المعروفة يسمى تسمى يعرف تعرف الملقب سمي سميت شعار تحت فيروس عاصفة إعصار مطعم فندق متحف حديقة مدرسة جامعة "
    "مستشفى مطار ميناء حي شارع "
    "ميدان نظام خدمة خدمات باقات باقة حساب متصفح محرك شخصية دور لعبة علامة ماركة نسخة إصدار طراز موديل هاشتاغ "
    "هاشتاج وسم كتيبة لواء سرايا "
    "قوات جبهة ائتلاف تحالف كلمة عبارة مصطلح حرف رمز ملعب استاد مدينة قرية بلدة جزيرة نهر جبل صفحة قطار سلسلة "
    "أوبرا لوحة صندوق هيئة اتفاق "
    "وثيقة قانون فئة الشهير صاروخا نوع زي بأغنية لأغنية أوسكار فنادق متاجر متجر مقهى سوق صحف قنوات مواقع شركات "
    "هواتف سمك حزبي حركتي شركتي "
    "شبكتي مسلسلي فيلمي موقعي صحيفتي قناتي وكالتي مدير عام نجم مهاجم قائد محكمة وزارة طبعة دراما حلقة حلقات ثوب "
    "لعبته مخيم معبر ساحة سجن"
)
"""Before words in marks: these are the name of such a thing."""


_HELD = "عتبر"
_CALLED = folded("اسم باسم بعنوان عنوان شعار")
"""What follows these is a name, however long."""


def words_in(text: PrintedText, pair: Pair) -> range:
    return range(text.place_at(pair.start), text.place_at(max(pair.start, pair.end - 1)) + 1)


def is_name(text: PrintedText, pair: Pair) -> bool:
    """Whether the marked words are a name."""
    if not (pair.has_opening and pair.has_closing):
        return False
    places = words_in(text, pair)
    if text.word(places.start - 1) in _CALLED:
        return True
    if len(places) > MAX_NAME_WORDS:
        return False
    inner = text.text[pair.start : pair.end]
    if not any("\u0621" <= sign <= "\u064a" for sign in inner):
        return True
    for name in text.names:
        if name.start >= pair.end:
            break
        if name.start <= pair.start + 2 and name.end >= pair.end - 1:
            return True
    is_next = places.start > 0 and not text.text[text.words[places.start - 1].end : pair.outer_start].strip()
    if is_next and (_is_head(text.word(places.start - 1))):
        is_definite = text.word(places.start - 1).startswith(("ال", "لل", "بال", "وال"))
        return not is_definite or len(places) <= MIN_SPEECH_WORDS
    return len(places) <= MIN_SPEECH_WORDS and _is_head(text.word(places.start - 2)) and not _is_prefixed(text, pair)


def _is_head(word: str) -> bool:
    return word in HEADS or any(word.startswith(clitic) and word[len(clitic) :] in HEADS for clitic in _CLITICS)


def _is_prefixed(text: PrintedText, pair: Pair) -> bool:
    """Whether ب, ل or ك is attached to the opening mark: بـ"…"."""
    before = text.text[: pair.outer_start].rstrip("ـ")
    return before[-1:] in "بكل" and not before[-2:-1].strip() if before else False


def is_speech(text: PrintedText, pair: Pair, cue: Cue) -> bool:
    """Whether marked words after this cue are what somebody said."""
    if is_name(text, pair):
        return False
    places = words_in(text, pair)
    distance = places.start - cue.last - 1
    if len(places) >= _MIN_WORDS.get(cue.kind, MIN_SPEECH_WORDS):
        return True
    if cue.kind in ("say", "weak", "tell"):
        is_near = distance <= 8
        return (len(places) >= 3 and is_near and _ends_clause(text, pair)) or distance <= 1
    if cue.kind == "view":
        return distance <= 4 and not (distance == 0 and _is_subject(text, cue, places))
    if cue.kind == "act":
        if distance == 0 and cue.form == lexicon.FINITE and not cue.has_object and not _is_prefixed(text, pair):
            return len(places) > MAX_WORDS_OF_SUBJECT  # «دعت "النقابة" أعضاءها»
        return _is_prefixed(text, pair) or len(places) >= 2 or distance <= (5 if cue.form == lexicon.PARTICIPLE else 2)
    return False


def _is_subject(text: PrintedText, cue: Cue, places: range) -> bool:
    """Whether the marked words right behind a verb are those who hold it: «لاحظت "الشاطئ" ارتفاع الأسعار»."""
    is_held = cue.has_object or _HELD in text.word(cue.first)  # «تعتبر "خطأ"»
    return cue.form == lexicon.FINITE and len(places) < MIN_SPEECH_WORDS and not is_held


def _ends_clause(text: PrintedText, pair: Pair) -> bool:
    rest = text.text[pair.outer_end : pair.outer_end + 3].lstrip()
    return not rest or rest[0] in ".،,؛!؟?\n"
