"""Candidates: entities for names that the authority file lacks, until a curator confirms, merges or refuses them.

The spellings of a name over the whole archive share one candidate: candidates of one type and one phonetic key whose names are at
most MAX_NAME_DISTANCE apart are the same (دميتري and ديمتري بيسكوف). A full name that misspells a known person's is that person.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from archive.entities.confidence import MIN_CONFIDENCE
from archive.entities.models import Entity
from archive.entities.name_lookup import NameSpellings
from archive.entities.recognition import ArticleMention, is_one_of_many, is_too_vague
from archive.entities.selectors.spellings import name_spellings, name_spellings_version
from archive.entities.versions import VersionedCache
from archive.text import fold
from archive.text.names import phonetic_key, spelling_distance

MAX_WORD_DISTANCE, MAX_NAME_DISTANCE = 0.5, 0.8
"""How far apart two spellings of a candidate may be: of one word, of several."""
MIN_CANDIDATE_CONFIDENCE = 0.35
"""An unknown name below this is not even a suggestion."""
MISSPELLED_CONFIDENCE = 0.85
"""Confidence that a name spelled almost like a known person's is that person."""
VAGUE_CONFIDENCE = MIN_CONFIDENCE - 0.1
_CACHED_NAMES = 1 << 14
_ROWS_PER_INSERT, _NAMES_PER_QUERY = 2_000, 500
_SOUND_LENGTH, _NAME_LENGTH = 200, 200


class UnknownName(NamedTuple):
    """A candidate before it is saved: type, name as printed, phonetic key."""

    type: str
    name: str
    sound: str


class Meant(NamedTuple):
    """What a name denotes: an entity (primary key), or the candidate at this place of `CandidateNames.names`."""

    entity: int | None
    candidate: int | None
    confidence: float


class CandidateNames:
    """The unknown names of one article: one candidate for each."""

    def __init__(self) -> None:
        self.names: list[UnknownName] = []
        self._places: dict[tuple[str, tuple[str, ...]], int] = {}

    def meant(self, name: ArticleMention) -> Meant | None:
        """What a name without an entity denotes; None if it is not worth keeping."""
        confidence = name.confidence
        if confidence < MIN_CANDIDATE_CONFIDENCE:
            return None
        if name.type == "person" and len(name.name) > 1:
            person = _misspelled_person(name.name)
            if person is not None:
                return Meant(person, None, min(confidence, MISSPELLED_CONFIDENCE))
        is_body = name.type == "organization" and is_one_of_many(name.name)
        if is_body or (name.witness == "tagger" and is_too_vague(name.type, name.name)):
            confidence = min(confidence, VAGUE_CONFIDENCE)
        key = (name.type, name.name)
        if key not in self._places:
            self._places[key] = len(self.names)
            self.names.append(_unknown(name))
        return Meant(None, self._places[key], confidence)


def candidates_save(candidates: Sequence[Entity]) -> dict[int, Entity]:
    """For each unsaved candidate, by its id(): the saved entity that it is, new or old."""
    by_sound, by_name = _saved_namesakes(candidates)
    resolved: dict[int, Entity] = {}
    new = []
    for candidate in candidates:
        same = by_name.get((candidate.type, candidate.name)) or _same(candidate, by_sound)
        if same is None:
            same = candidate
            new.append(candidate)
            by_sound[candidate.type, candidate.sound].append(candidate)
            by_name[candidate.type, candidate.name] = candidate
        resolved[id(candidate)] = same.merged_into or same
    Entity.objects.bulk_create(new, batch_size=_ROWS_PER_INSERT)
    return resolved


def candidate_of(name: UnknownName) -> Entity:
    """The unsaved candidate."""
    return Entity(type=name.type, name=name.name, state=Entity.State.CANDIDATE, sound=name.sound)


def _unknown(name: ArticleMention) -> UnknownName:
    printed = " ".join(name.printed.split()) if name.relation == "name" else " ".join(name.name)
    sound = phonetic_key("".join(name.name))[:_SOUND_LENGTH]
    return UnknownName(name.type, printed[:_NAME_LENGTH], sound)


def _saved_namesakes(
    candidates: Sequence[Entity],
) -> tuple[dict[tuple[str, str], list[Entity]], dict[tuple[str, str], Entity]]:
    """Saved entities by (type, phonetic key) and by (type, name)."""
    by_sound: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    by_name: dict[tuple[str, str], Entity] = {}
    saved = Entity.objects.select_related("merged_into").order_by("pk")
    for start in range(0, len(candidates), _NAMES_PER_QUERY):
        batch = candidates[start : start + _NAMES_PER_QUERY]
        for entity in saved.filter(sound__in={one.sound for one in batch} - {""}):
            by_sound[entity.type, entity.sound].append(entity)
        for entity in saved.filter(name__in={one.name for one in batch}, description=""):
            by_name[entity.type, entity.name] = entity
    return by_sound, by_name


def _same(candidate: Entity, by_sound: dict[tuple[str, str], list[Entity]]) -> Entity | None:
    """The nearest spelling of the candidate's name; of equally near ones the oldest."""
    words = fold(candidate.name).split()
    limit = MAX_WORD_DISTANCE if len(words) == 1 else MAX_NAME_DISTANCE
    near = []
    for number, entity in enumerate(by_sound.get((candidate.type, candidate.sound), ())):
        others = fold(entity.name).split()
        distance = spelling_distance("".join(words), "".join(others), limit=limit)
        if len(words) == len(others) and distance <= limit:
            near.append((distance, number, entity))
    return min(near)[2] if near else None


class _Misspellings:
    """Persons by misspelled name, as of one version of the authority file."""

    def __init__(self, names: NameSpellings) -> None:
        self._names = names
        self.person = lru_cache(maxsize=_CACHED_NAMES)(self._person)

    def _person(self, words: tuple[str, ...]) -> int | None:
        persons: set[int] = set()
        for form in self._names.near(words):
            persons |= self._names.listed(tuple(form.split()))
        return persons.pop() if len(persons) == 1 else None


def _misspelled_person(words: tuple[str, ...]) -> int | None:
    """The only known person whose name these words misspell."""
    return _misspellings.get().person(words)


_misspellings = VersionedCache(name_spellings_version, lambda: _Misspellings(name_spellings()))
