"""How two sides name what they both write of: «الحرب في أوكرانيا» here, «العملية العسكرية في أوكرانيا» there.

The thing is a word that both sides print (أوكرانيا); a name of it is the noun before that word, with one preposition between
them or none, and with its adjective («العملية العسكرية»). Order of steps: names are counted on each side; of each thing the name
is taken that one side prints most and the other hardly; so are two things different names that only one side has.

A verb before the word is no name. Verbs are not recognised as such: a name is a word that is printed with the article somewhere
in the texts compared, which no verb is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.coverage.outlets.wording import Parts, Stems, counted_stem
from archive.text import fold

PREPOSITIONS = frozenset(map(fold, ("في", "على", "ضد", "مع", "بين", "إلى", "من", "عن", "حول", "بشأن", "لدى", "داخل")))
ARTICLE = "ال"
NISBA_ENDINGS = ("ية", "يه", "ي")
MIN_COUNT = 2
"""Of a name on the side whose name it is."""
FOREIGN_SHARE = 0.25
"""A name that the other side prints this often, measured by the side whose name it is, is no name of one side."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as one side prints it most, how often each side prints it, and an article (primary key) of that side."""

    printed: str
    count: int
    other: int
    article: int


class Naming(NamedTuple):
    """One thing under two names."""

    thing: str
    left: Name
    right: Name


@dataclass(slots=True)
class Named:
    """Of one thing on one side: counts of its names by stems, their printed forms, and one article of each."""

    counts: Counter[Stems] = field(default_factory=Counter)
    forms: dict[Stems, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    where: dict[Stems, int] = field(default_factory=dict)
    printed: Counter[str] = field(default_factory=Counter)
    """Printed forms of the thing itself."""


def named_differently(left: Parts, right: Parts, most: int) -> list[Naming]:
    """The things of which each side has a name of its own; those that both sides name most often first."""
    stems: dict[str, str] = {}
    nouns = {_stem(word, stems) for side in (left, right) for word in _words(side) if word.startswith(ARTICLE)}
    sides = [_names(side, nouns, stems) for side in (left, right)]
    found = [
        Naming(_most(sides[0][thing].printed), *names)
        for thing in sides[0].keys() & sides[1].keys()
        if (names := _own_names(sides[0][thing], sides[1][thing]))
    ]
    found.sort(key=lambda one: (-min(one.left.count, one.right.count), -one.left.count - one.right.count, one.thing))
    return _each_name_once(found)[:most]


def _names(parts: Parts, nouns: set[str], stems: dict[str, str]) -> dict[str, Named]:
    found: dict[str, Named] = defaultdict(Named)
    for article, text in parts.items():
        for part in text:
            for place, thing, start in _named_places(part, stems):
                name = tuple(_stem(word, stems) for word in part[start:place] if fold(word) not in PREPOSITIONS)
                if name[0] not in nouns or thing in name:
                    continue
                row = found[thing]
                row.counts[name] += 1
                row.forms[name][" ".join(part[start : place + 1])] += 1
                row.where.setdefault(name, article)
                row.printed[part[place]] += 1
    return found


def _named_places(part: Sequence[str], stems: dict[str, str]) -> Iterator[tuple[int, str, int]]:
    """(place of a thing, its stem, place where its name begins) in these words."""
    for place in range(1, len(part)):
        thing = _stem(part[place], stems)
        start = place - 2 if place > 1 and fold(part[place - 1]) in PREPOSITIONS else place - 1
        if not thing or not _stem(part[start], stems) or {fold(part[place]), fold(part[start])} & PREPOSITIONS:
            continue
        if start and _stem(part[start - 1], stems) and _is_adjective_of(part[start], part[start - 1]):
            start -= 1
        yield place, thing, start


def _is_adjective_of(word: str, noun: str) -> bool:
    """Whether two adjacent words agree as a noun and its adjective: both with the article, or both without it and a nisba."""
    if word.startswith(ARTICLE) or noun.startswith(ARTICLE):
        return word.startswith(ARTICLE) and noun.startswith(ARTICLE)
    return word.endswith(NISBA_ENDINGS)


def _own_names(left: Named, right: Named) -> tuple[Name, Name] | None:
    one, other = _own_name(left, right), _own_name(right, left)
    return (one, other) if one and other else None


def _own_name(side: Named, other: Named) -> Name | None:
    for name, count in side.counts.most_common():
        if count < MIN_COUNT:
            return None
        elsewhere = other.counts[name]
        if elsewhere <= count * FOREIGN_SHARE:
            return Name(_most(side.forms[name]), count, elsewhere, side.where[name])
    return None


def _each_name_once(found: Sequence[Naming]) -> list[Naming]:
    """Without those whose names both stand within names shown already."""
    kept: list[Naming] = []
    for one in found:
        if not any(
            one.left.printed in other.left.printed and one.right.printed in other.right.printed for other in kept
        ):
            kept.append(one)
    return kept


def _words(parts: Parts) -> Iterator[str]:
    return (word for text in parts.values() for part in text for word in part)


def _stem(word: str, stems: dict[str, str]) -> str:
    if (stem := stems.get(word)) is None:
        stem = stems[word] = counted_stem(word)
    return stem


def _most(forms: Counter[str]) -> str:
    return min(forms.items(), key=lambda form: (-form[1], form[0]))[0]
