"""Figures of articles, and who claims them."""

from collections.abc import Iterable, Sequence

from archive.catalog.models import Article
from archive.statements.models import Figure, Quotation
from archive.statements.querysets import FigureQuerySet


def figures_of(article: Article) -> FigureQuerySet[Figure]:
    """The visible figures of one article, in printed order, whatever the state of the article."""
    return Figure.objects.visible().filter(article=article)


def figures_in(articles: Iterable[int]) -> FigureQuerySet[Figure]:
    """The figures in these articles (primary keys), as far as readers may see them; with article and source."""
    return Figure.objects.published().filter(article__in=articles).select_related("article__source")


def claim_of(figure: Figure, quotations: Sequence[Quotation]) -> Quotation | None:
    """The quotation, among those of the figure's article, that says this figure and has a speaker: the shortest one."""
    around = [
        one
        for one in quotations
        if one.article_id == figure.article_id
        and one.paragraph == figure.paragraph
        and one.start <= figure.start
        and figure.end <= one.end
        and one.speaker_name
    ]
    return min(around, key=lambda one: one.end - one.start, default=None)
