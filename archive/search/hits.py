"""The hits of a page of results: what the database says of each article, and the passage that matches.

Loads only what a hit shows, in two queries for any number of hits, a third if some have other versions, and two more for
stories. Articles that are not published are left out, even if the index still contains them: of several versions the next one
stands for the result.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db.models import Case, When
from django.utils.safestring import mark_safe

from archive.catalog.compiled_in_query import CompiledInQuery
from archive.catalog.models import Article, Paragraph, iso_value
from archive.search.engine.clauses import Clause
from archive.search.engine.contract import SearchResult
from archive.search.highlighting import HighlightMatcher, explanation, highlighted_html, snippet
from archive.search.hit_stories import Telling, tellings
from archive.search.result_page import Hit, Version


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


_DOCUMENT = Case(When(is_redacted=False, then="raw_document__origin"))
"""The file of a redacted article is told to nobody."""
_article_rows = CompiledInQuery(
    lambda pks: (
        Article.objects.published()
        .filter(pk__in=pks)
        .order_by()
        .values_list(*_ArticleRow._fields[:-3], "source__key", "source__name", _DOCUMENT)
    )
)


class _VersionRow(NamedTuple):
    """The columns of an article that is shown as a version of another."""

    pk: int
    key: str
    title: str | None
    generated_title: str
    published_on: dt.date | None
    published_precision: str
    source_key: str | None
    source_name: str | None


_version_rows = CompiledInQuery(
    lambda pks: (
        Article.objects.published()
        .filter(pk__in=pks)
        .order_by()
        .values_list(*_VersionRow._fields[:-2], "source__key", "source__name")
    )
)
_paragraph_rows = CompiledInQuery(
    lambda pks: (
        Paragraph.objects.filter(article__in=pks).order_by("article_id", "position").values_list("article_id", "text")
    )
)


def hits(found: SearchResult, clause: Clause, *, explain: bool = False, with_stories: bool = False) -> tuple[Hit, ...]:
    """The articles of a search result in its order; `explain`: with the reasons why each of them matched; `with_stories`: of a
    result grouped by story, with the stories."""
    if not found.pks:
        return ()
    versions = _versions(pk for others in found.others.values() for pk in others)
    articles = _articles(found.pks)
    shown = _shown(found, articles, versions)
    articles |= _articles(pk for pk in shown if pk not in articles)
    texts = _texts(shown)
    told = _told(shown, versions, with_stories=with_stories)
    matcher = HighlightMatcher(clause)
    made = []
    for pk, (score, _) in shown.items():
        hit = _hit(articles[pk], texts[pk], score, matcher, explain=explain)
        made.append(replace(hit, **told[pk]._asdict()) if pk in told else hit)
    return tuple(made)


def _told(
    shown: Mapping[int, tuple[float, list[int]]], versions: Mapping[int, Version], *, with_stories: bool
) -> dict[int, Telling]:
    if with_stories:
        return tellings({pk: others for pk, (_, others) in shown.items()}, versions)
    return {pk: Telling(tuple(versions[one] for one in others)) for pk, (_, others) in shown.items() if others}


def _shown(
    found: SearchResult, articles: Container[int], versions: Container[int]
) -> dict[int, tuple[float, list[int]]]:
    """For each result the first of its articles that is published, with the score of the result and the other articles."""
    shown = {}
    for first, score in zip(found.pks, found.scores, strict=True):
        others = [pk for pk in found.others.get(first, ()) if pk in versions]
        published = [first, *others] if first in articles else others
        if published:
            shown[published[0]] = score, published[1:]
    return shown


def _versions(pks: Iterable[int]) -> dict[int, Version]:
    rows = map(_VersionRow._make, _version_rows.rows(pks))
    return {
        row.pk: Version(
            pk=row.pk,
            key=row.key,
            title=row.title or row.generated_title,
            date=iso_value(row.published_on, row.published_precision),
            source_key=row.source_key,
            source_name=row.source_name,
        )
        for row in rows
    }


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
