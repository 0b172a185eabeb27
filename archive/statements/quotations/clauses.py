"""What a cue introduces: marked words, what follows a colon, or a clause."""

from collections.abc import Mapping
from typing import NamedTuple

from archive.statements.quotations import lexicon
from archive.statements.quotations.clause_ends import DISTANCE, clause_end
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.fragments import is_name, is_speech
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.marks import Pair
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.speaker_words import TIMES
from archive.text import fold, takes_article

MAX_WORDS = 30
"""Words between a cue and what it introduces: who spoke, where and when."""
MAX_WORDS_WEAK = 14
MAX_WORDS_TO_COLON = 14
MIN_WORDS_AFTER_COLON = 4
"""Of what follows a colon without marks; fewer are the head of a list."""
_GOVERN_PARTICLE = folded(
    "شأنه شأنها شأنهما بعد قبل دون منذ حتى لولا غير إلا كما يمكن يجب ينبغي يريد تريد يتوقع يكفي بدل رغم الرغم بما "
    "مع ضرورة احتمال شرط خشية مخافة "
    "بشرط قبيل بعيد سبق يعتقد يبدو المتوقع المقرر المرجح المفترض الممكن المحتمل يفترض علما علمًا حين لمجرد بمجرد "
    "سوى يذكر أجل المعروف "
    "الواضح المؤكد الضروري المهم يشار فرصة فكرة قرار حد سيما خصوصا خاصة لاسيما بسبب حيث إذ لدرجة درجة بيد بحيث"
)
"""After these, أن belongs to them and not to the cue."""
_THAT = fold("بأن")
_POSSIBLE = folded("يمكن يجب ينبغي يحق تمكن")
_DESCRIBES = folded("وصف وصفت وصفوا يصف تصف يصفون")
_TOLD_KINDS = ("say", "announce", "tell")
"""Kinds of verbs that have a hearer: «قال لـ"صوت الساحل"»."""
_ASSERTING = folded("التأكيد تأكيده تأكيدها القول التشديد التحذير الدعوة قوله قولها")
"""Verbal nouns of saying, objects of «جدد» and «كرر»."""
_PRAYED_TO = folded("الله المولى العلي ربه ربها")
_RELATIVES = folded("التي الذي الذين اللذين اللتين اللذان اللتان")
MAX_WORDS_INSERTED = 6
TANWEEN = "\u064b"


class Content(NamedTuple):
    """What is said is text[start:end]; `type` is that of quotations. `region_end`: where the words before it end."""

    start: int
    end: int
    type: str
    region_end: int
    confidence: float


def content_after(text: PrintedText, cue: Cue, cues: Mapping[int, Cue]) -> Content | None:
    """What this cue introduces; `cues` are those of the text by their first place."""
    if text.word(cue.last + 1) in _PRAYED_TO:
        return None
    limit = text.sentence(cue.start)[1]
    furthest = cue.last + (MAX_WORDS_WEAK if cue.kind == "weak" else MAX_WORDS)
    place = cue.last + 1
    passed = 0  # where the last marks that were no quotation end: marks may stand around no word
    while True:
        gap_start = text.words[place - 1].end
        gap_end = text.words[place].start if place < len(text.words) else len(text.text)
        pair = next(
            (
                pair
                for pair in text.pairs
                if gap_start <= pair.outer_start and passed <= pair.start <= gap_end and pair.has_opening
            ),
            None,
        )
        colon = text.text.find(":", gap_start, gap_end if pair is None else pair.outer_start + 1)
        if colon >= 0 and gap_start < limit and not text.text[colon - 1 : colon].isdigit():
            return _after_colon(text, cue, colon, pair, cues)
        if pair is not None and gap_start < limit:
            if _is_direct(text, cue, pair, place):
                return Content(pair.start, pair.end, "direct", pair.outer_start, 0.9)
            passed = pair.end
            place = text.place_at(passed)
            if place >= len(text.words):
                return None
            continue
        if place >= len(text.words) or text.words[place].start >= limit or place > furthest:
            return None
        word = text.words[place].text
        if word == _THAT and _describes(text, cue):
            place += 1  # «وصف اتهامات بأن …»: it belongs to the noun
            continue
        if (
            word in lexicon.PARTICLES
            and cue.kind == "view"
            and place > cue.last + 1
            and _is_predicate(text, cue.last + 1)
        ):
            return None  # «يعتبر دليلا على أن»
        if word in lexicon.PARTICLES and _introduces(text, place, cue):
            return _clause(text, cue, place, limit, cues)
        if place in cues and text.word(place - 1) not in _RELATIVES:
            other = cues[place]
            resumed = _after_inserted(text, other, limit)
            if other.form != lexicon.SOURCE and resumed is None:
                if _is_of_noun(text, cue, other):
                    place += 1
                    continue
                return None
            resumed = resumed or _after_relay(text, other, limit)
            if resumed is None:
                return None
            place = resumed
            continue
        place += 1


