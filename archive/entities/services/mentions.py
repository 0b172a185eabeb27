"""Names read in articles: mentions of entities that the authority file knows, and of candidates it does not.

A name that nobody knows becomes a candidate, an entity of its own until a curator confirms, merges or refuses it. Its
spellings over the archive come together: candidates of one type and one `sound` that lie no farther apart than
`SAME_CANDIDATE` are one (دميتري and ديمتري بيسكوف). A name that misspells a known person's is that person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import transaction

from archive.catalog.models import TITLE_PARAGRAPH, Article
from archive.catalog.span_services import clear_of, spans_keep_decided
from archive.entities.models import MIN_CONFIDENCE, Entity, Mention, NameForm
from archive.entities.name_lookup.spellings import NameSpellings
from archive.entities.recognition.article import read_article
from archive.entities.recognition.candidates import says_too_little
from archive.entities.recognition.matching import FormRow, Matcher
from archive.entities.recognition.offices.background import Background, read_background
from archive.entities.recognition.spans import NameInText
from archive.entities.recognition.tagger.model import shipped_tagger
from archive.entities.selectors import name_spellings
from archive.entities.versions import name_forms_version
from archive.text import fold
from archive.text.names import phonetic_key, spelling_distance

SAME_WORD, SAME_CANDIDATE = 0.5, 0.8
"""How far apart two spellings of a candidate may lie: of one word, of several."""
LEAST_KEPT = 0.35
"""A name that nobody knows and that is less sure than this is not even a suggestion."""
MISSPELT = 0.85
"""How sure it is that a name spelled almost like a known person's is that person."""
_ROWS = 2_000
_DASHES = "-–—:/"
_cached: tuple[tuple[object, ...], Matcher, Background] | None = None


def matcher() -> Matcher:
    """The matcher of the authority file as it stands; built again when a form was added, changed or deleted."""
    return _reading()[0]


def _reading() -> tuple[Matcher, Background]:
    global _cached
    version = name_forms_version()
    if _cached is None or _cached[0] != version:
        forms = NameForm.objects.exclude(entity__state=Entity.State.REFUSED).order_by("pk")
        rows = forms.values_list("entity_id", "entity__type", "text", "relation", "is_guarded")
        made = Matcher(FormRow(*row) for row in rows.iterator())
        known = Entity.objects.filter(state=Entity.State.KNOWN, merged_into=None).exclude(description="")
        _cached = version, made, read_background(made, known.order_by("pk").values_list("pk", "description"))
    return _cached[1:]


def mentions_build(*, article: Article, paragraphs: Sequence[tuple[str, str]]) -> list[Mention]:
    """Unsaved mentions of an article, in its printed title and its paragraphs, given as (role, text).

    Those of a name that nobody knows point at a candidate that is not saved either; `mentions_write` settles who it is.
    """
    texts = [article.title or "", *(text for _, text in paragraphs)]
    prose = next((place for place, (role, _) in enumerate(paragraphs) if role in ("lede", "paragraph")), None)
    candidates = _Candidates()
    mentions = []
    names_known, background = _reading()
    published = (
        (article.published_on, article.published_until or article.published_on) if article.published_on else None
    )
    for place, names in enumerate(
        read_article(texts, names_known, shipped_tagger(), background, published), TITLE_PARAGRAPH
    ):
        for name in names:
            if place == prose and _is_dateline(texts[place + 1], name, article.dateline):
                continue
            mention = Mention(
                article=article,
                relation=name.relation,
                surface=name.surface[:250],
                paragraph=place,
                start=name.start,
                end=name.end,
                witness=name.witness,
                confidence=name.confidence,
            )
            if name.entity is not None:
                mention.entity_id = name.entity
            elif not candidates.name(mention, name):
                continue
            mentions.append(mention)
    return mentions


