"""Reading the quotations of articles, and storing them."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from archive.catalog.models import TITLE_PARAGRAPH, Article
from archive.catalog.span_services import spans_replaced
from archive.entities.models import Mention
from archive.entities.services import ReadNames
from archive.statements.models import Quotation
from archive.statements.quotations.reading import read_quotations
from archive.statements.quotations.values import Name, ReadQuotation

PROSE = frozenset(("lede", "paragraph"))
"""Roles of the paragraphs that are read: headlines and captions repeat what the text says."""
INSERTED_ROWS = 2_000
Place = tuple[int, int, int]
"""A mention's article (primary key), paragraph and offset."""


class UnsavedQuotation(NamedTuple):
    """A quotation as an unsaved row, and a mention of its speaker, which may be of an unsaved candidate."""

    row: Quotation
    speaker: Mention | None


class ArticleQuotations(NamedTuple):
    """The quotations of a saved article; `texts` are its title and paragraphs."""

    article: Article
    texts: Sequence[str]
    quotations: Sequence[UnsavedQuotation]


def quotations_read(*, paragraphs: Sequence[tuple[str, str]], names: ReadNames) -> list[ReadQuotation]:
    """The quotations in `paragraphs`, which are (role, text) in printed order; `names` are those recognised in the article.

    The bearer of a speaker's name is the place in `names.mentions` of his first mention.
    """
    found: list[list[Name]] = [[] for _ in paragraphs]
    first: dict[tuple[int | None, int | None], int] = {}
    for place, mention in enumerate(names.mentions):
        if mention.paragraph > TITLE_PARAGRAPH and mention.relation != Mention.Relation.NATIONALITY:
            bearer = first.setdefault((mention.entity, mention.candidate), place)
            found[mention.paragraph].append(Name(mention.start, mention.end, mention.type, mention.relation, bearer))
    texts = [text if role in PROSE else "" for role, text in paragraphs]
    return [
        read if isinstance(read.bearer, int) else read._replace(bearer=None) for read in read_quotations(texts, found)
    ]


def quotations_unsaved(
    article: Article, read: Iterable[ReadQuotation], mentions: Sequence[Mention]
) -> list[UnsavedQuotation]:
    """Unsaved rows of these quotations; `mentions` are those that were recognised, in the order in which they were read."""
    return [
        UnsavedQuotation(
            Quotation(
                article=article,
                paragraph=one.paragraph,
                start=one.start,
                end=one.end,
                surface=one.surface,
                type=one.type,
                cue=one.cue[:100],
                cue_paragraph=one.cue_paragraph,
                cue_start=one.cue_start,
                cue_end=one.cue_end,
                speaker_name=one.speaker_name[:250],
                speaker_basis=one.speaker_basis,
                speaker_surface=one.speaker_surface[:250],
                speaker_paragraph=one.speaker_paragraph,
                speaker_start=one.speaker_start,
                speaker_end=one.speaker_end,
                confidence=one.confidence,
            ),
            mentions[one.bearer] if isinstance(one.bearer, int) else None,
        )
        for one in read
    ]


def quotations_write(articles: Sequence[ArticleQuotations], *, replace: bool = True) -> None:
    """Save the quotations of articles whose mentions are saved; with `replace`, in place of those that no curator has decided."""
    rows = [one.row for one in chain.from_iterable(article.quotations for article in articles)]
    if replace:
        rows = spans_replaced(
            Quotation.objects.all(),
            [(one.article.pk, one.texts, [quotation.row for quotation in one.quotations]) for one in articles],
        )
    left = {id(row) for row in rows}
    speakers = [
        one
        for one in chain.from_iterable(article.quotations for article in articles)
        if id(one.row) in left and one.speaker
    ]
    entities = _entities_at({_place(one.speaker) for one in speakers if one.speaker})
    for one in speakers:
        if one.speaker:
            one.row.speaker_id = entities.get(_place(one.speaker))
    for row in rows:
        row.article_id = row.article.pk
    Quotation.objects.bulk_create(rows, batch_size=INSERTED_ROWS)


def _place(mention: Mention) -> Place:
    return mention.article.pk, mention.paragraph, mention.start


def _entities_at(places: set[Place]) -> dict[Place, int]:
    """The entities that are mentioned at these places for all to see, as curators decided."""
    articles = {article for article, _, _ in places}
    stored = Mention.objects.visible().filter(article__in=articles)
    stored = stored.exclude(relation=Mention.Relation.NATIONALITY).order_by("relation")
    rows = stored.values_list("article", "paragraph", "start", "entity")
    return {
        (article, paragraph, start): entity
        for article, paragraph, start, entity in rows
        if (article, paragraph, start) in places
    }