def _describes(text: PrintedText, cue: Cue) -> bool:
    return not _DESCRIBES.isdisjoint((text.word(cue.first), text.word(cue.first)[1:]))


def _is_predicate(text: PrintedText, place: int) -> bool:
    """Whether an indefinite noun is printed as what something is held to be."""
    word = text.words[place]
    letters = text.text[word.start : word.end].rstrip(TANWEEN)
    is_named = any(name.start <= word.start < name.end for name in text.names)
    return letters.endswith("ا") and takes_article(word.text[:-1]) and word.text not in TIMES and not is_named


def _introduces(text: PrintedText, place: int, cue: Cue) -> bool:
    before = text.word(place - 1)
    start = text.words[place].start
    if text.gap(place + 1).startswith(".") and not text.gap(place + 1)[1:]:
        return False  # إن.بي.سي
    if any(name.start <= start < name.end for name in text.names):
        return False  # بان كي مون
    if place - 1 == cue.last:
        return True
    if before in _GOVERN_PARTICLE or before.removeprefix("و") in _GOVERN_PARTICLE:
        return False
    if text.word(place - 2) in _POSSIBLE and text.words[place - 2].start > cue.end:
        return False  # «يمكن للمدينة أن»
    if cue.kind == "frag":
        return not _ASSERTING.isdisjoint((before, text.word(place - 2)))  # «جدد التأكيد على أن»
    found = lexicon.cue_form(before)
    return found is None or found[0].form != lexicon.FINITE


def _is_of_noun(text: PrintedText, cue: Cue, other: Cue) -> bool:
    """Whether a verb belongs to the noun before it, and not to the sentence: «أكد في تصريحات نشرت أمس أن»."""
    is_relative = other.form == lexicon.FINITE and other.kind in ("frag", "weak", "relay")
    has_conjunction = other.start > text.words[other.first].start
    before = text.word(other.first - 1)
    return (
        is_relative and not has_conjunction and other.first > cue.last + 1 and not text.gap(other.first).strip()
        and not before.startswith("ال") and before not in lexicon.PARTICLES and text.word(other.last + 1) not in lexicon.PARTICLES
    )  # fmt: skip


def _after_inserted(text: PrintedText, cue: Cue, limit: int) -> int | None:
    """The word after «-يضيف البيان-», where the sentence goes on."""
    if cue.form != lexicon.FINITE or not any(sign in text.gap(cue.first) for sign in "-–—"):
        return None
    for place in range(cue.last + 1, min(cue.last + MAX_WORDS_INSERTED, len(text.words))):
        if text.words[place].start >= limit:
            return None
        if any(sign in text.gap(place) for sign in "-–—"):
            return place
    return None


def _after_relay(text: PrintedText, relay: Cue, limit: int) -> int | None:
    """The word after «، بحسب ما نقلت عنه وكالات الأنباء،», where the sentence goes on."""
    for place in range(relay.last + 1, len(text.words)):
        if text.words[place].start >= limit:
            return None
        if "،" in text.gap(place) or "," in text.gap(place) or text.words[place].text in lexicon.PARTICLES:
            return place
    return None


def _is_direct(text: PrintedText, cue: Cue, pair: Pair, place: int) -> bool:
    if is_name(text, pair) or (cue.kind in _TOLD_KINDS and text.is_told(text.place_at(pair.start))):
        return False
    if cue.kind in ("act", "frag"):
        return is_speech(text, pair, cue)
    after = text.place_at(pair.outer_end)
    if after < len(text.words) and text.words[after].text in lexicon.PARTICLES and after <= place + 6:
        return False
    return is_speech(text, pair, cue)


