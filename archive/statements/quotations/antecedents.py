"""Whom short names, titles and documents stand for, by what else the article prints."""

import re
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple, Protocol

from archive.statements.quotations.cues import Cue
from archive.statements.quotations.fragments import HEADS, is_name
from archive.statements.quotations.lexicon import FINITE, PARTICLES, cue_form, folded
from archive.statements.quotations.naming import Naming
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.titles import is_title
from archive.statements.quotations.values import Name
from archive.text import fold

MAX_TITLE_WORDS = 6
MAX_NAME_WORDS = 5
_COMPANY = folded("شركة مجموعة مصنع مؤسسة عملاق علامة")
_MEDIA = folded("صحيفة جريدة مجلة وكالة قناة موقع شبكة إذاعة")
_FAMILIES = (_COMPANY,)
_DEMONSTRATIVES = folded("هذه هذا")
_TITLE_STOPS = folded("إلى على عن مع بعد قبل خلال أن إن التي الذي كان قد لم من أو ثم")


_MARKS = re.compile('["“”«»‹›(]')


class Known(NamedTuple):
    """Somebody whom the article names."""

    name: str
    bearer: Hashable


class Remembered(Protocol):
    """A speaker heard before."""

    @property
    def name(self) -> str: ...
    @property
    def bearer(self) -> Hashable: ...