class _Candidates:
    """The names of one article that nobody knows: one candidate for each."""

    def __init__(self) -> None:
        self._by_name: dict[tuple[str, tuple[str, ...]], Entity] = {}
        self._spellings: NameSpellings | None = None

    def name(self, mention: Mention, found: NameInText) -> bool:
        """Point a mention at who is meant; False where the name is not worth keeping."""
        if found.confidence < LEAST_KEPT:
            return False
        if found.type == "person" and len(found.name) > 1 and (known := self._respelled(found.name)) is not None:
            mention.entity_id = known
            mention.confidence = min(mention.confidence, MISSPELT)
            return True
        if found.witness == "tagger" and says_too_little(found.type, found.name):
            mention.confidence = min(mention.confidence, MIN_CONFIDENCE - 0.1)
        key = (found.type, found.name)
        if key not in self._by_name:
            printed = " ".join(found.printed.split()) if found.relation == "name" else " ".join(found.name)
            sound = phonetic_key("".join(found.name))[:200]
            self._by_name[key] = Entity(
                type=found.type, name=printed[:200], state=Entity.State.CANDIDATE, sound=sound
            )  # fmt: skip
        mention.entity = self._by_name[key]
        return True

    def _respelled(self, words: tuple[str, ...]) -> int | None:
        """The one known person whose name these words misspell."""
        if self._spellings is None:
            self._spellings = name_spellings()
        return _misspelt(self._spellings, words)


@lru_cache(maxsize=1 << 14)
def _misspelt(names: NameSpellings, words: tuple[str, ...]) -> int | None:
    meant: set[int] = set()
    for form in names.near(words):
        meant |= names.listed(tuple(form.split()))
    return meant.pop() if len(meant) == 1 else None


@transaction.atomic
def mentions_write(mentions: Iterable[Mention]) -> None:
    """Save mentions; candidates that the archive has under any spelling are that one, the others are saved as new."""
    mentions = list(mentions)
    unsaved = [mention.entity for mention in mentions if mention.entity_id is None]
    settled = _settle(list({id(entity): entity for entity in unsaved}.values()))
    kept = []
    for mention in mentions:
        if mention.entity_id is None:
            mention.entity = settled[id(mention.entity)]
            if mention.entity.state == Entity.State.REFUSED:
                continue
        kept.append(mention)
    Mention.objects.bulk_create(kept, batch_size=_ROWS)


def _settle(candidates: Sequence[Entity]) -> dict[int, Entity]:
    """For each unsaved candidate, by its id(): the saved entity that it is."""
    by_sound: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    by_name: dict[tuple[str, str], Entity] = {}
    for start in range(0, len(candidates), 500):
        some = candidates[start : start + 500]
        saved = Entity.objects.select_related("merged_into").order_by("pk")
        for entity in saved.filter(sound__in={one.sound for one in some} - {""}):
            by_sound[entity.type, entity.sound].append(entity)
        for entity in saved.filter(name__in={one.name for one in some}, description=""):
            by_name[entity.type, entity.name] = entity
    settled: dict[int, Entity] = {}
    new = []
    for candidate in candidates:
        known = by_name.get((candidate.type, candidate.name)) or _same(candidate, by_sound)
        if known is None:
            known = candidate
            new.append(candidate)
            by_sound[candidate.type, candidate.sound].append(candidate)
            by_name[candidate.type, candidate.name] = candidate
        settled[id(candidate)] = known.merged_into or known
    Entity.objects.bulk_create(new, batch_size=_ROWS)
    return settled


def _same(candidate: Entity, by_sound: dict[tuple[str, str], list[Entity]]) -> Entity | None:
    words = fold(candidate.name).split()
    limit = SAME_WORD if len(words) == 1 else SAME_CANDIDATE
    near = []
    for number, entity in enumerate(by_sound.get((candidate.type, candidate.sound), ())):
        others = fold(entity.name).split()
        distance = spelling_distance("".join(words), "".join(others), limit=limit)
        if len(words) == len(others) and distance <= limit:
            near.append((distance, number, entity))
    return min(near)[2] if near else None


@transaction.atomic
def mentions_refresh(*, article: Article) -> None:
    """Read the names of a saved article again. What a curator decided stays, as long as it is printed there."""
    paragraphs = list(article.paragraphs.order_by("position").values_list("role", "text"))
    mentions = mentions_build(article=article, paragraphs=paragraphs)
    kept = spans_keep_decided(article.mentions.all(), [article.title or "", *(text for _, text in paragraphs)])
    mentions_write(clear_of(mentions, kept))


def _is_dateline(text: str, name: NameInText, dateline: str) -> bool:
    """The place an agency writes from («تونس- أعلنت») is no place that the text speaks of."""
    return bool(dateline) and name.start == 0 and text[name.end :].lstrip()[:1] in _DASHES and name.surface in dateline
