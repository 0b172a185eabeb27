"""Name forms compiled to patterns, indexed by their first word; and what the forms together say of a name's bearers.

A form with context words also yields a guarded pattern without them, which counts where a second witness sees a name. A single
given name does not (anybody may be meant). If several entities of a type share such a name, the pattern refers to the
first and `bearers` lists them all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from archive.entities.authority import FormRow, nationality_forms, split_form
from archive.entities.recognition.clitics import starts_with_article
from archive.entities.recognition.name_lists import is_given_name
from archive.entities.recognition.spans import NameType
from archive.text import fold, spelling

Words = tuple[str, ...]


class Pattern(NamedTuple):
    """A form as it is compared: folded words, and what else has to agree."""

    entity: int
    type: NameType
    relation: str
    words: Words
    rest: Words
    """The words after the first."""
    before: Words
    """Context words, folded."""
    after: Words
    has_article: bool
    vowelled: str
    """A form of one word as printed with vowel signs, where these distinguish names (عُمان); otherwise ''."""
    guarded: bool


class PatternTable:
    """The patterns of one version of the authority file."""

    def __init__(self, forms: Iterable[FormRow]) -> None:
        self.types: dict[int, NameType] = {}
        """Entity → its type."""
        self.governments: dict[Words, int] = {}
        """Folded words of a capital or a seat of power → the country that it may denote."""
        self.countries: set[int] = set()
        """Entities with a nationality; their names are never metonyms."""
        self.bearers: dict[tuple[NameType, Words], tuple[int, ...]] = {}
        """(type, folded words) of a name that several entities share, each only in context (عمان) → these entities."""
        self._by_spelling: dict[str, tuple[Pattern, ...]] = {}
        """Patterns by their first word at level `spelling`."""
        self._names_by_first_word: dict[str, tuple[Pattern, ...]] = {}
        """Patterns of names, without nationalities, by their first folded word."""
        self._types_of: dict[Words, dict[NameType, int]] = {}
        self._interned: dict[str, str] = {}
        contextual: list[FormRow] = []
        for row in forms:
            if "(" in row.text and row.relation == "name":
                contextual.append(row)
            if row.relation == "nationality":
                self.countries.add(row.entity)
            self.types[row.entity] = cast(NameType, self._intern(row.type))
            if row.relation == "metonym":
                self.governments.setdefault(self._folded(row.text.split()), row.entity)
            else:
                self._add(row)
        self._add_without_context(contextual)
        self._types_of = {words: types for words, types in self._types_of.items() if len(types) > 1}
        del self._interned

    def starting_with(self, spelled: str) -> Sequence[Pattern]:
        """Patterns whose first word is this at level `spelling`."""
        return self._by_spelling.get(spelled, ())

    def names_starting_with(self, folded: str) -> Sequence[Pattern]:
        """Patterns of names, not nationalities, whose first folded word is this."""
        return self._names_by_first_word.get(folded, ())

    def entities_by_type(self, words: Words) -> Mapping[NameType, int]:
        """The bearers of a name without context words, by type, if it has bearers of several types: برشلونة, club and city."""
        return self._types_of.get(words, {})

    def _add(self, row: FormRow) -> None:
        before, name, after = split_form(row.text)
        if not name:
            return
        kind = cast(NameType, self._intern(row.type))
        inflects = row.relation == "nationality" and not before and not after
        for words in nationality_forms(" ".join(name)) if inflects else [name]:
            folded = self._folded(words)
            if not folded[0]:
                continue
            pattern = Pattern(
                row.entity, kind, self._intern(row.relation), folded, folded[1:], self._folded(before),
                self._folded(after), starts_with_article(words[0]), _vowelled(words), row.guarded,
            )  # fmt: skip
            first = self._intern(spelling(words[0]))
            bucket = self._by_spelling.get(first, ())
            if pattern in bucket:
                continue
            self._by_spelling[first] = (*bucket, pattern)
            if row.relation == "name":
                self._names_by_first_word[folded[0]] = (*self._names_by_first_word.get(folded[0], ()), pattern)
                if not before and not after:
                    self._types_of.setdefault(folded, {}).setdefault(kind, row.entity)

    def _add_without_context(self, contextual: Iterable[FormRow]) -> None:
        rows_by_words: dict[Words, dict[tuple[str, int], FormRow]] = defaultdict(dict)
        for row in contextual:
            _, name, _ = split_form(row.text)
            words = self._folded(name)
            if words and not (row.type == "person" and len(words) == 1 and is_given_name(words[0])):
                bare = FormRow(row.entity, row.type, " ".join(name), row.relation, guarded=True)
                rows_by_words[words].setdefault((row.type, row.entity), bare)
        for words, rows in rows_by_words.items():
            for row in rows.values():
                bearers = tuple(entity for kind, entity in rows if kind == row.type)
                if len(bearers) > 1:
                    self.bearers[cast(NameType, row.type), words] = bearers
                if row.entity == bearers[0]:
                    self._add(row)

    def _folded(self, words: Iterable[str]) -> Words:
        return tuple(self._intern(fold(word)) for word in words)

    def _intern(self, word: str) -> str:
        """Equal words of the table are one string: half of its memory otherwise."""
        return self._interned.setdefault(word, word)


def _vowelled(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 and any("\u064b" <= letter <= "\u0652" for letter in words[0]) else ""
