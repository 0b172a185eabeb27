"""Names that several entities bear (الأهلي, عمان), settled by what else an article says.

Such a name is, in this order: the one bearer whom the article names by a form of his alone; of persons, the one in office at
the article's date; the one whose country the article speaks of most, at least `CLEARLY` times as often as of another
bearer's, itself or by its towns, people and clubs. In a list of countries it is the country. Else it is nobody's, and only
suggested.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from archive.entities.recognition.matching import Matcher
from archive.entities.recognition.offices.background import Background
from archive.entities.recognition.offices.holders import Interval
from archive.entities.recognition.spans import NameInText

CLEARLY = 3
_LIST_GAP = 3
"""Characters between two names of a list: «، و»."""
NAMED_TOO, IN_OFFICE, BY_COUNTRY, TWO_MAY_BE_MEANT = 0.8, 0.7, 0.65, 0.45
"""How sure each of the ways is: estimates, after reading some fifty names of clubs, places and persons in news."""


def settle_bearers(
    found: Sequence[Sequence[NameInText]], matcher: Matcher, background: Background, published: Interval | None
) -> list[list[NameInText]]:
    """The names of an article, those that several bear with the one who is meant."""
    bearers = {
        (name.type, name.name): matcher.bearers.get((name.type, name.name), ()) for names in found for name in names
    }
    if not any(bearers.values()):
        return [list(names) for names in found]
    plain = [name for names in found for name in names if name.in_company or not bearers[name.type, name.name]]
    meant = {
        key: _meant(all_of_them, key[0] == "person", plain, background, published)
        for key, all_of_them in bearers.items()
        if all_of_them
    }
    settled = []
    for names in found:
        listed = _listed_countries(names, matcher)
        settled.append([_settled(name, listed.get(name.start) or meant.get((name.type, name.name))) for name in names])
    return settled


def _listed_countries(names: Sequence[NameInText], matcher: Matcher) -> dict[int, tuple[int | None, float]]:
    """Where a name stands right beside a country's in a list, the bearer that is a country: «قطر وعمان والكويت»."""
    listed: dict[int, tuple[int | None, float]] = {}
    for one, other in pairwise(sorted(names, key=lambda name: name.start)):
        if not 0 <= other.start - one.end <= _LIST_GAP:
            continue
        for name, beside in ((one, other), (other, one)):
            countries = [b for b in matcher.bearers.get((name.type, name.name), ()) if b in matcher.countries]
            if len(countries) == 1 and beside.relation == "name" and beside.entity in matcher.countries:
                listed[name.start] = countries[0], BY_COUNTRY
    return listed


def _settled(name: NameInText, meant: tuple[int | None, float] | None) -> NameInText:
    if meant is None or name.in_company or name.relation != "name":
        return name
    return replace(name, entity=meant[0], confidence=min(name.confidence, meant[1]))


def _meant(
    bearers: Sequence[int],
    are_persons: bool,
    plain: Sequence[NameInText],
    background: Background,
    published: Interval | None,
) -> tuple[int | None, float]:
    named = {name.entity for name in plain if name.entity in bearers}
    if len(named) == 1:
        return named.pop(), NAMED_TOO
    if are_persons and published is not None:
        in_office = [bearer for bearer in bearers if background.tenures.is_in_office(bearer, published)]
        if len(in_office) == 1:
            return in_office[0], IN_OFFICE
    homes = background.homes
    spoken_of = Counter(homes[name.entity] for name in plain if name.entity is not None and name.entity in homes)
    ranked = sorted(bearers, key=lambda bearer: spoken_of[homes.get(bearer, 0)], reverse=True)
    first, second = (spoken_of[homes.get(bearer, 0)] for bearer in ranked[:2])
    if first and first >= CLEARLY * second and (not second or homes[ranked[0]] != homes[ranked[1]]):
        return ranked[0], BY_COUNTRY
    return None, TWO_MAY_BE_MEANT
