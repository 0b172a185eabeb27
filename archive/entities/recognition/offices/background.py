"""What the descriptions in the authority file say of its entities, read as articles are read: the offices that persons held and
when («الرئيس الروسي (2000–2008، ومنذ 2012)»), and the country an entity belongs to («نادي كرة قدم سعودي»)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.matching import Matcher
from archive.entities.recognition.offices.holders import Tenures
from archive.entities.recognition.offices.phrases import office_phrases


@dataclass(frozen=True)
class Background:
    tenures: Tenures = field(default_factory=Tenures)
    homes: dict[int, int] = field(default_factory=dict)
    """Entity → the country that its description names first; a country's is itself."""


def read_background(matcher: Matcher, descriptions: Iterable[tuple[int, str]]) -> Background:
    """`descriptions` are (entity, description)."""
    background = Background(homes={country: country for country in matcher.countries})
    for entity, text in descriptions:
        analyzed = AnalyzedText(text)
        matches = matcher.find(analyzed)
        country = next((match.entity for match in matches if match.entity in matcher.countries), None)
        if country:
            background.homes.setdefault(entity, country)
        if matcher.types.get(entity) == "person" and any(letter.isdigit() for letter in text):
            background.tenures.read(entity, text, office_phrases(analyzed, matches))
    return background
