"""Names in a printed text: whole words only, behind their clitics, in every spelling; the longest name wins.

Order of steps: the text is analysed once; at each word the forms that begin with it (compared at level `spelling`, so
without proven clitics and article) are tried; the words after the first must agree in their letters. A form with the
article wants the article in the text; a place without one may carry it («والفيتنام»). Of several readings the longest wins,
then the one whose article agrees, then one with a condition, then a name before a nationality.

What else a text says of a name, and names that no form knows, are the affair of `recognition`. Pronouns and titles
(«نظيره», «الرئيس») name nobody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from archive.entities.recognition.clitics import (
    UNPROVEN,
    after_clitics,
    after_letters,
    folded_words,
    has_article,
    is_mostly_bare,
    text_has_article,
)
from archive.entities.recognition.nationality import nationality_forms
from archive.entities.recognition.spans import NameType
from archive.entities.recognition.tagger.lists import is_given_name
from archive.text import Term, analyze, fold, spelling

_PARTS = re.compile(r"\(([^()]*)\)|([^()]+)")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text: `surface` is the printed slice `start:end`, clitics left out."""

    entity: int
    relation: str
    start: int
    end: int
    surface: str
    full: tuple[str, ...]
    """The folded words of the form, for coreference."""
    guarded: bool = False
    """Whether the form counts only with a second witness."""
    in_company: bool = False
    """Whether words of the form that are no part of the name stand beside it: «نظام الأسد»."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One name form as the record has it."""

    entity: int
    type: str
    text: str
    relation: str
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    entity: int
    type: str
    relation: str
    first_article: bool
    rest: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    full: tuple[str, ...]
    vowelled: str
    """The form at level exact with its vowel signs where they tell names apart (عُمان), else ''."""
    guarded: bool = False