class Antecedents:
    def __init__(self, texts: Sequence[PrintedText], cues: Sequence[Sequence[Cue]]) -> None:
        self._texts = texts
        short_names = frozenset(word for text, here in zip(texts, cues, strict=True) for word in _subjects(text, here))
        for text in texts:
            text.short_names = short_names
        self._place = {id(text): number for number, text in enumerate(texts)}
        self._fullest: dict[Hashable, str] = {}
        self._learnt: list[Known] = []
        self._marked: list[tuple[int, int, str, Known]] = []
        for number, text in enumerate(texts):
            for name in text.names:
                self._note(text, name)
            for pair in text.pairs:
                if is_name(text, pair):
                    self._note_marked(number, text, pair.start, pair.end, pair.outer_start)

    def _note(self, text: PrintedText, name: Name) -> None:
        if name.relation == "name":
            surface = clean(text.text[name.start : name.end])
            if len(surface.split()) > len(self._fullest.get(name.bearer, "").split()):
                self._fullest[name.bearer] = surface

    def _note_marked(self, number: int, text: PrintedText, start: int, end: int, outer: int) -> None:
        head = text.word(text.place_at(start) - 1)
        inner = text.text[start:end]
        same = next((name for name in text.names if name.start <= start + 2 and name.end >= end - 1), None)
        known = Known(clean(inner), ("marked", fold(inner)) if same is None else same.bearer)
        self._marked.append((number, start, _bare(head), known))

    def learn(self, name: str) -> Known:
        """A name that recognition did not find, printed in full; its bearer."""
        letters = fold(name)
        for known in self._learnt:
            if letters == fold(known.name) or letters in fold(known.name).split()[-1:]:
                return known
        known = Known(name, ("unknown", letters))
        self._learnt.append(known)
        return known

    def full_name(self, name: Name, surface: str) -> tuple[str, str]:
        """The fullest name that the article prints of whoever is named, and how he was known by it."""
        surface = clean(surface)
        full = self._fullest.get(name.bearer, "")
        if len(surface.split()) > len(full.split()) and name.relation == "name":
            full = self._fullest[name.bearer] = surface
        full = full or self._by_last_word(fold(surface)) or surface
        if " " not in full and name.type == "person":
            full = self._fuller(fold(full)) or full
        if fold(full) == fold(surface):
            return full, "name"
        return full, "office" if name.relation == "coreference" and len(surface.split()) > 1 else "short_name"

    def _by_last_word(self, letters: str) -> str:
        if " " in letters:
            return ""
        return next((known.name for known in self._learnt if fold(known.name).split()[-1] == letters), "")

    def _fuller(self, letters: str) -> str:
        """The one longer name in the article that has this word."""
        found = {full for full in self._fullest.values() if " " in full and letters in fold(full).split()}
        if len(found) > 1:  # of a family, the one whose own name it is
            found = {full for full in found if fold(full).split()[0] == letters}
        return found.pop() if len(found) == 1 else ""

    def issuer(self, text: PrintedText, naming: Naming) -> Known | None:
        """The one in whose name a document speaks, where its description names him: «بيان لمصرف الساحل»."""
        for name in text.names:
            if naming.start <= name.start < naming.end + 3 and name.type != "place":
                return Known(self.full_name(name, text.text[name.start : name.end])[0], name.bearer)
        return None

    def last_organization(self, text: PrintedText, before: int) -> Known | None:
        """The organization named last before this place."""
        here = self._place[id(text)]
        for number in range(here, -1, -1):
            other = self._texts[number]
            for name in reversed(other.names):
                if name.type == "organization" and (number < here or name.end <= before):
                    return Known(self.full_name(name, other.text[name.start : name.end])[0], name.bearer)
        return None

    def of_description(self, text: PrintedText, naming: Naming, history: Sequence[Remembered]) -> Known | None:
        """Whoever «الوزير», «الشركة» or «العدل» stands for: the nearest before it with that word in name or title."""
        words = [word.text for word in text.words if naming.start <= word.start < naming.end]
        if len(words) == 1:
            for known in reversed(self._learnt):
                if words[0] in fold(known.name).split()[1:]:
                    return known
            for speaker in reversed(history):
                if words[0] in fold(speaker.name).split()[1:] and len(fold(speaker.name).split()) <= MAX_NAME_WORDS:
                    return Known(speaker.name, speaker.bearer)
            person = self._person_called(words[0])
            if person is not None:
                return person
        is_same_office = len(words) > 1 and is_title(words[0]) and bool(_DEMONSTRATIVES.intersection(words))
        if not words or not words[0].startswith("ال") or (len(words) > 3 and not is_same_office):
            return None
        head = words[0].removeprefix("ال")
        found = self._with_word(text, naming.start, head, words[1:])
        if found is not None:
            return found
        for speaker in reversed(history):
            if head in [word.removeprefix("ال") for word in fold(speaker.name).split()[:2]]:
                return Known(speaker.name, speaker.bearer)
        for family in _FAMILIES:
            if head in family:
                return self._of_family(text, naming.start, family) or self._first_organization()
        return None

    def _person_called(self, word: str) -> Known | None:
        for bearer, full in self._fullest.items():
            parts = fold(full).split()
            if len(parts) > 1 and parts[-1] == word:
                return Known(full, bearer)
        return None

    def _with_word(self, text: PrintedText, before: int, head: str, rest: Sequence[str]) -> Known | None:
        here = self._place[id(text)]
        for number in range(here, -1, -1):
            other = self._texts[number]
            limit = before if number == here else len(other.text)
            for place, start, marked_head, known in reversed(self._marked):
                if place == number and start < limit and marked_head == head:
                    return known
            for name in reversed(other.names):
                if (name.type == "person") != is_title(head):
                    continue
                if (
                    name.end <= limit
                    and name.relation != "coreference"
                    and name.type != "place"
                    and head in self._words_of(other, name)
                ):
                    return Known(self.full_name(name, other.text[name.start : name.end])[0], name.bearer)
        return None

    def _words_of(self, text: PrintedText, name: Name) -> set[str]:
        """The words of an organization's name, or of the title that stands before or after a person's."""
        first, last = text.place_at(name.start), text.place_at(name.end - 1)
        if name.type != "person":
            return {_bare(text.word(place)) for place in range(max(0, first - 1), min(last + 1, first + 2))}
        found: set[str] = set()
        for place in range(first - 1, max(-1, first - 1 - MAX_TITLE_WORDS), -1):
            word = text.word(place)
            if (
                word in _TITLE_STOPS
                or (cue_form(word) is not None)
                or any(
                    other.type == "person" and other.end > text.words[place].start and other.start < name.start
                    for other in text.names
                )
            ):
                break
            found.add(_bare(word))
            if any(sign in text.gap(place) for sign in '.؛:"”»'):
                break
        if "،" in text.gap(last + 1):
            found |= {_bare(text.word(place)) for place in range(last + 1, min(last + 3, len(text.words)))}
        return found

    def _of_family(self, text: PrintedText, before: int, family: frozenset[str]) -> Known | None:
        here = self._place[id(text)]
        for place, start, head, known in reversed(self._marked):
            if head in family and (place < here or (place == here and start < before)):
                return known
        for word in family:
            found = self._with_word(text, before, word, ())
            if found is not None:
                return found
        return None

    def _first_organization(self) -> Known | None:
        for text in self._texts:
            for name in text.names:
                if name.type == "organization" and text.word(text.place_at(name.start) - 1) not in _MEDIA:
                    return Known(self.full_name(name, text.text[name.start : name.end])[0], name.bearer)
        return None


def _subjects(text: PrintedText, cues: Sequence[Cue]) -> Iterator[str]:
    """Words with the article that alone stand between a verb of speech and what is said."""
    for cue in cues:
        word, after = text.word(cue.last + 1), text.word(cue.last + 2)
        if cue.form != FINITE or not word.startswith("ال") or is_title(word):
            continue
        if after in PARTICLES or any(sign in text.gap(cue.last + 2) for sign in ':"'):
            yield word


def _bare(word: str) -> str:
    """The word without its article; و is left where it may be of the root (وزير)."""
    return word[3:] if word.startswith("وال") else word.removeprefix("ال")


def clean(surface: str) -> str:
    """A printed name without marks, the sign of a tag, and white space that is doubled."""
    parts = [part for part in (part.strip() for part in _MARKS.split(surface)) if part]
    if len(parts) > 1:
        surface = parts[1] if fold(parts[0]) in HEADS else parts[0]
    elif parts:
        surface = parts[0]
    return " ".join(surface.replace("#", " ").replace("_", " ").split())
