"""Which forms of the authority file spell one name, and which name a reader meant who spelled it in a way that is not listed.

A full name of a person goes with the other full names of that person, a surname with the surnames that are spelled much the
same; a place with its spellings, one word or two; an organization with all its names, acronyms too. Countries, with their
nationalities, are `selectors.CountryNames`.

Order of steps, for words that stand together: they are compared with the listed forms at level `spelling`, clitics off; if
they are none, with forms that sound the same (`near`). Forms that count only in company, as `(مدينة) صور`, are left out.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from archive.entities.recognition.matching import FormRow
from archive.text import current_analyzer, fold, is_stop_word, spelling, takes_article
from archive.text.names import phonetic_key, spelling_distance

SAME_SURNAME = 0.5
"""Distance up to which two last words of one man's names are one surname: بوتين and بوتن, not بوتين and فلاديمير."""
SAME_SOUND = 0.8
"""Distance up to which two listed forms of one name are spellings of it, letters joined: بيونغيانغ, بيونج يانج."""
NEAR_WORD, NEAR_NAME = 0.5, 0.8
"""How far an unlisted spelling may lie from a listed one that sounds the same: a word, a name of several words."""
NEAR_SLIP, NEAR_SLIP_OF_MANY = 1.0, 1.4
"""How far one word of a person's name may lie where its other words agree: one other, or more."""
LEAST_LETTERS = 4
LEAST_SURNAME, MOST_BEARERS = 3, 3
"""A shorter last word, or one that ends the names of more persons, says too little of who is meant."""
DROPPED = 0.1
"""What a missing middle name adds to the distance."""
KNOWN_WORD = 5_000
"""A word this frequent in the base vocabulary is itself, no slip for another: سليمان is not سلمان."""
MAX_FORM_WORDS = 6
"""So many words, at most, make a form that is looked up."""
_TIED = frozenset(
    fold(word) for word in "عبد بن ابن بنت أبو أبي آل ال أم دي دا دو ديل دل لو لا فان فون بو مار سان".split()
)
"""Words that are one name with the word after them: عبد المهدي is a surname of one part."""


@dataclass(frozen=True, slots=True)
class _Form:
    entity: int
    kind: str
    """`full` or `single` for persons, else the entity's type."""
    text: str
    key: tuple[str, ...]
    joined: str


