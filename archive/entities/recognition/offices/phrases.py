"""Offices as printed: «الرئيس الأميركي», «وزير خارجية روسيا», «الأمين العام للأمم المتحدة».

An office is the words of a title phrase at level `spelling` and the country or organization it belongs to. A phrase begins with
a head (`OFFICE_HEADS`), goes on with its field, and ends with a nationality («وزير الخارجية الروسي») or with the name of its
owner: in construct («رئيس روسيا») or after ل («الأمين العام للأمم المتحدة»). `holders` finds the person; a title without an owner
(«الرئيس») is not resolved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.matching import NameMatch
from archive.entities.recognition.triggers import (
    NOT_CURRENT,
    OFFICE_HEADS,
    RELATIONAL_WORDS,
    SPEECH_VERBS,
    SPOKESPERSON_HEADS,
)
from archive.text import fold, is_stop_word

MAX_FIELD_WORDS = 5
"""Words between head and owner: وزير الخارجية والتعاون الدولي."""
_CABINET = frozenset(fold(word) for word in ("وزراء", "حكومة"))
_SYNONYMS = {
    fold("زعيم"): fold("رئيس"),
    fold("زعيمة"): fold("رئيسة"),
    fold("عاهل"): fold("ملك"),
    fold("ناطق"): fold("متحدث"),
}
"""Heads that newspapers use for the same office."""


@dataclass(frozen=True, slots=True)
class Office:
    """`words` at level `spelling`; `owner` is the entity of the country or organization."""

    words: tuple[str, ...]
    owner: int


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office printed at these offsets, proclitics of its first word left out."""

    start: int
    end: int
    office: Office
    is_current: bool
    """Whether it denotes the holder of the office, not a former, future or possible one."""


def office_phrases(analyzed: AnalyzedText, matches: Sequence[NameMatch]) -> list[OfficePhrase]:
    """The offices in a text, in order; `matches` are the names of the authority file in it."""
    heads = [place for place, term in enumerate(analyzed.terms) if term.spelling in OFFICE_HEADS]
    if not heads:
        return []
    owners = {match.places[0]: match for match in matches}
    found: list[OfficePhrase] = []
    for head in heads:
        if found and analyzed.terms[head].start < found[-1].end:
            continue
        phrase = _phrase(analyzed, head, owners)
        if phrase is not None:
            found.append(phrase)
    return found


def _phrase(analyzed: AnalyzedText, head: int, owners: dict[int, NameMatch]) -> OfficePhrase | None:
    field: list[str] = []
    place = head + 1
    while analyzed.follows(place):
        owner = owners.get(place)
        if owner is not None:
            return _with_owner(analyzed, head, field, owner) if _may_own(analyzed, owner) else None
        word = analyzed.terms[place].spelling
        if len(field) == MAX_FIELD_WORDS or word in SPEECH_VERBS or (is_stop_word(word) and word not in NOT_CURRENT):
            return None
        field.append(word)
        place += 1
    return None


def _may_own(analyzed: AnalyzedText, owner: NameMatch) -> bool:
    """Whether a nationality is definite, or a name is in construct or after ل."""
    place = owner.places[0]
    if owner.type == "person":
        return False
    if owner.relation == "nationality":
        return owner.surface.startswith("ال") and _is_definite(analyzed, place)
    clitics = fold(analyzed.text[analyzed.terms[place].start : owner.start])
    return clitics == "ل" if _is_definite(analyzed, place - 1) else not clitics


def _with_owner(analyzed: AnalyzedText, head: int, field: Sequence[str], owner: NameMatch) -> OfficePhrase | None:
    word = analyzed.terms[head].spelling
    is_bare_nationality = owner.relation == "nationality" and not field
    if (is_bare_nationality or word in SPOKESPERSON_HEADS) and not _is_definite(analyzed, head):
        return None
    words = (_SYNONYMS.get(word, word), *field)
    if len(words) == 2 and words[1] in _CABINET:
        words = (words[0], fold("وزراء"))
    office = Office(words, owner.entity)
    return OfficePhrase(analyzed.name_start(head), owner.end, office, _is_current(analyzed, head, field, owner))


def _is_current(analyzed: AnalyzedText, head: int, field: Sequence[str], owner: NameMatch) -> bool:
    after = owner.places[-1] + 1
    return not (
        (analyzed.follows(head) and analyzed.terms[head - 1].spelling in RELATIONAL_WORDS)
        or any(word in NOT_CURRENT for word in field)
        or (analyzed.follows(after) and analyzed.terms[after].spelling in NOT_CURRENT)
    )


def _is_definite(analyzed: AnalyzedText, place: int) -> bool:
    """Whether a word carries the article, after a clitic or not."""
    term = analyzed.terms[place]
    printed = fold(analyzed.text[term.start : term.end])
    return printed.startswith(("ال", "لل")) or (printed[1:].startswith(("ال", "لل")) and printed[0] in "وفبك")
