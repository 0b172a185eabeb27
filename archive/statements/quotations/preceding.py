"""Subjects that stand before their verb: «وكان المدرب قد قال», «الوزير الذي قال», «وزير الزراعة أكد»."""

from archive.statements.quotations import lexicon
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.naming import Naming, described_in, named_in
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.source_nouns import is_speaking
from archive.statements.quotations.speaker_words import (
    AUXILIARIES,
    LAST,
    NO_SUBJECT,
    NO_SUBJECT_MARKS,
    OF_IT,
    RELATIVES,
    SPOKEN_OF,
    SUBORDINATE,
    THINGS,
    TIMES,
    WHOEVER,
)
from archive.statements.quotations.surfaces import bare
from archive.statements.quotations.titles import is_title
from archive.text import takes_article

MIN_PLURAL = 4
_THOSE_WHO = folded("الذين اللذين اللذان اللتان")
_NOT_OF = {lexicon.FEMININE: folded("الذي"), lexicon.MASCULINE: folded("التي")}
"""The gender of a verb → the relatives that are not its subject."""
MAX_CONSTRUCT = 4
"""Nouns before their genitive."""


def named_before(text: PrintedText, cue: Cue, begins: int) -> Naming | None:
    """The subject that stands before its verb: «وكان المدرب قد قال»; `begins` is where the clause does."""
    before = cue.first - 1
    while before > 0 and text.word(before) in AUXILIARIES:
        before -= 1
    if text.word(before) in RELATIVES and before > 0:
        # «التي يعتبرها», «الذي قالت فيه», «الذي تزعم أنه»: the antecedent is spoken of
        if text.word(before) in _NOT_OF.get(cue.gender, ()):
            return None
        return None if cue.has_object or text.word(cue.last + 1) in OF_IT else _antecedent(text, before)
    if text.word(before) in WHOEVER:
        return None  # «من وصفهم»: the subject is further away
    first = place = text.place_at(begins)
    while first < cue.first and text.words[first].text in SUBORDINATE:
        first += 1
    if text.word(first) in lexicon.PARTICLES:
        return None  # «بيد أنه أضاف»
    if first >= cue.first or text.word(first).removeprefix("و") in SPOKEN_OF:
        return None
    found = named_in(text, first, cue.first)
    if found is not None:
        return found
    is_subject = first > place and text.word(place) not in NO_SUBJECT_MARKS
    if is_subject:
        return described_in(text, cue, first, cue.first)
    return _topic(text, cue, first)


def _topic(text: PrintedText, cue: Cue, first: int) -> Naming | None:
    """Whoever is described from here up to the verb: «وزير الزراعة أكد أن», «لكن الأخير نفى أن»."""
    word = text.word(first)
    may_speak = is_title(word) or is_speaking(word) or word in LAST or (word.endswith("ون") and len(word) > MIN_PLURAL)
    if not may_speak or cue.start > text.words[cue.first].start or text.gap(cue.first).strip():
        return None
    last = cue.first
    while last > first + 1 and (text.word(last - 1) in TIMES or text.word(last - 1) in AUXILIARIES):
        last -= 1
    described = described_in(text, cue, first, last)
    if described is None or described.end != text.words[last - 1].end:
        return None
    return described._replace(start=described.start + word.startswith("وال"))


def _antecedent(text: PrintedText, relative: int) -> Naming | None:
    """The one whom «الذي قال» speaks of, who stands before it."""
    end = text.words[relative - 1].end
    for name in reversed(text.names):
        if name.start < end <= name.end + 3:
            if bare(text.word(text.place_at(name.start) - 1)) in THINGS:
                return None  # «صورة الطائرة "…"، التي قالت إنها»
            return Naming(name.start, name.end, name)
    is_human = text.word(relative) in _THOSE_WHO
    first = relative - 1
    while first > 0 and relative - first < 3 and text.word(first - 1).startswith("ال") and not text.gap(first).strip():
        first -= 1
    for head in range(first - 1, max(first - MAX_CONSTRUCT, 0), -1):  # «سلطات مكافحة الاحتكار التي …»
        if text.gap(head + 1).strip():
            break
        if is_speaking(text.word(head)):
            return Naming(text.words[head].start, end, None)
        if text.word(head) in NO_SUBJECT:
            break
    noun = text.word(first)
    is_surname = not takes_article(noun.removeprefix("ال"))
    may_speak = is_human or is_surname or is_speaking(noun) or is_title(noun)
    return Naming(text.words[first].start, end, None) if noun.startswith("ال") and may_speak else None