class Matcher:
    """Finds the names of one state of the authority file."""

    def __init__(self, forms: Iterable[FormRow]) -> None:
        self._patterns: dict[str, list[_Pattern]] = defaultdict(list)
        self._by_first_word: dict[str, list[_Pattern]] = defaultdict(list)
        self.types: dict[int, NameType] = {}
        """The type of each entity."""
        self.governments: dict[tuple[str, ...], int] = {}
        """The country that a capital or a seat of power (folded words) may stand for."""
        self.countries: set[int] = set()
        """Entities that have a nationality: a name of theirs is themselves, no metonym."""
        self.bearers: dict[tuple[NameType, tuple[str, ...]], tuple[int, ...]] = {}
        """Type and folded words of a name that several entities of the type bear, each only in company: عمان."""
        self.types_of: dict[tuple[str, ...], dict[NameType, int]] = defaultdict(dict)
        """Folded words of a name that stands by itself → who bears it, by type: برشلونة is a club and a city."""
        conditional: list[FormRow] = []
        for row in forms:
            if "(" in row.text and row.relation == "name":
                conditional.append(row)
            if row.relation == "nationality":
                self.countries.add(row.entity)
            self.types[row.entity] = cast(NameType, row.type)
            if row.relation == "metonym":
                self.governments.setdefault(tuple(fold(word) for word in row.text.split()), row.entity)
            else:
                self._add(row)
        self._add_bare(conditional)

    def _add(self, row: FormRow) -> None:
        before, core, after = _split(row.text)
        if not core:
            return
        plain = row.relation != "nationality" or before or after
        for words in [core] if plain else nationality_forms(" ".join(core)):
            folded = tuple(fold(word) for word in words)
            if not folded[0]:
                continue
            pattern = _Pattern(
                row.entity, row.type, row.relation, has_article(words[0]), folded[1:], before, after, folded, _vowelled(words),
                row.guarded,
            )  # fmt: skip
            bucket = self._patterns[spelling(words[0])]
            if pattern not in bucket:
                bucket.append(pattern)
                self._by_first_word[folded[0]].append(pattern)
                if row.relation == "name" and not before and not after:
                    self.types_of[folded].setdefault(cast(NameType, row.type), row.entity)

    def _add_bare(self, conditional: Iterable[FormRow]) -> None:
        """What counts only in company counts also where a second witness sees a name there, unless it could be two."""
        bearers: dict[tuple[str, ...], dict[tuple[str, int], FormRow]] = defaultdict(dict)
        for row in conditional:
            _, core, _ = _split(row.text)
            words = tuple(fold(word) for word in core)
            if words and not (row.type == "person" and len(words) == 1 and is_given_name(words[0])):
                bare = FormRow(row.entity, row.type, " ".join(core), row.relation, guarded=True)
                bearers[words].setdefault((row.type, row.entity), bare)
        for words, rows in bearers.items():
            for row in rows.values():
                same = tuple(entity for kind, entity in rows if kind == row.type)
                if len(same) > 1:
                    self.bearers[cast(NameType, row.type), words] = same
                if row.entity == same[0]:
                    self._add(row)

    def find(
        self, text: str, terms: Sequence[Term] | None = None, folded: Sequence[str] | None = None
    ) -> list[NameMatch]:
        """The names in `text`, in order, none overlapping another; `terms` and their folded words where it has been
        analysed already."""
        if terms is None:
            terms = analyze(text)
        if folded is None:
            folded = folded_words(terms)
        found: list[NameMatch] = []
        place = 0
        while place < len(terms):
            best = self._best(text, terms, folded, place)
            if best is None:
                place += 1
                continue
            pattern, length = best
            as_given = folded[place] == pattern.full[0]
            if as_given:
                start = terms[place].start
            elif folded[place] == terms[place].spelling and folded[place][1:] == pattern.full[0]:
                start = after_letters(text, terms[place], 1)
            else:
                start = after_clitics(text, terms[place])
            end = terms[place + length - 1].end
            in_company = bool(pattern.before or pattern.after)
            found.append(
                NameMatch(
                    pattern.entity,
                    pattern.relation,
                    start,
                    end,
                    text[start:end],
                    pattern.full,
                    pattern.guarded,
                    in_company,
                )
            )
            place += length
        return found

    def _behind_unproven_clitic(self, folded: str) -> list[_Pattern]:
        """Names behind a clitic that the vocabulary does not prove: «وتل أبيب»; of single words those that are printed far more
        often without it («لبريطانيا»)."""
        if folded[:1] not in UNPROVEN or len(folded) < 3:
            return []
        bare = folded[1:]
        patterns = [pattern for pattern in self._by_first_word.get(bare, ()) if pattern.relation == "name"]
        if not patterns or is_mostly_bare(folded):
            return patterns
        return [pattern for pattern in patterns if pattern.rest]

    def _best(self, text: str, terms: Sequence[Term], folded: Sequence[str], place: int) -> tuple[_Pattern, int] | None:
        candidates = self._patterns.get(terms[place].spelling) or self._behind_unproven_clitic(folded[place])
        if not candidates:
            return None
        article = text_has_article(folded[place], terms[place].spelling)
        following = folded[place + 1] if place + 1 < len(folded) else ""
        best: tuple[tuple[int, bool, bool, int, bool], _Pattern] | None = None
        for pattern in candidates:
            if pattern.rest and pattern.rest[0] != following:
                continue
            length = 1 + len(pattern.rest)
            if tuple(folded[place + 1 : place + length]) != pattern.rest or not _adjoining(terms, place, length, text):
                continue
            agrees = article is None or article == pattern.first_article
            if not agrees and not (pattern.type == "place" and pattern.relation == "name" and article):
                continue
            if pattern.vowelled and pattern.vowelled not in _printed_vowels(text, terms, place, length):
                continue
            if not _stands(folded, place - len(pattern.before), pattern.before, clitic=True) or not _stands(
                folded, place + length, pattern.after
            ):
                continue
            conditions = len(pattern.before) + len(pattern.after) + bool(pattern.vowelled)
            rank = (length, not pattern.guarded, agrees, conditions, pattern.relation == "name")
            if best is None or rank > best[0]:
                best = rank, pattern
        return None if best is None else (best[1], 1 + len(best[1].rest))


def _split(form: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Folded words that must stand before, the words of the name, folded words that must stand after."""
    before: list[str] = []
    core: list[str] = []
    after: list[str] = []
    for condition, words in _PARTS.findall(form):
        if condition:
            (after if core else before).extend(fold(word) for word in condition.split())
        elif words.split():
            core.extend(words.split())
    return tuple(before), tuple(core), tuple(after)


def _vowelled(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text if len(words) == 1 and any("\u064b" <= letter <= "\u0652" for letter in text) else ""


def _printed_vowels(text: str, terms: Sequence[Term], place: int, length: int) -> str:
    return text[terms[place].start : terms[place + length - 1].end]


def _adjoining(terms: Sequence[Term], place: int, length: int, text: str) -> bool:
    """Nothing but white space, a hyphen or quotation marks lies between the words of a name."""
    return all(
        not text[one.end : other.start].strip(" \u00a0\t-–\"'“”«»()#_")
        for one, other in zip(terms[place : place + length], terms[place + 1 : place + length], strict=False)
    )


def _stands(folded: Sequence[str], place: int, words: tuple[str, ...], *, clitic: bool = False) -> bool:
    if not words:
        return True
    if place < 0:
        return False
    there = folded[place : place + len(words)]
    if len(there) != len(words) or tuple(there[1:]) != words[1:]:
        return False
    first = there[0]
    return first == words[0] or (clitic and len(first) > 3 and first[1:] == words[0] and first[0] in "وفبلك")
