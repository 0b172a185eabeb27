"""The tense of the sentence around a date, for dates that do not say whether they are past or future.

The last sign of the future before the date decides (سيصل، سوف، من المقرر، يعتزم), unless a sign of the past follows it (بعد
أن، الذي، قال). For a date that opens its clause, the words after it are examined too. A present verb at the start of a clause
(يلتقي، تنطلق) may announce an event: then the nearest day is meant. Everything else is past.
"""

import re
from typing import Literal

from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.vocabulary import LETTER, WORD_END, WORD_START

Tense = Literal["past", "future", "nearest"]

_NOUN_BEGINNINGS = (
    "سيار سياس سياد سياق سياح سينا سينم سيول سيرغ سيبير سيليكون سيميون ستوكهولم ستيف سترات سترلين سنغاف سنوي سنتيم"
)
_NOUNS = (
    "سيد سيده سيدات سيطر سيطرت سيطره سيطروا سيف سيل سيره سيري سيسي سيوف سيول سته ستين ستون ستار ستاد ستات ستان ستايل ستريت "
    "سيما سيي سييه سييا سيان سيج سيخ سير ستر ستاير ستره ستيني سنه سنوات سنين سنت سنتات سند سندات سنجار سني سنيه سنار سناتور سنان"
)


def _tails(words: str) -> str:
    return "|".join(word[1:] for word in words.split())


_NOT_A_NOUN = rf"(?!(?:{_tails(_NOUN_BEGINNINGS)})|(?:{_tails(_NOUNS)}){WORD_END})"
"""Excludes nouns that begin like a verb in the future tense: سيارة, سنوات."""
_FUTURE = LazyPattern(
    rf"{WORD_START}[وف]?(?:س{_NOT_A_NOUN}[يتن]{LETTER}{{2,}}|سوف|لن|(?:ال)?مقررا?|(?:ال)?مزمع|(?:ال)?منتظر|(?:ال)?متوقعا?|(?:ال)?مرتقبه?"
    r"|[يتن]توقع|[يت]عتزم(?:ون)?|[يت]نوي|[يت]خطط|[يت]ستعد|[يت]ترقب|استعدادا|تمهيدا|(?:ابتداء|اعتبارا|بدايه) من"
    rf"|من اجل|للمشاركه|لحضور|موعد|المقبله?|القادمه?|قد [يت](?!كون){LETTER}{{2,}}){WORD_END}"
)
_PAST = LazyPattern(
    rf"{WORD_START}[وف]?(?:بعد ان|بعدما|عقب|اثر|خلفيه|الذي|التي|الذين|كانت?|قد|قالت?|اعلنت?|اكدت?|اضافت?|اوضحت?|اشارت?|ذكرت?|لم)"
    rf"{WORD_END}"
)
_WAS_TO = LazyPattern(rf"{WORD_START}[وف]?كانت?(?: من)? $")
_NOT_ANNOUNCING = (
    "يوم يوما يومي يمكن يذكر يشار ياتي يقول يري يعد يعتبر يبدو يظهر يعرض يحدث يوجد يجري يواصل يمثل يتضمن يتهم يشكل يسعي يتزامن "
    "تمكن تاتي تقول تري تعد تعتبر تبدو تظهر توجد تجري تواصل تمثل تتضمن تتهم تشكل تسعي تتزامن تقرير تونس تركيا توقع تعيين تعهد "
    "تحديد تعادل تغلب تاريخ تطوير تحت تلك تعرض تلقي تمت توفي تراجع تراجعت تسبب تسببت تحدث تحدثت توصل توصلت تعرضت تلقت توعد"
)
_PRESENT = LazyPattern(
    rf"(?:^ ?|[.:!?؟\n«\"(] ?|, |(?:التي|الذي|حيث) )(?:[وف]|كما )?"
    rf"(?!(?:{'|'.join(_NOT_ANNOUNCING.split())}){WORD_END})[يت]{LETTER}{{3,}} "
)
_SENTENCE_END = LazyPattern(r"[.!?؟؛\n]")
_SENTENCE_START = LazyPattern(r"(?:^|[.!?؟؛\n] ?)[وف]?(?:في|يوم|مساء|صباح|ظهر)?(?: يوم)? ?$")
CHARS_BEFORE, CHARS_AFTER = 180, 45
"""How much of the sentence is examined."""


def sentence_tense(folded: str, start: int, end: int) -> Tense:
    """Whether the date at folded[start:end] lies before or after the article's date, judged by its sentence."""
    before = folded[max(0, start - CHARS_BEFORE) : start]
    if stop := _last(_SENTENCE_END, before):
        before = before[stop.end() :]
    if sign := _last(_FUTURE, before):
        since_sign = before[sign.end() :]
        if not _PAST.search(since_sign) and not _WAS_TO.search(before[: sign.start()]):
            return "future"
        return "past"
    if _SENTENCE_START.search(before):
        ahead = folded[end : end + CHARS_AFTER]
        stop_ahead = _SENTENCE_END.search(ahead)
        if _FUTURE.search(ahead[: stop_ahead.start()] if stop_ahead else ahead):
            return "future"
    announced = _last(_PRESENT, before)
    return "nearest" if announced and not _PAST.search(before, announced.end()) else "past"


def _last(pattern: LazyPattern, text: str) -> re.Match[str] | None:
    *_, found = (None, *pattern.finditer(text))
    return found
