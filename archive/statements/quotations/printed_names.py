"""The names that an article prints: in full, by bearer, and those that recognition did not find."""

from collections.abc import Hashable, Iterator, Sequence

from archive.statements.quotations.cues import Cue
from archive.statements.quotations.fragments import is_name
from archive.statements.quotations.known import Known
from archive.statements.quotations.lexicon import FINITE, PARTICLES, folded
from archive.statements.quotations.naming import Naming
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.subjects import acting
from archive.statements.quotations.surfaces import (
    bare,
    clean,
    given_names,
    is_definite_title,
    printed_in_full,
)
from archive.statements.quotations.titles import is_title
from archive.statements.quotations.values import Name
from archive.text import fold, takes_article

_MEDIA = folded("صحيفة جريدة مجلة وكالة قناة موقع شبكة إذاعة")
_SERVANT = "عبد "
"""With the word behind it, one name."""


class PrintedNames:
    """The names of an article, in printed order, and whom they and other printed words are known to denote."""

    def __init__(self, texts: Sequence[PrintedText], cues: Sequence[Sequence[Cue]]) -> None:
        self._texts = texts
        short_names = frozenset(word for text, here in zip(texts, cues, strict=True) for word in _subjects(text, here))
        full_names = frozenset(pair for text in texts for pair in _behind_titles(text))
        for text in texts:
            text.short_names, text.full_names = short_names, full_names
        self._place = {id(text): number for number, text in enumerate(texts)}
        self._fullest: dict[Hashable, str] = {}
        self._learnt: list[Known] = []
        self._noted: list[Known] = []
        self._persons: set[Hashable] = set()
        self._titles: list[tuple[frozenset[str], Known]] = []
        self._marked: list[tuple[int, int, str, Known]] = []
        for number, text in enumerate(texts):
            for name in text.names:
                self._note(text, name)
            for pair in text.pairs:
                if is_name(text, pair):
                    self._note_marked(number, text, pair.start, pair.end, pair.outer_start)

    def _note(self, text: PrintedText, name: Name) -> None:
        if name.type == "person":
            self._persons.add(name.bearer)
        if name.relation == "name":
            surface = clean(text.text[name.start : name.end])
            before = self._fullest.get(name.bearer, "")
            if len(surface.split()) > len(before.split()) and not _is_spaced_only(surface, before):
                self._fullest[name.bearer] = surface

    def _note_marked(self, number: int, text: PrintedText, start: int, end: int, outer: int) -> None:
        head = text.word(text.place_at(start) - 1)
        inner = text.text[start:end]
        same = next((name for name in text.names if name.start <= start + 2 and name.end >= end - 1), None)
        known = Known(clean(inner), ("marked", fold(inner)) if same is None else same.bearer)
        self._marked.append((number, start, bare(head), known))

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
        is_longer = len(surface.split()) > len(full.split()) and not _is_spaced_only(surface, full)
        if is_longer and name.relation == "name":
            full = self._fullest[name.bearer] = surface
        full = full or self._by_last_word(fold(surface)) or surface
        if name.type == "person" and (" " not in full or full.startswith(_SERVANT)):
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
        names = [*self._fullest.values(), *(known.name for known in self._learnt)]
        if " " in letters:
            return next((full for full in names if fold(full).endswith(" " + letters)), "")  # «عبد الرحمن»
        found = {full for full in names if " " in full and letters in fold(full).split()}
        if len(found) > 1:  # of a family, the one whose own name it is
            found = {full for full in found if fold(full).split()[0] == letters}
        return found.pop() if len(found) == 1 else ""

    def issuer(self, text: PrintedText, naming: Naming) -> Known | None:
        """The one in whose name a document speaks, where its description names him: «بيان لمصرف الساحل»."""
        for name in text.names:
            if naming.start <= name.start < naming.end + 3 and name.type != "place":
                return Known(self.full_name(name, text.text[name.start : name.end])[0], name.bearer)
        return None

    def last_subject(self, text: PrintedText, before: int) -> Known | None:
        """The state or organization of which a sentence before this place tells: «رفعت دولة الساحل شكوى. وأضافت الرسالة …»."""
        here = self._place[id(text)]
        for number in range(here, -1, -1):
            other = self._texts[number]
            for begins, ends in reversed(other.sentences):
                if number == here and ends > before:
                    continue
                name = acting(other, begins, ends)
                if name is not None:
                    return self._known(other, name)
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

    def note(self, name: str, bearer: Hashable) -> None:
        """Somebody who is the subject of a verb of speech, though nothing of what he said is printed there."""
        self._noted.append(Known(name, bearer))

    def _names_before(self, text: PrintedText, before: int) -> Iterator[tuple[PrintedText, Name]]:
        """The names before this place, the nearest first."""
        here = self._place[id(text)]
        for number in range(here, -1, -1):
            other = self._texts[number]
            for name in reversed(other.names):
                if number < here or name.end <= before:
                    yield other, name

    def _last_named(self, text: PrintedText, before: int) -> Known | None:
        """The person named last; if there are none, the organization."""
        organization: Known | None = None
        for other, name in self._names_before(text, before):
            if name.type == "person":
                return self._known(other, name)
            if name.type == "organization" and organization is None:
                organization = self._known(other, name)
        return organization

    def _known(self, text: PrintedText, name: Name) -> Known:
        return Known(self.full_name(name, text.text[name.start : name.end])[0], name.bearer)

    def _printed_before(self, text: PrintedText, before: int, word: str) -> Known | None:
        """A name in full that recognition missed, which ends with this word: «سليم الحداد» for «الحداد»."""
        if not word.startswith("ال") or takes_article(word.removeprefix("ال")) or is_title(word):
            return None
        for other in self._texts[: self._place[id(text)] + 1]:
            for place, one in enumerate(other.words):
                if other is text and one.start >= before:
                    break
                if one.text == word and (first := given_names(other, place)) < place:
                    return self.learn(other.text[other.words[first].start : one.end])
        return None

    def _person_called(self, word: str) -> Known | None:
        for bearer, full in self._fullest.items():
            if bearer not in self._persons:
                continue
            parts = fold(full).split()
            if len(parts) > 1 and (word in (parts[0], parts[-1]) or "ال" + parts[-1] == word):
                return Known(full, bearer)
        return None

    def _in_full(self, text: PrintedText, before: int, head: str) -> Known | None:
        """A body of which no name was recognised, as it was printed in full: «الهيئة» for «بيان للهيئة العامة للمياه»."""
        here = self._place[id(text)]
        for number in range(here, -1, -1):
            other = self._texts[number]
            for place in range(len(other.words) - 1, -1, -1):
                word = other.words[place]
                if (number < here or word.end <= before) and (full := printed_in_full(other, place, head)) is not None:
                    return Known(full, None)
        return None

    def _first_organization(self) -> Known | None:
        for text in self._texts:
            for name in text.names:
                if name.type == "organization" and text.word(text.place_at(name.start) - 1) not in _MEDIA:
                    return Known(self.full_name(name, text.text[name.start : name.end])[0], name.bearer)
        return None


def _is_spaced_only(surface: str, before: str) -> bool:
    """Whether both are one name, printed as one word or as two."""
    return fold(surface).replace(" ", "") == fold(before).replace(" ", "")


def _behind_titles(text: PrintedText) -> Iterator[tuple[str, str]]:
    """(word, name) where a name of one word was recognised two words behind a title: «الكاتبة ألفة يوسف»."""
    for name in text.names:
        place = text.place_at(name.start)
        if name.type == "person" and " " not in text.text[name.start : name.end] and is_definite_title(text, place - 2):
            yield text.word(place - 1), text.word(place)


def _subjects(text: PrintedText, cues: Sequence[Cue]) -> Iterator[str]:
    """Words with the article that alone stand between a verb of speech and what is said."""
    for cue in cues:
        word, after = text.word(cue.last + 1), text.word(cue.last + 2)
        if cue.form != FINITE or not word.startswith("ال") or is_title(word):
            continue
        if after in PARTICLES or any(sign in text.gap(cue.last + 2) for sign in ':"'):
            yield word
