"""The articles of a page of results as its hits: what the record says of them, and the passage that matched.

Only what a hit shows is loaded, in two queries for any number of hits. What readers may not see is left out, even while the
index still knows it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive.catalog.compiled_in_query import CompiledInQuery
from archive.catalog.models import Article, Paragraph, iso_value
from archive.search.engine.clauses import Clause
from archive.search.engine.contract import SearchResult
from archive.search.highlighting.matcher import HighlightMatcher
from archive.search.highlighting.snippets import explanation, marked, snippet
from archive.search.result_page import Hit


class _Shown(NamedTuple):
    """What the record says of an article, as far as a hit shows it."""

    pk: int
    key: str
    kind: str
    title: str | None
    generated_title: str
    published_on: dt.date | None
    published_precision: str
    published_basis: str
    published_evidence: str
    source_key: str | None
    source_name: str | None
    document: str | None


_shown = CompiledInQuery(
    lambda pks: (
        Article.objects.published()
        .filter(pk__in=pks)
        .order_by()
        .values_list(*_Shown._fields[:-3], "source__key", "source__name", "raw_document__origin")
    )
)
_printed = CompiledInQuery(
    lambda pks: (
        Paragraph.objects.filter(article__in=pks).order_by("article_id", "position").values_list("article_id", "text")
    )
)


def hits(found: SearchResult, clause: Clause, *, explain: bool = False) -> tuple[Hit, ...]:
    """The answer's articles in its order; `explain`: each with the reasons why it was found."""
    if not found.pks:
        return ()
    articles, texts = _articles(found.pks), _texts(found.pks)
    matcher = HighlightMatcher(clause)
    scored = zip(found.pks, found.scores, strict=True)
    return tuple(
        _hit(articles[pk], texts[pk], score, matcher, explain=explain) for pk, score in scored if pk in articles
    )


def _articles(pks: Iterable[int]) -> dict[int, _Shown]:
    rows = map(_Shown._make, _shown.rows(pks))
    return {article.pk: article for article in rows}


def _texts(pks: Iterable[int]) -> dict[int, list[str]]:
    """The articles' paragraphs in order."""
    texts: dict[int, list[str]] = defaultdict(list)
    for pk, text in _printed.rows(pks):
        texts[pk].append(text)
    return texts


def _hit(article: _Shown, texts: Sequence[str], score: float, matcher: HighlightMatcher, *, explain: bool) -> Hit:
    title = article.title or article.generated_title
    title_highlights = matcher.highlights(title, title=True) if matcher and article.title is not None else []
    cut, shown = snippet(texts, matcher)
    if explain:
        shown = [(title[mark.start : mark.end], mark) for mark in title_highlights] + shown
    return Hit(
        pk=article.pk,
        key=article.key,
        title=title,
        title_html=marked(title, title_highlights),
        title_generated=article.title is None,
        kind=article.kind,
        date=iso_value(article.published_on, article.published_precision),
        date_precision=article.published_precision or None,
        date_basis=article.published_basis or None,
        source_key=article.source_key,
        source_name=article.source_name,
        document=article.document,
        snippet=cut,
        score=score,
        explanation=explanation(matcher, shown) if explain else (),
        date_evidence=article.published_evidence,
    )
