"""Names with several bearers (الأهلي, عمان), resolved by the rest of the article.

The bearer is, in this order: the only one whom the article also names by a form that no other has; of persons, the only one in
office at the article's date; the one whose country the article mentions most, itself or by its towns, people and clubs, and at
least `MIN_COUNTRY_RATIO` times as often as another bearer's. In a list of countries it is the country. Otherwise the mention has
no entity and is only a suggestion.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from archive.entities.recognition.matching import Matcher
from archive.entities.recognition.offices.background import Background
from archive.entities.recognition.offices.holders import Interval
from archive.entities.recognition.spans import ArticleMention

MIN_COUNTRY_RATIO = 3
MAX_LIST_GAP = 3
"""Characters between two names of a list: «، و»."""
ALSO_NAMED, IN_OFFICE, BY_COUNTRY, AMBIGUOUS = 0.8, 0.7, 0.65, 0.45
"""Confidence of each way: estimates, from some fifty names of clubs, places and persons read in news."""
Resolution = tuple[int | None, float]
"""(entity, confidence)"""


def resolve_bearers(
    mentions: Sequence[Sequence[ArticleMention]], matcher: Matcher, background: Background, published: Interval | None
) -> list[list[ArticleMention]]:
    """The mentions of an article's texts; those of names with several bearers with the one that is meant."""
    bearers = {
        (mention.type, mention.name): matcher.bearers.get((mention.type, mention.name), ())
        for text in mentions
        for mention in text
    }
    if not any(bearers.values()):
        return [list(text) for text in mentions]
    unambiguous = [
        mention
        for text in mentions
        for mention in text
        if mention.has_context or not bearers[mention.type, mention.name]
    ]
    resolutions = {
        name: _resolve(several, name[0] == "person", unambiguous, background, published)
        for name, several in bearers.items()
        if several
    }
    resolved = []
    for text in mentions:
        listed = _listed_countries(text, matcher)
        resolved.append(
            [
                _resolved(mention, listed.get(mention.start) or resolutions.get((mention.type, mention.name)))
                for mention in text
            ]
        )
    return resolved


def _listed_countries(mentions: Sequence[ArticleMention], matcher: Matcher) -> dict[int, Resolution]:
    """By start offset, names next to a country in a list, with the bearer that is a country: «قطر وعمان والكويت»."""
    listed: dict[int, Resolution] = {}
    for first, second in pairwise(sorted(mentions, key=lambda mention: mention.start)):
        if not 0 <= second.start - first.end <= MAX_LIST_GAP:
            continue
        for mention, neighbour in ((first, second), (second, first)):
            bearers = matcher.bearers.get((mention.type, mention.name), ())
            countries = [bearer for bearer in bearers if bearer in matcher.countries]
            if len(countries) == 1 and neighbour.relation == "name" and neighbour.entity in matcher.countries:
                listed[mention.start] = countries[0], BY_COUNTRY
    return listed


def _resolved(mention: ArticleMention, resolution: Resolution | None) -> ArticleMention:
    if resolution is None or mention.has_context or mention.relation != "name":
        return mention
    entity, confidence = resolution
    return replace(mention, entity=entity, confidence=min(mention.confidence, confidence))


def _resolve(
    bearers: Sequence[int],
    are_persons: bool,
    unambiguous: Sequence[ArticleMention],
    background: Background,
    published: Interval | None,
) -> Resolution:
    named = {mention.entity for mention in unambiguous if mention.entity in bearers}
    if len(named) == 1:
        return named.pop(), ALSO_NAMED
    if are_persons and published is not None:
        in_office = [bearer for bearer in bearers if background.tenures.is_in_office(bearer, published)]
        if len(in_office) == 1:
            return in_office[0], IN_OFFICE
    homes = background.homes
    mentioned = Counter(homes[one.entity] for one in unambiguous if one.entity is not None and one.entity in homes)
    ranked = sorted(bearers, key=lambda bearer: mentioned[homes.get(bearer, 0)], reverse=True)
    most, next_most = (mentioned[homes.get(bearer, 0)] for bearer in ranked[:2])
    if most and most >= MIN_COUNTRY_RATIO * next_most and (not next_most or homes[ranked[0]] != homes[ranked[1]]):
        return ranked[0], BY_COUNTRY
    return None, AMBIGUOUS
