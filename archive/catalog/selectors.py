"""Reads over the record that more than one room needs."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Min

from archive.catalog.models import Article, Source


@dataclass(frozen=True)
class ArchiveSpan:
    """How much the archive holds and from when: articles and sources counted, first and last day (or None)."""

    articles: int
    sources: int
    first: dt.date | None
    last: dt.date | None


def archive_span() -> ArchiveSpan:
    """Size and span of what readers can see."""
    visible = Article.objects.published().articles()
    span = visible.aggregate(first=Min("published_on"), last=Max("published_on"))
    sources = Source.objects.filter(articles__in=visible).distinct().count()
    return ArchiveSpan(articles=visible.count(), sources=sources, first=span["first"], last=span["last"])


def newest_articles(limit: int) -> list[Article]:
    """The newest published articles, undated ones last, with source and paragraphs."""
    return list(Article.objects.published().articles().with_record()[:limit])


def source_labels(keys: list[str]) -> dict[str, str]:
    """Names of sources by key."""
    return dict(Source.objects.filter(key__in=keys).values_list("key", "name"))