def _after_colon(text: PrintedText, cue: Cue, colon: int, pair: Pair | None, cues: Mapping[int, Cue]) -> Content | None:
    limit = text.sentence(cue.start)[1]
    start = colon + 1
    if pair is not None and not text.text[start : pair.outer_start].strip():
        end = pair.end if pair.has_closing else _unclosed_end(text, pair, limit)
        return Content(pair.start, end, "direct", colon, 0.97 if pair.has_closing else 0.7)
    closing = next((pair for pair in text.pairs if not pair.has_opening and pair.start > colon), None)
    if closing is not None:
        start, end = text.trimmed(start, closing.end)
        return Content(start, end, "direct", colon, 0.7) if start < end else None
    is_next = not text.text[cue.end : colon].strip()
    if cue.kind in ("act", "frag") or (cue.kind == "weak" and not (is_next and cue.is_past)):
        return None
    start, end = text.trimmed(start, max(limit, text.sentence(start)[1]))
    place = text.place_at(start)
    if text.word(place) in lexicon.PARTICLES and text.word(place) not in lexicon.OWN_VOICE:
        start = text.words[place].end
        marked = next(
            (
                one
                for one in text.pairs
                if one.has_opening and not text.text[start : one.outer_start].strip() and one.start > start
            ),
            None,
        )
        if marked is not None:
            return Content(marked.start, marked.end, "direct", colon, 0.9)
    end = min(end, _participle_after(text, text.place_at(start), end, cues))
    start, end = text.trimmed(start, end)
    is_far = text.place_at(colon) - cue.last > MAX_WORDS_TO_COLON and text.word(place) not in lexicon.PARTICLES
    if text.place_at(end) - place < MIN_WORDS_AFTER_COLON or is_far:
        return None
    return Content(start, end, clause_type(text, start, end), colon, 0.7)


def _participle_after(text: PrintedText, first: int, end: int, cues: Mapping[int, Cue]) -> int:
    """Where the paper goes on with «، مشيرا إلى أن …», `end` if it does not."""
    for place in range(first + 1, len(text.words)):
        if text.words[place].start >= end:
            break
        cue = cues.get(place)
        if cue is not None and cue.form == lexicon.PARTICIPLE and any(sign in text.gap(place) for sign in "،,؛"):
            return text.words[place - 1].end
    return end


def _unclosed_end(text: PrintedText, pair: Pair, limit: int) -> int:
    return text.trimmed(pair.start, max(limit, text.sentence(pair.start)[1]))[1]


def _clause(text: PrintedText, cue: Cue, particle: int, limit: int, cues: Mapping[int, Cue]) -> Content | None:
    first = particle if text.word(particle) in lexicon.OWN_VOICE else particle + 1
    if first >= len(text.words) or text.words[first].start >= limit:
        return None
    start = text.words[first].start
    for pair in text.pairs:
        if text.words[first - 1].end <= pair.outer_start and pair.start <= start < pair.end:
            start = pair.outer_start
    end = clause_end(text, first, limit, cues)
    if text.word(cue.first - 1) in _RELATIVES and "،" in text.gap(cue.first - 1):
        end = min(end, _inserted_end(text, first, end))
    start, end = text.trimmed(start, end)
    if end <= start or text.word(text.place_at(start)) in DISTANCE:
        return None
    region_end = text.words[particle].start
    whole = next((pair for pair in text.pairs if pair.outer_start == start and pair.has_opening), None)
    goes_on = whole is not None and text.text[whole.outer_end : end].lstrip().startswith(("،", ","))
    if whole is not None and whole.has_closing and (goes_on or _describes(text, cue)):
        end = whole.outer_end
    if whole is not None and (whole.outer_end >= end or not whole.has_closing) and not is_name(text, whole):
        return Content(
            whole.start,
            min(whole.end, max(end, whole.start + 1)) if whole.has_closing else end,
            "direct",
            region_end,
            0.9,
        )
    return Content(start, end, clause_type(text, start, end), region_end, 0.85)


def _inserted_end(text: PrintedText, first: int, end: int) -> int:
    """Where a relative clause between pauses ends: «كشفت هدى، التي تقول إنها شاهدة، صورة الرجل»."""
    for place in range(first + 1, len(text.words)):
        if text.words[place].start >= end:
            break
        if text.marked[place] is None and "،" in text.gap(place):
            return text.words[place - 1].end
    return end


def clause_type(text: PrintedText, start: int, end: int) -> str:
    """The type of what is told by its sense: mixed where some of its words are in marks."""
    inside = [pair for pair in text.pairs if start <= pair.start and pair.end <= end]
    return "mixed" if any(not is_name(text, pair) for pair in inside) else "indirect"
