"""The hits of a page of results: what the database says of each article, and the passage that matches.

Loads only what a hit shows, in two queries for any number of hits. Articles that are not published are left out, even if the
index still contains them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.safestring import mark_safe

from archive.catalog.compiled_in_query import CompiledInQuery
from archive.catalog.models import Article, Paragraph, iso_value
from archive.search.engine.clauses import Clause
from archive.search.engine.contract import SearchResult
from archive.search.highlighting import HighlightMatcher, explanation, highlighted_html, snippet
from archive.search.result_page import Hit


class _ArticleRow(NamedTuple):
    """The columns of an article that a hit shows."""

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


_article_rows = CompiledInQuery(
    lambda pks: (
        Article.objects.published()
        .filter(pk__in=pks)
        .order_by()
        .values_list(*_ArticleRow._fields[:-3], "source__key", "source__name", "raw_document__origin")
    )
)
_paragraph_rows = CompiledInQuery(
    lambda pks: (
        Paragraph.objects.filter(article__in=pks).order_by("article_id", "position").values_list("article_id", "text")
    )
)


def hits(found: SearchResult, clause: Clause, *, explain: bool = False) -> tuple[Hit, ...]:
    """The articles of a search result in its order; `explain`: with the reasons why each of them matched."""
    if not found.pks:
        return ()
    articles, texts = _articles(found.pks), _texts(found.pks)
    matcher = HighlightMatcher(clause)
    scored = zip(found.pks, found.scores, strict=True)
    return tuple(
        _hit(articles[pk], texts[pk], score, matcher, explain=explain) for pk, score in scored if pk in articles
    )


def _articles(pks: Iterable[int]) -> dict[int, _ArticleRow]:
    rows = map(_ArticleRow._make, _article_rows.rows(pks))
    return {article.pk: article for article in rows}


def _texts(pks: Iterable[int]) -> dict[int, list[str]]:
    """The paragraphs of each article, in order."""
    texts: dict[int, list[str]] = defaultdict(list)
    for pk, text in _paragraph_rows.rows(pks):
        texts[pk].append(text)
    return texts


def _hit(article: _ArticleRow, texts: Sequence[str], score: float, matcher: HighlightMatcher, *, explain: bool) -> Hit:
    title = article.title or article.generated_title
    title_highlights = matcher.highlights(title, title=True) if matcher and article.title is not None else []
    snippet_html, shown = snippet(texts, matcher)
    if explain:
        shown = [(title[mark.start : mark.end], mark) for mark in title_highlights] + shown
    return Hit(
        pk=article.pk,
        key=article.key,
        title=title,
        title_html=mark_safe(highlighted_html(title, title_highlights)),
        title_generated=article.title is None,
        kind=article.kind,
        date=iso_value(article.published_on, article.published_precision),
        date_precision=article.published_precision or None,
        date_basis=article.published_basis or None,
        source_key=article.source_key,
        source_name=article.source_name,
        document=article.document,
        snippet=mark_safe(snippet_html),
        score=score,
        explanation=explanation(matcher, shown) if explain else (),
        date_evidence=article.published_evidence,
    )
