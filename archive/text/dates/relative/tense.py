"""Which way a date points that does not say so: back, as news mostly does, or ahead.

The last sign of the future before the date in its sentence decides (سيصل، سوف، من المقرر، يعتزم), unless something between
them tells of the past again (بعد أن، الذي، قال). A date that opens its clause looks at what follows. A sentence that begins
with a present verb (يلتقي، تنطلق) may announce: then the nearer side is taken.
"""

import re
from typing import Literal

from archive.text.dates.vocabulary import BARE, END, LETTER

Direction = Literal["past", "future", "nearest"]

_NOUN_BEGINNINGS = (
    "سيار سياس سياد سياق سياح سينا سينم سيول سيرغ سيبير سيليكون سيميون ستوكهولم ستيف سترات سترلين سنغاف سنوي سنتيم"
)
_NOUNS = (
    "سيد سيده سيدات سيطر سيطرت سيطره سيطروا سيف سيل سيره سيري سيسي سيوف سيول سته ستين ستون ستار ستاد ستات ستان ستايل ستريت "
    "سيما سيي سييه سييا سيان سيج سيخ سير ستر ستاير ستره ستيني سنه سنوات سنين سنت سنتات سند سندات سنجار سني سنيه سنار سناتور سنان"
)


def _tails(words: str) -> str:
    return "|".join(word[1:] for word in words.split())


_NO_VERB = rf"(?!(?:{_tails(_NOUN_BEGINNINGS)})|(?:{_tails(_NOUNS)}){END})"
"""Nouns that begin as a verb of the future does: سيارة, سنوات."""
_FUTURE = re.compile(
    rf"{BARE}[وف]?(?:س{_NO_VERB}[يتن]{LETTER}{{2,}}|سوف|لن|(?:ال)?مقررا?|(?:ال)?مزمع|(?:ال)?منتظر|(?:ال)?متوقعا?|(?:ال)?مرتقبه?"
    r"|[يتن]توقع|[يت]عتزم(?:ون)?|[يت]نوي|[يت]خطط|[يت]ستعد|[يت]ترقب|استعدادا|تمهيدا|(?:ابتداء|اعتبارا|بدايه) من"
    rf"|من اجل|للمشاركه|لحضور|موعد|المقبله?|القادمه?|قد [يت](?!كون){LETTER}{{2,}}){END}"
)
_PAST = re.compile(
    rf"{BARE}[وف]?(?:بعد ان|بعدما|عقب|اثر|خلفيه|الذي|التي|الذين|كانت?|قد|قالت?|اعلنت?|اكدت?|اضافت?|اوضحت?|اشارت?|ذكرت?|لم){END}"
)
_WAS_TO = re.compile(rf"{BARE}[وف]?كانت?(?: من)? $")
_NEWS_OF_NOW = (
    "يوم يوما يومي يمكن يذكر يشار ياتي يقول يري يعد يعتبر يبدو يظهر يعرض يحدث يوجد يجري يواصل يمثل يتضمن يتهم يشكل يسعي يتزامن "
    "تمكن تاتي تقول تري تعد تعتبر تبدو تظهر توجد تجري تواصل تمثل تتضمن تتهم تشكل تسعي تتزامن تقرير تونس تركيا توقع تعيين تعهد "
    "تحديد تعادل تغلب تاريخ تطوير تحت تلك تعرض تلقي تمت توفي تراجع تراجعت تسبب تسببت تحدث تحدثت توصل توصلت تعرضت تلقت توعد"
)
_PRESENT = re.compile(
    rf"(?:^ ?|[.:!?؟\n«\"(] ?|, |(?:التي|الذي|حيث) )(?:[وف]|كما )?"
    rf"(?!(?:{'|'.join(_NEWS_OF_NOW.split())}){END})[يت]{LETTER}{{3,}} "
)
_SENTENCE_END = re.compile(r"[.!?؟؛\n]")
_SENTENCE_START = re.compile(r"(?:^|[.!?؟؛\n] ?)[وف]?(?:في|يوم|مساء|صباح|ظهر)?(?: يوم)? ?$")
LOOK_BACK, LOOK_AHEAD = 180, 45
"""How far the sentence is looked at, in characters."""


def direction(folded: str, start: int, end: int) -> Direction:
    """The side of the article's date on which the date at folded[start:end] lies, as its sentence tells."""
    before = folded[max(0, start - LOOK_BACK) : start]
    if stop := _last(_SENTENCE_END, before):
        before = before[stop.end() :]
    if sign := _last(_FUTURE, before):
        told = before[sign.end() :]
        if not _PAST.search(told) and not _WAS_TO.search(before[: sign.start()]):
            return "future"
        return "past"
    if _SENTENCE_START.search(before):
        ahead = folded[end : end + LOOK_AHEAD]
        stop_ahead = _SENTENCE_END.search(ahead)
        if _FUTURE.search(ahead[: stop_ahead.start()] if stop_ahead else ahead):
            return "future"
    announced = _last(_PRESENT, before)
    return "nearest" if announced and not _PAST.search(before, announced.end()) else "past"


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    *_, found = (None, *pattern.finditer(text))
    return found