class NameSpellings:
    """The names of one state of the authority file."""

    def __init__(self, rows: Iterable[FormRow]) -> None:
        rows = list(rows)
        countries = {row.entity for row in rows if row.relation == "nationality"}
        self._of_entity: dict[int, list[_Form]] = defaultdict(list)
        self._listed: dict[tuple[str, ...], list[_Form]] = defaultdict(list)
        self._sounding: dict[str, list[_Form]] = defaultdict(list)
        self._but_one: dict[tuple[int, int, str], list[_Form]] = defaultdict(list)
        self._ends: dict[str, list[_Form]] = defaultdict(list)
        self._bearers: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            if row.relation == "name" and "(" not in row.text and row.entity not in countries:
                self._add(row.entity, row.type, row.text)
        for forms in list(self._of_entity.values()):
            self._add_surnames(forms)
        for form in itertools.chain.from_iterable(self._of_entity.values()):
            self._sounding[phonetic_key(form.joined)].append(form)
            if form.kind == "full":
                self._bearers[form.key[-1]].add(form.entity)
                self._ends[_both_ends(form.key)].append(form)
                for place in range(len(form.key)):
                    self._but_one[len(form.key), place, _others(form.key, place)].append(form)

    def _add(self, entity: int, kind: str, text: str) -> None:
        words = fold(text).split()
        if not words or len(words) > MAX_FORM_WORDS:
            return
        if kind == "person":
            kind = "full" if _parts(words) > 1 else "single"
        form = _Form(entity, kind, text, tuple(spelling(word) for word in text.split()), "".join(words))
        if form.key not in {other.key for other in self._of_entity[entity]}:
            self._of_entity[entity].append(form)
            self._listed[form.key].append(form)

    def _add_surnames(self, forms: list[_Form]) -> None:
        """The last words of one man's full names are surnames, where they differ little: ترونغ, ترونج."""
        last = {form.key[-1]: form.text.split()[-1] for form in forms if form.kind == "full"}
        for word, printed in last.items():
            if len(word) >= LEAST_LETTERS and not takes_article(word) and _frequency(word) < KNOWN_WORD:
                near = (o for o in last if o != word and spelling_distance(word, o, limit=SAME_SURNAME) <= SAME_SURNAME)
                if any(_frequency(other) < KNOWN_WORD for other in near):
                    self._add(forms[0].entity, "person", printed)

    def of(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """For a listed form, given as printed words: the other printed forms of its name, nearest first."""
        found: dict[str, float] = {}
        for form in self._listed.get(_key(words), ()):
            for other in self._of_entity[form.entity]:
                if other.key != form.key and (distance := _same_name(form, other)) is not None:
                    found[other.text] = min(distance, found.get(other.text, distance))
        return tuple(sorted(found, key=lambda text: (found[text], text)))

    def listed(self, words: tuple[str, ...]) -> frozenset[int]:
        """The entities that words name as they stand."""
        return frozenset(form.entity for form in self._listed.get(_key(words), ()))

    def surname(self, words: tuple[str, ...]) -> str | None:
        """For words that are a person's full name, listed or misspelled: the last of them, where it may stand for that person
        alone: no word of the language, and the surname of few."""
        if len(words) < 2:
            return None
        known = words if _key(words) in self._listed else tuple(next(iter(self.near(words)), "").split())
        persons = {form.entity for form in self._listed.get(_key(known), ()) if form.kind == "full"}
        last = _key(words)[-1]
        if not persons or len(last) < LEAST_SURNAME or is_stop_word(last) or takes_article(last):
            return None
        bearers = persons.union(*(self._bearers[key[-1]] for key in (_key(words), _key(known))))
        return words[-1] if last not in current_analyzer().lexicon.verbs and len(bearers) <= MOST_BEARERS else None

    def near(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """For words that are no listed form: the forms of the name they misspell, nearest first."""
        folded = tuple(fold(word) for word in words)
        if _key(words) in self._listed or all(is_stop_word(word) for word in folded):
            return ()
        # A clitic may have been seen where there is none: both readings are tried.
        candidates = min((self._candidates(key) for key in {_key(words), folded}), key=_least)
        least = _least(candidates)
        found: dict[str, None] = {}
        for distance, form in candidates:
            if distance <= least + 0.01:
                found |= {form.text: None} | dict.fromkeys(self.of(tuple(form.text.split())))
        return tuple(found)

    def _candidates(self, key: tuple[str, ...]) -> list[tuple[float, _Form]]:
        candidates = [
            (d, form)
            for form in self._sounding.get(phonetic_key("".join(key)), ())
            if (d := _slip(key, form)) is not None
        ]
        if not candidates and len(key) > 1:
            candidates = [
                (distance, form)
                for place in range(len(key))
                for form in self._but_one.get((len(key), place, _others(key, place)), ())
                if (distance := _slip_of_one(key, form.key, place)) is not None
            ]
        if not candidates and len(key) > 1:
            candidates = [
                (distance, form)
                for form in self._ends.get(_both_ends(key), ())
                if (distance := _without_a_middle(key, form.key)) is not None
            ]
        return candidates


def _least(candidates: list[tuple[float, _Form]]) -> float:
    return min((distance for distance, _ in candidates), default=float("inf"))


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(spelling(word) for word in words)


def _parts(words: list[str]) -> int:
    """How many names the words make: عبد المهدي and فان دايك are one."""
    tied = sum(word in _TIED for word in words[:-1])
    return len(words) - tied


def _others(key: tuple[str, ...], place: int) -> str:
    return " ".join(phonetic_key(word) for number, word in enumerate(key) if number != place)


def _same_name(one: _Form, other: _Form) -> float | None:
    """How far apart two forms of an entity are spelled; None where one does not stand for the other."""
    if one.kind != other.kind:
        return None
    distance = spelling_distance(one.joined, other.joined, limit=4.0)
    if one.kind == "full":
        return distance
    if one.kind == "organization":
        # A single word that is a word of the language too (فتح, النصر) stands for the organization only in company.
        return None if _is_common_word(one) or _is_common_word(other) else distance
    limit = SAME_SURNAME if one.kind == "single" else SAME_SOUND
    return distance if distance <= limit else None


def _is_common_word(form: _Form) -> bool:
    if len(form.key) > 1:
        return False
    word = form.key[0]
    return word in current_analyzer().lexicon.verbs or (takes_article(word) and _frequency(word) >= KNOWN_WORD)


def _slip(key: tuple[str, ...], form: _Form) -> float | None:
    """The distance where the words may be an unlisted spelling of the form, else None."""
    typed = "".join(key)
    several = len(key) > 1 or len(form.key) > 1
    distance = spelling_distance(typed, form.joined, limit=NEAR_NAME)
    if min(len(typed), len(form.joined)) < LEAST_LETTERS or distance > (NEAR_NAME if several else NEAR_WORD):
        return None
    if len(key) == len(form.key):
        wrong = [(word, right) for word, right in zip(key, form.key, strict=True) if word != right]
        return distance if all(_rare_beside(word, right) for word, right in wrong) else None
    return distance if len(key) > 1 or _frequency(typed) < 100 else None


def _slip_of_one(key: tuple[str, ...], right: tuple[str, ...], place: int) -> float | None:
    """The distance where all words but one agree and that one begins or ends as it should."""
    word, wanted = key[place], right[place]
    if len(word) < LEAST_LETTERS - 1 or (word[0] != wanted[0] and word[-1] != wanted[-1]):
        return None
    rest = sum(
        spelling_distance(one, other) for n, (one, other) in enumerate(zip(key, right, strict=True)) if n != place
    )
    distance = spelling_distance(word, wanted)
    near = rest <= NEAR_WORD and distance <= (NEAR_SLIP if len(key) == 2 else NEAR_SLIP_OF_MANY)
    rare = _frequency(word) < KNOWN_WORD if len(key) > 2 else _rare_beside(word, wanted)
    return rest + distance if near and rare else None


def _both_ends(key: tuple[str, ...]) -> str:
    return f"{phonetic_key(key[0])} {phonetic_key(key[-1])}"


def _without_a_middle(key: tuple[str, ...], right: tuple[str, ...]) -> float | None:
    """The distance where first and last words agree and one name lacks words that the other has between them: a middle name.

    Only a last word that is no word of the language tells a person so: محمد صالح may be two men, تياغو سيلفا hardly.
    """
    if len(key) == len(right) or takes_article(key[-1]) or _frequency(key[-1]) >= KNOWN_WORD:
        return None
    short, long = sorted((key, right), key=len)
    rest = iter(long)
    if not all(any(spelling_distance(word, other) <= NEAR_WORD for other in rest) for word in short):
        return None
    distance = sum(spelling_distance(key[end], right[end]) for end in (0, -1))
    return distance + DROPPED * (len(long) - len(short)) if distance <= NEAR_WORD else None


def _rare_beside(word: str, right: str) -> bool:
    """Whether a word may be a slip for another: it is not a frequent word of its own, nor as frequent as the other."""
    frequency = _frequency(word)
    return frequency < 100 or (
        frequency < KNOWN_WORD and frequency < 0.25 * _frequency(right) and not takes_article(word)
    )


def _frequency(word: str) -> int:
    return current_analyzer().lexicon.counts.get(word, 0)
