"""Where a clause of what was said ends, and whether a source is one who can speak."""

from collections.abc import Mapping

from archive.statements.quotations import lexicon
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.lexicon import cue_form, folded
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.source_nouns import is_speaking
from archive.text import fold

_DONE = folded("فعل فعلت فعلوا حدث حدثت حصل جرى")
_MEANWHILE = folded("فيما بينما وكان وكانت لكنه لكنها لكنهم وكانا وكانوا ولكنه ولكنها")
_AND_THAT = fold("وذلك")
DISTANCE = folded("وذلك جاء وجاء")
_WHY = folded("بسبب نتيجة بهدف بغية عبر كي حتى من بفضل نظرا")
_NO_VERBS = folded("عن لسان")
_WAS = folded("كان كانت يكون تكون ليس ليست بات باتت أصبح أصبحت")
_AT_WHOSE = folded("لدى")
_AND_ABOUT = folded("وعن وحول وبشأن وبخصوص")
_WHILE = folded("فيما بينما")
_AS_IT_SEEMS = folded("يبدو يظهر")
_AND_NOT = folded("ولم ولا لم")
_UNTOLD = folded(
    "يتضح يعلق تعلق يصدر تصدر يرد ترد تعرف يعرف يكشف تكشف يوضح توضح يذكر تذكر يحدد تحدد يعط تعط يتسن تعلن يعلن"
)
_MANNERS = folded("ناصحا مبررا معللا مفسرا شاكرا")
"""Participles that tell as often how or why something is done: «جاءه ناصحا»."""
_PRAYING = folded("سائلا سائلة سائلين")
_BUT = folded("لكن ولكن")
MAX_WORDS_TO_VERB = 9
_IN_THE_MEANTIME = folded("حين إشارة")
MAX_WORDS_OF_TOPIC = 12
"""Words between «وعن» and the verb that goes on."""
_OPENERS = folded("نفس ذات أحدث آخر أولى بعض عدة عدد من كبار أحد إحدى مختلف جميع معظم أبرز كل ما")
"""Before a noun of those who can speak: «بحسب أحدث البيانات», «وفقا لنفس المصدر»."""


def clause_end(text: PrintedText, first: int, limit: int, cues: Mapping[int, Cue]) -> int:
    """Where the clause that begins with this word ends: with its sentence, or where the paper speaks again."""
    for place in range(first + 1, len(text.words)):
        word = text.words[place]
        if word.start >= limit:
            break
        if text.marked[place] is not None:
            continue
        gap = text.gap(place)
        pause = any(sign in gap for sign in "،,؛;")
        if _stops(text, place, pause, cues.get(place)):
            return (
                text.words[place - 1].end
                if not gap.lstrip().startswith((")", "]", '"', "”", "»", "“"))
                else _with_marks(text, place)
            )
    return limit


def _with_marks(text: PrintedText, place: int) -> int:
    """The end of the word before this place, with the marks that close there."""
    end = text.words[place - 1].end
    while end < text.words[place].start and text.text[end] in ')]"”»“':
        end += 1
    return end


def _stops(text: PrintedText, place: int, pause: bool, cue: Cue | None) -> bool:
    word = text.words[place].text
    if cue is not None:
        if cue.form == lexicon.PARTICIPLE:
            if pause or text.word(cue.last + 1) in lexicon.PARTICLES:
                return True
            return (
                cue.gender == lexicon.MASCULINE and text.word(cue.last) not in _MANNERS and not _is_counted(text, cue)
            )
        if cue.form == lexicon.SOURCE:
            return is_source(text, cue, cue.last + 1)
        has_conjunction = cue.start > text.words[cue.first].start
        if cue.form == lexicon.FINITE and has_conjunction:
            return (cue.kind in ("say", "announce", "act", "view", "tell") and cue.is_past) or (
                pause and cue.kind != "frag"
            )
        if cue.form == lexicon.FINITE and pause:
            return cue.is_past and cue.kind != "frag"
        if cue.form == lexicon.PHRASE:
            return pause
    if word in DISTANCE:
        return (pause or word == _AND_THAT) and not _tells_why(text, place)
    if pause and word in _AND_ABOUT:
        return _is_spoken_next(text, place)
    if word in _WHILE and pause:
        return text.word(place + 1) not in _AS_IT_SEEMS
    if pause and word in _AND_NOT and text.word(place + 1) in _UNTOLD:
        return True
    if pause and word in _BUT:
        return _is_said_by_another(text, place)
    if word == "في" and pause and text.word(place + 1) in _IN_THE_MEANTIME:
        return True
    if word == "كما" and text.word(place + 1) in _DONE:
        return True
    return pause and (word in _MEANWHILE or word in _PRAYING)


def _is_counted(text: PrintedText, cue: Cue) -> bool:
    """Whether what looks like a participle is a noun or a predicate: «11 متهما في القضية», «كما كان متوقعا»."""
    before = text.word(cue.first - 1)
    return before.isdigit() or before in _WAS or text.word(cue.last + 1) == "في"


def _tells_why(text: PrintedText, place: int) -> bool:
    """Whether «وذلك» goes on with a reason or a means, which is said too: «وذلك لعدم …», «وذلك بهدف …»."""
    after = text.word(place + 1)
    return after in _WHY or (after.startswith("ل") and after not in _AT_WHOSE and not after.startswith("لل"))


def _is_spoken_next(text: PrintedText, place: int) -> bool:
    """Whether the paper goes on to tell what is said next: «، وعن الموعد قال المدير»."""
    for other in range(place + 1, min(place + MAX_WORDS_OF_TOPIC, len(text.words))):
        found = cue_form(text.words[other].text)
        if found is not None and found[0].form == lexicon.FINITE and found[0].kind == "say" and found[0].is_past:
            return True
        if any(sign in text.gap(other + 1) for sign in ".؛"):
            return False
    return False


def _is_said_by_another(text: PrintedText, place: int) -> bool:
    """Whether «لكن» goes on with what another said: «، لكن الوزير قال إن»."""
    for other in range(place + 1, min(place + MAX_WORDS_TO_VERB, len(text.words) - 1)):
        word = text.word(other)
        if word in lexicon.PARTICLES or any(sign in text.gap(other) for sign in "،؛."):
            return False
        found = cue_form(word)
        if (
            found is not None
            and found[0].form == lexicon.FINITE
            and found[0].is_past
            and found[0].kind in ("say", "announce")
        ):
            return text.word(other + 1) in lexicon.PARTICLES
    return False


def is_source(text: PrintedText, cue: Cue, first: int) -> bool:
    """Whether those who are named can speak: «وفقا للقانون» is no source."""
    last = text.word(cue.last)
    found = cue_form(last)
    if cue.last > cue.first and (found is None or found[0].form == lexicon.FINITE) and last not in _NO_VERBS:
        return True  # «بحسب ما ذكره فلان»
    while text.word(first) in _OPENERS:
        first += 1
    if first >= len(text.words):
        return False
    word = text.words[first]
    if any(name.start <= word.start + 3 and word.start < name.end for name in text.names):
        return True
    if text.marked[first] is not None and cue.last + 1 == first:
        return True
    return is_speaking(word.text)
