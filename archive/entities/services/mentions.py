"""The mentions of articles: built from the text, saved, and rebuilt after an edit."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from archive.catalog.models import TITLE_PARAGRAPH, Article
from archive.catalog.selectors import redactors_of
from archive.catalog.span_services import clear_of, spans_keep_decided
from archive.entities.models import Entity, Mention
from archive.entities.recognition import ArticleMention, Interval, read_articles, shipped_tagger
from archive.entities.selectors.matching import matcher_and_background
from archive.entities.services.candidates import CandidateNames, Meant, UnknownName, candidate_of, candidates_save
from archive.entities.versions import request_scoped_versions

_INSERTED = (
    "article",
    "entity",
    "relation",
    "witness",
    "confidence",
    "surface",
    "paragraph",
    "start",
    "end",
    "decision",
)
_PROSE = ("lede", "paragraph")
_DASHES = frozenset("-–—:/")


def recognizer_load() -> None:
    """Load what the first call of `mentions_build` would otherwise load: matcher, tagger and lists. Writes nothing."""
    mentions_build(article=Article(title=""), paragraphs=[("lede", "التقى الوزير نزيه القلعوشي نظيره أمس في العاصمة.")])


class ReadMention(NamedTuple):
    """A mention as it was read. `entity` is a primary key; else `candidate` is a place in `ReadNames.candidates`."""

    relation: str
    surface: str
    paragraph: int
    start: int
    end: int
    witness: str
    confidence: float
    entity: int | None
    candidate: int | None
    type: str


class ReadNames(NamedTuple):
    """The names read in one article. Plain values: they pass between processes."""

    mentions: list[ReadMention]
    candidates: list[UnknownName]


class NamedTexts(NamedTuple):
    """What names are read in: a printed title and paragraphs, given as (role, text); `published` is the first and the last day on
    which the article may have appeared."""

    title: str
    paragraphs: Sequence[tuple[str, str]]
    dateline: str = ""
    published: Interval | None = None


@request_scoped_versions()
def names_read(articles: Sequence[NamedTexts]) -> list[ReadNames]:
    """The names in each of these articles. The place in a dateline («تونس- أعلنت») is not a mention."""
    matcher, background = matcher_and_background()
    texts = [([one.title, *(text for _, text in one.paragraphs)], one.published) for one in articles]
    found = read_articles(texts, matcher, shipped_tagger(), background)
    return [_worth_keeping(article, names) for article, names in zip(articles, found, strict=True)]


def _worth_keeping(article: NamedTexts, names: Sequence[Sequence[ArticleMention]]) -> ReadNames:
    paragraphs = article.paragraphs
    lede = next((number for number, (role, _) in enumerate(paragraphs) if role in _PROSE), None)
    candidates = CandidateNames()
    mentions = []
    for number, found in enumerate(names, TITLE_PARAGRAPH):
        for name in found:
            if number == lede and _is_dateline(paragraphs[number][1], name, article.dateline):
                continue
            meant = Meant(name.entity, None, name.confidence) if name.entity is not None else candidates.meant(name)
            if meant is not None:
                span = name.relation, name.surface[:250], number, name.start, name.end, name.witness
                mentions.append(ReadMention(*span, meant.confidence, meant.entity, meant.candidate, name.type))
    return ReadNames(mentions, candidates.names)


def mentions_unsaved(article: Article, read: ReadNames) -> list[Mention]:
    """Unsaved mentions; those of unknown names point at unsaved candidates, which `mentions_write` resolves."""
    candidates = [candidate_of(name) for name in read.candidates]
    mentions = []
    for row in read.mentions:
        mention = Mention(
            article=article,
            relation=row.relation,
            surface=row.surface,
            paragraph=row.paragraph,
            start=row.start,
            end=row.end,
            witness=row.witness,
            confidence=row.confidence,
        )
        if row.candidate is None:
            mention.entity_id = row.entity  # type: ignore[assignment]
        else:
            mention.entity = candidates[row.candidate]
        mentions.append(mention)
    return mentions


def mentions_build(*, article: Article, paragraphs: Sequence[tuple[str, str]]) -> list[Mention]:
    """Unsaved mentions in an article's printed title and its paragraphs, given as (role, text)."""
    first, last = article.published_on, article.published_until
    published = (first, last) if first and last else None
    texts = NamedTexts(article.title or "", paragraphs, article.dateline, published)
    return mentions_unsaved(article, names_read([texts])[0])


@transaction.atomic
def mentions_write(mentions: Iterable[Mention]) -> None:
    """Save mentions; unsaved candidates become the archive's candidates of the same name, or new ones."""
    mentions = list(mentions)
    unsaved = [mention.entity for mention in mentions if mention.entity_id is None]
    saved = candidates_save(list({id(entity): entity for entity in unsaved}.values()))
    kept = []
    for mention in mentions:
        if mention.entity_id is None:
            mention.entity = saved[id(mention.entity)]
            if mention.entity.state == Entity.State.REFUSED:
                continue
        kept.append(mention)
    _insert(kept)


@transaction.atomic
def redacted_mentions_delete(articles: Sequence[Article]) -> None:
    """Delete what mentions entities that are redacted in these articles, under whatever name or office, decided or not."""
    redactors = redactors_of(articles) if articles else {}
    for article in articles:
        if keys := redactors[article.key].entity_keys:
            merged = Entity.objects.filter(key__in=keys).values_list("merged_into", flat=True)
            is_meant = Q(entity__key__in=keys) | Q(entity__in=[pk for pk in merged if pk is not None])
            Mention.objects.filter(is_meant, article=article).delete()


def _insert(mentions: Iterable[Mention]) -> None:
    """Insert rows whose primary keys nobody needs: most rows of an import. `bulk_create`, which prepares each value by its field,
    takes three times as long."""
    quote = connection.ops.quote_name
    columns = [str(Mention._meta.get_field(name).column) for name in _INSERTED]  # type: ignore[union-attr]
    statement = (
        f"INSERT INTO {quote(Mention._meta.db_table)} ({', '.join(map(quote, columns))})"
        f" VALUES ({', '.join(['%s'] * len(columns))})"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_values(mention) for mention in mentions])


def _values(mention: Mention) -> tuple[Any, ...]:
    """In the order of `_INSERTED`. The article may have been saved since it was assigned."""
    return (
        mention.article_id or mention.article.pk,
        mention.entity_id,
        str(mention.relation),
        str(mention.witness),
        float(mention.confidence),
        str(mention.surface),
        int(mention.paragraph),
        int(mention.start),
        int(mention.end),
        str(mention.decision),
    )


@transaction.atomic
def mentions_refresh(*, article: Article) -> None:
    """Read the names of a saved article again. Mentions that a curator decided stay while their words are printed there."""
    paragraphs = list(article.paragraphs.order_by("position").values_list("role", "text"))
    mentions = mentions_build(article=article, paragraphs=paragraphs)
    kept = spans_keep_decided(article.mentions.all(), [article.title or "", *(text for _, text in paragraphs)])
    mentions_write(clear_of(mentions, kept))


def _is_dateline(text: str, name: ArticleMention, dateline: str) -> bool:
    return bool(dateline) and name.start == 0 and text[name.end :].lstrip()[:1] in _DASHES and name.surface in dateline
