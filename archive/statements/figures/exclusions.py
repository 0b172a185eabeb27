"""Numbers that count nothing: dates, clock times, ages, labels (المادة 15), codes and models, scores, telephones."""

from archive.statements.figures.numerals import Numeral
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.printed import PrintedText
from archive.text import fold
from archive.text.dates import MONTHS

_MONTHS = frozenset(fold(name).split()[0] for month in MONTHS for name in month.name.split("|"))
_AFTER_MONTHS = frozenset(fold(name).split()[-1] for month in MONTHS for name in month.name.split("|"))
_YEAR_WORDS = folded("عام العام عامي سنة السنة سنتي لعام لعامي بعام وعام عامها عامه للعام لسنة موسم الموسم مطلع")
_LABELS = folded(
    "رقم الرقم برقم هاتف الهاتف طراز الطراز نموذج نوع موديل إصدار الإصدار كوفيد ميغ إف سو تي بوينغ إيرباص آيفون ويندوز فورمولا "
    "الساعة للساعة الدقيقة"
)
"""What stands behind these is a name."""
_NUMBERED = folded(
    "المادة مادة المادتين المواد الفقرة البند الفصل القرار قرار للقرار القانون المرسوم القناة قناة النسخة الصفحة صفحة اللواء "
    "الفرقة الكتيبة الدورة الجولة المرحلة الخط شارع الشارع الطريق البوابة الغرفة الحلقة العدد الفئة القسم المنطقة قميص القميص"
)
"""What stands behind these is a name, unless a noun follows: «المادة 15 من القانون», but «أيد القرار 120 دولة»."""
_AGES = folded("عمر العمر عمره عمرها بعمر عمرهم أعمارهم أعمار سن بسن البالغ البالغة عمرهما")
_RELATIVE = folded("قبل بعد وبعد وقبل بعيد قبيل")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_LAST_DAY = 31
_DASHES = ("-", "–", "—")
_NIL = fold("صفر")


def is_excluded(text: PrintedText, numeral: Numeral, last: Numeral, first: int, *, has_noun: bool) -> bool:
    """Whether this number, which begins with its phrases at place `first`, is one of these; `has_noun`: it counts or measures.

    `last` is the second of two numbers, else the same.
    """
    before, after = text.word(first - 1), text.word(last.after)
    if (
        before in _LABELS
        or (before in _NUMBERED and (not has_noun or after == "من"))
        or (before == "كل" and text.word(first - 2) == "من")
    ):
        return True
    if numeral.is_digits:
        if _is_glued(text, numeral, last):
            return True
        if _is_date(numeral, before, after):
            return True
        if _is_year(text, numeral) and (
            not has_noun or before in _YEAR_WORDS or before in _MONTHS or before in _AFTER_MONTHS
        ):
            return True
    return before in _YEAR_WORDS and (numeral.value or 0) >= _FIRST_YEAR


def is_age_or_moment(text: PrintedText, first: int, end: int, unit: str) -> bool:
    """For a number with a unit of time: an age («عن عمر ناهز 80 عاما», «(34 عاما)»), or a moment («قبل ثلاثة أيام»)."""
    if text.word(first - 1) in _RELATIVE:
        return True
    if unit not in ("سنة", "شهر"):
        return False
    if any(text.word(place) in _AGES for place in range(max(0, first - 4), first)):
        return True
    start = text.words[first].start
    return text.text[:start].rstrip().endswith("(") and text.text[end:].lstrip().startswith(")")


def _is_glued(text: PrintedText, numeral: Numeral, last: Numeral) -> bool:
    """«إف-35», «10:30», «20/6»: a part of something else."""
    start, end = text.words[numeral.first].start, text.words[last.after - 1].end
    before, after = text.text[max(0, start - 2) : start], text.text[end : end + 2]
    if text.gap(numeral.first).strip() in _DASHES and _is_result(text.word(numeral.first - 1)):
        return True
    if before and before[-1:] in "-–—/:+" and before[:1] and not before[:1].isspace() and len(before) > 1:
        return True
    if before[-1:].isalpha() and before[-1:] not in "وبلفكـ":
        return True
    return after[:1] in ("-", "–", "/", ":", "—", "+") and len(after) > 1 and not after[1:].isspace()


def _is_result(word: str) -> bool:
    """«صفر - 1», «3 - 1»."""
    return word[:1].isdigit() or word == _NIL


def _is_date(numeral: Numeral, before: str, after: str) -> bool:
    value = numeral.value or 0
    if value <= _LAST_DAY and after in _MONTHS:
        return True
    return before in _MONTHS and value <= _LAST_DAY


def _is_year(text: PrintedText, numeral: Numeral) -> bool:
    word = text.words[numeral.after - 1]
    return (
        numeral.after == numeral.first + 1
        and numeral.value is not None
        and _FIRST_YEAR <= numeral.value <= _LAST_YEAR
        and sum(letter.isdigit() for letter in text.text[word.start : word.end])
        == len(text.text[numeral.start : word.end])
    )
