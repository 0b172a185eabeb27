"""Where articles differ in a figure: rows of one thing counted, each figure with its outlet, day and source."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import F

from archive.catalog.models import Paragraph
from archive.entities.models import Mention
from archive.statements.figures.sameness import Size, Thing, is_same, size_of, thing_of
from archive.statements.models import Figure, Quotation
from archive.statements.quotations.printed import PrintedText
from archive.statements.selectors.figures import claim_of, figures_in
from archive.statements.selectors.quotations import quotations_in

FIRST, COMPATIBLE, UPDATE, DIFFERS = "first", "compatible", "update", "differs"
MAX_FIGURES = 2_000
"""Figures that are compared, of the articles that were printed first."""
_FIRST_PRINTED = (F("article__published_on").asc(nulls_last=True), "article_id", "paragraph", "start")


class ToldFigure(NamedTuple):
    """A figure in an article, whose `article` and source are loaded. `relation` is that to those before it: the `first`,
    `compatible` with one of them (the same, or an approximation that includes it), an `update` of a later day, or it `differs`.
    """

    figure: Figure
    claim: Quotation | None
    relation: str


class Difference(NamedTuple):
    """A thing counted or measured, and the different figures of it by day, undated ones last."""

    label: str
    told: list[ToldFigure]

    @property
    def is_contradiction(self) -> bool:
        """Whether two figures of one day cannot both be true."""
        return any(one.relation == DIFFERS for one in self.told)


def figures_that_differ(articles: Iterable[int]) -> list[Difference]:
    """Rows of the things of which these articles (primary keys) print different figures; contradictions first."""
    figures = list(figures_in(articles).order_by(*_FIRST_PRINTED)[:MAX_FIGURES])
    things = _things(figures)
    quotations: dict[int, list[Quotation]] = defaultdict(list)
    for quotation in quotations_in({one.article_id for one in figures}):
        quotations[quotation.article_id].append(quotation)
    rows = [_difference(group, quotations) for group in _groups(figures, things)]
    found = [row for row in rows if row is not None]
    return sorted(found, key=lambda row: (not row.is_contradiction, -len(row.told)))


def _things(figures: Sequence[Figure]) -> list[Thing]:
    pks = {one.article_id for one in figures}
    names: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    named = Mention.objects.visible().filter(article__in=pks).order_by()
    for article, position, start, end in named.values_list("article", "paragraph", "start", "end"):
        names[article, position].append((start, end))
    stored = Paragraph.objects.filter(article__in=pks).values_list("article", "position", "text")
    printed = {(article, position): text for article, position, text in stored}
    texts: dict[tuple[int, int], PrintedText] = {}
    things = []
    for one in figures:
        place = (one.article_id, one.paragraph)
        if place not in texts:
            texts[place] = PrintedText(printed.get(place, ""))
        things.append(
            thing_of(texts[place], one.start, one.end, unit=one.unit, counted=one.counted, names=names.get(place, ()))
        )
    return things


def _groups(figures: Sequence[Figure], things: Sequence[Thing]) -> list[list[Figure]]:
    """Figures of one thing: each joins the first group one of whose figures is of the same."""
    sizes = [_bounds(one) for one in figures]
    by_key: dict[tuple[str, str], list[list[int]]] = {}
    for number, thing in enumerate(things):
        groups = by_key.setdefault((thing.unit, thing.key), [])
        same = (
            group
            for group in groups
            if any(is_same(things[other], sizes[other], thing, sizes[number]) for other in group)
        )
        group = next(same, None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
    return [[figures[number] for number in group] for groups in by_key.values() for group in groups]


def _difference(figures: Sequence[Figure], quotations: Mapping[int, Sequence[Quotation]]) -> Difference | None:
    """None if one article alone tells it, or all tell the same."""
    in_order = sorted(figures, key=lambda one: (_day(one) or dt.date.max, one.article_id, one.paragraph, one.start))
    told: list[ToldFigure] = []
    seen: set[tuple[object, ...]] = set()
    for one in in_order:
        key = (one.article_id, *_size(one))
        if key not in seen:
            seen.add(key)
            told.append(
                ToldFigure(
                    one,
                    claim_of(one, quotations.get(one.article_id, ())),
                    _relation(one, [other.figure for other in told]),
                )
            )
    articles = {one.figure.article_id for one in told}
    sizes = {_size(one.figure) for one in told}
    return Difference(_label(in_order[0]), told) if len(articles) > 1 and len(sizes) > 1 else None


def _relation(figure: Figure, before: Sequence[Figure]) -> str:
    if not before:
        return FIRST
    size = _bounds(figure)
    if any(size.overlaps(_bounds(other)) for other in before):
        return COMPATIBLE
    day, last = _day(figure), _day(before[-1])
    return UPDATE if day and last and day > last else DIFFERS


def _bounds(figure: Figure) -> Size:
    return size_of(figure.value, figure.low, figure.high, approximate=figure.approximate)


def _size(figure: Figure) -> tuple[object, ...]:
    return (figure.value, figure.low, figure.high, figure.approximate)


def _day(figure: Figure) -> dt.date | None:
    return figure.article.published_on


def _label(figure: Figure) -> str:
    return " ".join(part for part in (figure.unit, figure.counted) if part)
