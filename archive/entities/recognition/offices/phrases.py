"""Offices as printed: «الرئيس الأميركي», «وزير خارجية روسيا», «الأمين العام للأمم المتحدة».

An office is the words of a title phrase at level `spelling` and the country or organization it is of. A phrase begins with a
head (`OFFICE_HEADS`), goes on with what kind of office it is, and ends with a nationality («وزير الخارجية الروسي»), or
with the name of what it is of: in construct («رئيس روسيا») or behind a ل («الأمين العام للأمم المتحدة»). Who is meant by
one is settled by `holders`; a title without a country («الرئيس») is nobody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.entities.recognition.clitics import after_clitics
from archive.entities.recognition.tagger.tokens import KnownName
from archive.entities.recognition.triggers import LEANING_HEADS, NOT_NOW, OFFICE_HEADS, SAYING, SPOKESMEN
from archive.text import Term, fold, is_stop_word

MOST_FIELDS = 5
"""So many words may say what kind of office it is: وزير الخارجية والتعاون الدولي."""
_CABINET = frozenset(fold(word) for word in ("وزراء", "حكومة"))
_SAME = {
    fold("زعيم"): fold("رئيس"),
    fold("زعيمة"): fold("رئيسة"),
    fold("عاهل"): fold("ملك"),
    fold("ناطق"): fold("متحدث"),
}
"""Heads that newspapers use for one office."""


@dataclass(frozen=True, slots=True)
class Office:
    """`words` at level spelling, of the entity numbered `of`."""

    words: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office printed at `start:end`, proclitics of its first word left out."""

    start: int
    end: int
    office: Office
    is_present: bool
    """Whether it speaks of who holds the office, not of a former, future or possible holder."""


def office_phrases(text: str, terms: Sequence[Term], known: Sequence[KnownName]) -> list[OfficePhrase]:
    """The offices in a text, in order; `known` is what the authority file finds there."""
    heads = [place for place, term in enumerate(terms) if term.spelling in OFFICE_HEADS]
    if not heads:
        return []
    owners = _by_first_word(terms, known)
    found: list[OfficePhrase] = []
    for head in heads:
        if found and terms[head].start < found[-1].end:
            continue
        phrase = _phrase(text, terms, head, owners)
        if phrase is not None:
            found.append(phrase)
    return found


def _by_first_word(terms: Sequence[Term], known: Sequence[KnownName]) -> dict[int, KnownName]:
    """What the authority file finds, by the place of its first word."""
    owners: dict[int, KnownName] = {}
    place = 0
    for one in known:
        while place < len(terms) and terms[place].end <= one.found.start:
            place += 1
        owners[place] = one
    return owners


def _phrase(text: str, terms: Sequence[Term], head: int, owners: dict[int, KnownName]) -> OfficePhrase | None:
    fields: list[str] = []
    place = head + 1
    while place < len(terms) and not text[terms[place - 1].end : terms[place].start].strip():
        owner = owners.get(place)
        if owner is not None:
            if not _fits(text, terms[place - 1], terms[place], owner):
                return None
            return _made(text, terms, head, fields, owner)
        word = terms[place].spelling
        if len(fields) == MOST_FIELDS or word in SAYING or (is_stop_word(word) and word not in NOT_NOW):
            return None
        fields.append(word)
        place += 1
    return None


def _fits(text: str, before: Term, first: Term, owner: KnownName) -> bool:
    """Whether a nationality is definite, or a name stands in construct or behind a ل."""
    found = owner.found
    if owner.type == "person":
        return False
    if found.relation == "nationality":
        return found.surface.startswith("ال") and _is_definite(text, first)
    clitics = fold(text[first.start : found.start])
    return clitics == "ل" if _is_definite(text, before) else not clitics


def _made(text: str, terms: Sequence[Term], head: int, fields: Sequence[str], owner: KnownName) -> OfficePhrase | None:
    first = terms[head]
    alone = owner.found.relation == "nationality" and not fields
    if (alone or first.spelling in SPOKESMEN) and not _is_definite(text, first):
        return None
    words = (_SAME.get(first.spelling, first.spelling), *fields)
    if len(words) == 2 and words[1] in _CABINET:
        words = (words[0], fold("وزراء"))
    end = owner.found.end
    before = terms[head - 1] if head and not text[terms[head - 1].end : first.start].strip() else None
    after = next((term for term in terms[head + 1 :] if term.start >= end), None)
    adjoining = after is not None and not text[end : after.start].strip()
    is_present = not (
        (before is not None and before.spelling in LEANING_HEADS)
        or any(word in NOT_NOW for word in fields)
        or (adjoining and after is not None and after.spelling in NOT_NOW)
    )
    return OfficePhrase(after_clitics(text, first), end, Office(words, owner.found.entity), is_present)


def _is_definite(text: str, term: Term) -> bool:
    """Whether a printed word carries the article, behind a clitic or not."""
    printed = fold(text[term.start : term.end])
    return printed.startswith(("ال", "لل")) or (printed[1:].startswith(("ال", "لل")) and printed[0] in "وفبك")
