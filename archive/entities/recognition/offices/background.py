"""What the authority file's descriptions say of its entities, read by the reader that reads articles: the offices that persons
held and when («الرئيس الروسي (2000–2008، ومنذ 2012)»), and the country an entity belongs to («نادي كرة قدم سعودي»)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.entities.recognition.matching import Matcher
from archive.entities.recognition.offices.holders import Tenures
from archive.entities.recognition.offices.phrases import office_phrases
from archive.entities.recognition.tagger.tokens import known_names
from archive.text import analyze


@dataclass(frozen=True)
class Background:
    tenures: Tenures = field(default_factory=Tenures)
    homes: dict[int, int] = field(default_factory=dict)
    """The country of an entity, where its description names one; a country's is itself."""


def read_background(matcher: Matcher, descriptions: Iterable[tuple[int, str]]) -> Background:
    """`descriptions` are (number of the entity, its description)."""
    background = Background(homes={country: country for country in matcher.countries})
    for entity, text in descriptions:
        terms = analyze(text)
        known = known_names(text, terms, matcher)
        countries = (one.found.entity for one in known if one.found.entity in matcher.countries)
        if home := next(countries, None):
            background.homes.setdefault(entity, home)
        if matcher.types.get(entity) == "person" and any(letter.isdigit() for letter in text):
            background.tenures.read(entity, text, office_phrases(text, terms, known))
    return background
