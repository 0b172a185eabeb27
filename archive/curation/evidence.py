"""The sentences that a decision rests on: where articles print a name or a date, with source and day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.catalog.models import TITLE_PARAGRAPH, Article, Paragraph, PrintedSpan
from archive.text.layout import sentence_around

MAX_PASSAGES = 3
MAX_SIDE_CHARS = 160
"""Of a sentence, on either side of the printed form."""


@dataclass(frozen=True)
class Passage:
    """One sentence in three parts, and the article that prints it."""

    before: str
    printed: str
    after: str
    article: Article
    is_public: bool


def chosen_spans(spans: Iterable[PrintedSpan]) -> list[PrintedSpan]:
    """Up to `MAX_PASSAGES` of the spans (with their articles): of different articles, published and newest first, and of
    different sources as long as there are any."""
    newest: dict[int, PrintedSpan] = {}
    for span in sorted(spans, key=_age, reverse=True):
        newest.setdefault(span.article_id, span)
    sources: dict[int | None, int] = {}
    ranked = []
    for place, span in enumerate(newest.values()):
        source = span.article.source_id
        ranked.append((sources.get(source, 0), place, span))
        sources[source] = sources.get(source, 0) + 1
    return [span for _turn, _place, span in sorted(ranked, key=lambda row: row[:2])[:MAX_PASSAGES]]


def passages(spans: Sequence[PrintedSpan]) -> dict[int, Passage]:
    """By primary key of the spans, whose articles and sources are loaded; one query. Spans whose text is gone are left out."""
    pks = {span.article_id for span in spans}
    places = {span.paragraph for span in spans}
    rows = Paragraph.objects.filter(article__in=pks, position__in=places).values_list("article_id", "position", "text")
    texts = {(pk, position): text for pk, position, text in rows}
    found = {}
    for span in spans:
        title = span.paragraph == TITLE_PARAGRAPH
        text = (span.article.title or "") if title else texts.get((span.article_id, span.paragraph), "")
        if text[span.start : span.end]:
            found[span.pk] = _passage(span, text)
    return found


def _passage(span: PrintedSpan, text: str) -> Passage:
    first, last = sentence_around(text, span.start, span.end)
    before, after = text[first : span.start], text[span.end : last]
    if len(before) > MAX_SIDE_CHARS:
        before = "… " + before[-MAX_SIDE_CHARS:].partition(" ")[2]
    if len(after) > MAX_SIDE_CHARS:
        after = after[:MAX_SIDE_CHARS].rpartition(" ")[0] + " …"
    is_public = span.article.state == Article.State.PUBLISHED
    return Passage(before, text[span.start : span.end], after, span.article, is_public)


def _age(span: PrintedSpan) -> tuple[bool, str, int]:
    article = span.article
    return article.state == Article.State.PUBLISHED, str(article.published_on or ""), span.pk
