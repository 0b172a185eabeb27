"""Reading the figures of articles, and storing them."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from archive.catalog.models import TITLE_PARAGRAPH, Article
from archive.catalog.span_services import spans_replaced
from archive.entities.services import ReadNames
from archive.statements.figures.reading import read_figures
from archive.statements.figures.values import ReadFigure
from archive.statements.models import Figure
from archive.statements.services.reading import INSERTED_ROWS, PROSE

SURFACE_LENGTH = 250


class ArticleFigures(NamedTuple):
    """The figures of a saved article, as unsaved rows; `texts` are its title and paragraphs."""

    article: Article
    texts: Sequence[str]
    figures: Sequence[Figure]


def figures_read(*, paragraphs: Sequence[tuple[str, str]], names: ReadNames) -> list[ReadFigure]:
    """The figures in `paragraphs`, which are (role, text) in printed order; a number within one of the `names` is none."""
    found: list[list[tuple[int, int]]] = [[] for _ in paragraphs]
    for mention in names.mentions:
        if mention.paragraph > TITLE_PARAGRAPH:
            found[mention.paragraph].append((mention.start, mention.end))
    return read_figures([text if role in PROSE else "" for role, text in paragraphs], found)


def figures_unsaved(article: Article, read: Iterable[ReadFigure]) -> list[Figure]:
    """Unsaved rows of these figures: of two in one place the first, and none without a character."""
    in_place: dict[tuple[int, int, int], ReadFigure] = {}
    for one in read:
        if one.start < one.end and len(one.surface) <= SURFACE_LENGTH:
            in_place.setdefault((one.paragraph, one.start, one.end), one)
    return [
        Figure(article=article, **one._replace(unit=one.unit[:60], counted=one.counted[:100])._asdict())
        for one in in_place.values()
    ]


def figures_write(articles: Sequence[ArticleFigures], *, replace: bool = True) -> None:
    """Save the figures of saved articles; with `replace`, in place of those that no curator has decided."""
    rows = list(chain.from_iterable(one.figures for one in articles))
    if replace:
        rows = spans_replaced(Figure.objects.all(), [(one.article.pk, one.texts, one.figures) for one in articles])
    for row in rows:
        row.article_id = row.article.pk
    Figure.objects.bulk_create(rows, batch_size=INSERTED_ROWS)
