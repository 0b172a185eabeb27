"""The mentions of articles: built from the text, saved, and rebuilt after an edit."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from archive.catalog.models import TITLE_PARAGRAPH, Article
from archive.catalog.span_services import clear_of, spans_keep_decided
from archive.entities.models import Entity, Mention
from archive.entities.recognition import ArticleMention, read_article, shipped_tagger
from archive.entities.selectors.matching import matcher_and_background
from archive.entities.services.candidates import CandidateNames, candidates_save
from archive.entities.versions import request_scoped_versions

_ROWS_PER_INSERT = 2_000
_PROSE = ("lede", "paragraph")
_DASHES = frozenset("-–—:/")


def recognizer_load() -> None:
    """Load what the first call of `mentions_build` would otherwise load: matcher, tagger and lists. Writes nothing."""
    mentions_build(article=Article(title=""), paragraphs=[("lede", "التقى وزير الخارجية نظيره أمس في العاصمة.")])


@request_scoped_versions()
def mentions_build(*, article: Article, paragraphs: Sequence[tuple[str, str]]) -> list[Mention]:
    """Unsaved mentions in an article's printed title and its paragraphs, given as (role, text).

    Mentions of names that the authority file lacks point at unsaved candidates, which `mentions_write` resolves. The place in a
    dateline («تونس- أعلنت») is not a mention.
    """
    texts = [article.title or "", *(text for _, text in paragraphs)]
    lede = next((number for number, (role, _) in enumerate(paragraphs) if role in _PROSE), None)
    first_day, last_day = article.published_on, article.published_until or article.published_on
    published = (first_day, last_day) if first_day and last_day else None
    matcher, background = matcher_and_background()
    candidates = CandidateNames()
    mentions = []
    for number, found in enumerate(
        read_article(texts, matcher, shipped_tagger(), background, published), TITLE_PARAGRAPH
    ):
        for name in found:
            if number == lede and _is_dateline(texts[number + 1], name, article.dateline):
                continue
            mention = Mention(
                article=article,
                relation=name.relation,
                surface=name.surface[:250],
                paragraph=number,
                start=name.start,
                end=name.end,
                witness=name.witness,
                confidence=name.confidence,
            )
            if name.entity is not None:
                mention.entity_id = name.entity
            elif not candidates.assign(mention, name):
                continue
            mentions.append(mention)
    return mentions


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
    Mention.objects.bulk_create(kept, batch_size=_ROWS_PER_INSERT)


@transaction.atomic
def mentions_refresh(*, article: Article) -> None:
    """Read the names of a saved article again. Mentions that a curator decided stay while their words are printed there."""
    paragraphs = list(article.paragraphs.order_by("position").values_list("role", "text"))
    mentions = mentions_build(article=article, paragraphs=paragraphs)
    kept = spans_keep_decided(article.mentions.all(), [article.title or "", *(text for _, text in paragraphs)])
    mentions_write(clear_of(mentions, kept))


def _is_dateline(text: str, name: ArticleMention, dateline: str) -> bool:
    return bool(dateline) and name.start == 0 and text[name.end :].lstrip()[:1] in _DASHES and name.surface in dateline
