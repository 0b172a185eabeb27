"""The listed spellings of a name, and the name that an unlisted spelling was meant for.

A full name of a person goes with the person's other full names, a surname with surnames spelled much the same; a place with its
spellings, of one word or two; an organization with all its names, acronyms included. Countries, with their nationalities, are
`selectors.CountryNames`. Forms that need context words, as `(مدينة) صور`, are left out.

Words are compared with the forms at level `spelling`; words that are not listed with the forms that sound the same, then with
those that differ in one word, then with those that have more or fewer middle names.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial

from archive.entities.authority import FormRow
from archive.entities.name_lookup.distances import (
    is_surname_variant,
    missing_middle_distance,
    misspelling_distance,
    one_word_distance,
    phonetic_ends,
    phonetic_rest,
    same_name_distance,
)
from archive.entities.name_lookup.forms import SpelledForm, Words, form_kind, spelled_form, spelling_key
from archive.entities.name_lookup.hash_index import HashIndex
from archive.text import current_analyzer, fold, is_stop_word, takes_article
from archive.text.names import phonetic_key

MIN_SURNAME_LETTERS = 3
MAX_SURNAME_BEARERS = 3
"""Persons whose names may end in a word for it to identify one of them."""
MAX_CACHED_FORMS = 2_048
_DISTANCE_TOLERANCE = 0.01


class NameSpellings:
    """The names of one version of the authority file.

    Some 12,000 forms are kept as their text alone, those of an entity in sequence; keys are computed when they are compared. That
    takes 2 MB where objects and dictionaries take 10.
    """

    def __init__(self, rows: Iterable[FormRow]) -> None:
        self._texts: list[str] = []
        self._kinds: list[str] = []
        self._entities = array("q")
        # a method would make the object hold itself, which lasts where garbage is not collected
        self._form = lru_cache(maxsize=MAX_CACHED_FORMS)(partial(_spelled, self._entities, self._kinds, self._texts))
        forms = [form for forms in _forms_by_entity(rows) for form in forms]
        for form in forms:
            self._texts.append(form.text)
            self._kinds.append(form.kind)
            self._entities.append(form.entity)
        self._listed = HashIndex((form.key, number) for number, form in enumerate(forms))
        self._by_sound = HashIndex((phonetic_key(form.joined), number) for number, form in enumerate(forms))
        full = [(number, form.key) for number, form in enumerate(forms) if form.kind == "full"]
        self._by_last_word = HashIndex((key[-1], number) for number, key in full)
        self._by_ends = HashIndex((phonetic_ends(key), number) for number, key in full)
        self._by_rest = HashIndex(
            ((len(key), place, phonetic_rest(key, place)), number) for number, key in full for place in range(len(key))
        )

    def of(self, words: Words) -> tuple[str, ...]:
        """For a listed form, given as printed words: the other printed forms of its name, nearest first."""
        found: dict[str, float] = {}
        for number, form in self._listed_forms(spelling_key(words)):
            for other in self._of_entity(number):
                if other.key != form.key and (distance := same_name_distance(form, other)) is not None:
                    found[other.text] = min(distance, found.get(other.text, distance))
        return tuple(sorted(found, key=lambda text: (found[text], text)))

    def listed(self, words: Words) -> frozenset[int]:
        """The entities that have these words as a form."""
        return frozenset(form.entity for _, form in self._listed_forms(spelling_key(words)))

    def surname(self, words: Words) -> str | None:
        """For a person's full name, listed or misspelled: its last word, if that identifies the person: it is not a common
        word, and the surname of few."""
        if len(words) < 2:
            return None
        key = spelling_key(words)
        is_listed = any(self._listed_forms(key))
        known = key if is_listed else spelling_key(tuple(next(iter(self.near(words)), "").split()))
        persons = {form.entity for _, form in self._listed_forms(known) if form.kind == "full"}
        last = key[-1]
        if not persons or len(last) < MIN_SURNAME_LETTERS or is_stop_word(last) or takes_article(last):
            return None
        bearers = persons.union(self._bearers(last), self._bearers(known[-1]))
        is_verb = current_analyzer().lexicon[last].is_verb
        return words[-1] if not is_verb and len(bearers) <= MAX_SURNAME_BEARERS else None

    def near(self, words: Words) -> tuple[str, ...]:
        """For words that are not a listed form: the forms of the name they misspell, nearest first."""
        key, folded = spelling_key(words), tuple(fold(word) for word in words)
        if any(self._listed_forms(key)) or all(is_stop_word(word) for word in folded):
            return ()
        # the analysis may have stripped a clitic that is none: both keys are tried
        candidates = min((self._candidates(tried) for tried in dict.fromkeys((key, folded))), key=_least_distance)
        limit = _least_distance(candidates) + _DISTANCE_TOLERANCE
        found: dict[str, None] = {}
        for distance, form in candidates:
            if distance <= limit:
                found |= {form.text: None} | dict.fromkeys(self.of(tuple(form.text.split())))
        return tuple(found)

    def _candidates(self, key: Words) -> list[tuple[float, SpelledForm]]:
        """Forms that the key may misspell, with their distances."""
        sounding = (self._form(number) for number in self._by_sound.get(phonetic_key("".join(key))))
        candidates = [(d, form) for form in sounding if (d := misspelling_distance(key, form)) is not None]
        if candidates or len(key) < 2:
            return candidates
        candidates = [
            (distance, form)
            for place in range(len(key))
            for number in self._by_rest.get((len(key), place, phonetic_rest(key, place)))
            if len((form := self._form(number)).key) == len(key)
            and (distance := one_word_distance(key, form.key, place)) is not None
        ]
        return candidates or [
            (distance, form)
            for number in self._by_ends.get(phonetic_ends(key))
            if (distance := missing_middle_distance(key, (form := self._form(number)).key)) is not None
        ]

    def _listed_forms(self, key: Words) -> Iterator[tuple[int, SpelledForm]]:
        for number in self._listed.get(key):
            form = self._form(number)
            if form.key == key:
                yield number, form

    def _of_entity(self, number: int) -> Iterator[SpelledForm]:
        """All forms of the entity that has this one."""
        entity = self._entities[number]
        while number and self._entities[number - 1] == entity:
            number -= 1
        while number < len(self._entities) and self._entities[number] == entity:
            yield self._form(number)
            number += 1

    def _bearers(self, last_word: str) -> set[int]:
        """The persons whose full names end in this word."""
        numbers = self._by_last_word.get(last_word)
        return {self._entities[number] for number in numbers if self._form(number).key[-1] == last_word}


def _forms_by_entity(rows: Iterable[FormRow]) -> Iterator[list[SpelledForm]]:
    """The forms of each entity that is not a country, with surnames that its full names imply."""
    by_entity: dict[int, list[FormRow]] = defaultdict(list)
    countries: set[int] = set()
    for row in rows:
        if row.relation == "nationality":
            countries.add(row.entity)
        elif row.relation == "name" and "(" not in row.text:
            by_entity[row.entity].append(row)
    for entity, named in by_entity.items():
        if entity not in countries:
            forms: dict[Words, SpelledForm] = {}
            for row in named:
                _add(forms, row.entity, row.type, row.text)
            for text in _implied_surnames(forms.values()):
                _add(forms, entity, "person", text)
            yield list(forms.values())


def _add(forms: dict[Words, SpelledForm], entity: int, entity_type: str, text: str) -> None:
    kind = form_kind(entity_type, text)
    if kind is not None:
        form = spelled_form(entity, kind, text)
        forms.setdefault(form.key, form)


def _implied_surnames(forms: Iterable[SpelledForm]) -> list[str]:
    """The last words of one person's full names, as printed, that are spellings of one surname: ترونغ, ترونج."""
    last = {form.key[-1]: form.text.split()[-1] for form in forms if form.kind == "full"}
    return [printed for word, printed in last.items() if is_surname_variant(word, list(last))]


def _least_distance(candidates: list[tuple[float, SpelledForm]]) -> float:
    return min((distance for distance, _ in candidates), default=float("inf"))


def _spelled(entities: Sequence[int], kinds: Sequence[str], texts: Sequence[str], number: int) -> SpelledForm:
    return spelled_form(entities[number], kinds[number], texts[number])
