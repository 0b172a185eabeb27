"""Reads of the catalog that several rooms need."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet

from archive.catalog.change_stamp import change_stamp
from archive.catalog.compiled_in_query import CompiledInQuery
from archive.catalog.date_doubt import TOLERANCE, is_after_tomorrow, last_plausible_day
from archive.catalog.keys import key_given
from archive.catalog.labels import first_printed, printed_forms, printed_labels
from archive.catalog.models import AboutPage, Article, Correction, FormerSourceKey, Source
from archive.catalog.originals import Closed, closed_originals, original_is_open, redacted_originals
from archive.catalog.public_revisions import public_revisions
from archive.catalog.published_days import (
    PlaceInDay,
    articles_of_day,
    articles_of_month_alone,
    days_of_month,
    near_days,
    newest_day,
    place_in_day,
)
from archive.catalog.redactions import (
    REDACTED_COLUMNS,
    Redactor,
    redacted_import_keys,
    redaction_notes,
    redactors_of,
)

__all__ = [
    "REDACTED_COLUMNS",
    "ArchiveFigures",
    "ArchiveSpan",
    "Closed",
    "PlaceInDay",
    "Redactor",
    "about_page",
    "archive_figures",
    "archive_span",
    "articles_of_day",
    "articles_of_month_alone",
    "become_plausible",
    "change_stamp",
    "closed_originals",
    "current_source_keys",
    "days_of_month",
    "first_printed",
    "hidden_source_keys",
    "is_after_tomorrow",
    "key_given",
    "near_days",
    "newest_articles",
    "newest_day",
    "original_is_open",
    "place_in_day",
    "printed_forms",
    "printed_labels",
    "public_corrections",
    "public_revisions",
    "public_sources",
    "redacted_import_keys",
    "redacted_originals",
    "redaction_notes",
    "redactors_of",
    "source_labels",
    "withdrawal_reason",
]


def public_corrections(article: Article) -> list[Correction]:
    """What readers are told that the archive corrected, the latest first; redacted as the article is."""
    rows = list(article.corrections.filter(is_public=True))
    if article.is_redacted and rows:
        redactor = redactors_of([article])[article.key]
        for row in rows:
            row.text = redactor.text(row.text)
    return rows


_names = CompiledInQuery(lambda keys: public_sources().filter(key__in=keys).order_by().values_list("key", "name"))
_former = CompiledInQuery(
    lambda keys: FormerSourceKey.objects.filter(key__in=keys).order_by().values_list("key", "source__key")
)


def public_sources() -> QuerySet[Source]:
    """Sources of published articles and stubs, and those without any. Of those that have only others readers learn nothing."""
    own = Article.objects.filter(source=OuterRef("pk")).order_by()
    return Source.objects.filter(Exists(own.published()) | ~Exists(own))


def hidden_source_keys(keys: Iterable[str]) -> set[str]:
    """Of these keys, those of sources that readers may not know of."""
    known = set(Source.objects.filter(key__in=set(keys)).values_list("key", flat=True)) if keys else set()
    return known - set(public_sources().filter(key__in=known).values_list("key", flat=True)) if known else set()


@dataclass(frozen=True)
class ArchiveSpan:
    """Number of articles and sources, first and last day of publication (or None). Dates after tomorrow do not count."""

    articles: int
    sources: int
    first: dt.date | None
    last: dt.date | None


def archive_span() -> ArchiveSpan:
    """Size and span of what readers can see, one query for each value: each reads one end of an index."""
    visible = Article.objects.published().articles().order_by()
    return ArchiveSpan(
        articles=visible.count(),
        sources=Source.objects.filter(Exists(visible.filter(source=OuterRef("pk")))).count(),
        first=visible.filter(published_on__lte=last_plausible_day()).aggregate(day=Min("published_on"))["day"],
        last=visible.filter(published_on__lte=last_plausible_day()).aggregate(day=Max("published_on"))["day"],
    )


@dataclass(frozen=True)
class ArchiveFigures(ArchiveSpan):
    """The span, and how many articles have a stated date, an inferred one, or none."""

    stated: int
    inferred: int
    undated: int

    def share(self, part: int) -> str:
        """A part of all articles in whole percents; «أقل من 1٪» for a few, "" of none."""
        if not self.articles:
            return ""
        percent = round(100 * part / self.articles)
        return "أقل من 1٪" if part and not percent else f"{percent}٪"


def archive_figures() -> ArchiveFigures:
    span = archive_span()
    visible = Article.objects.published().articles().order_by()
    by_basis = dict(visible.values_list("published_basis").annotate(count=Count("pk")))
    stated, inferred = (by_basis.get(basis, 0) for basis in (Article.Basis.STATED, Article.Basis.INFERRED))
    return ArchiveFigures(**vars(span), stated=stated, inferred=inferred, undated=span.articles - stated - inferred)


def about_page() -> AboutPage:
    """What curators wrote about the archive; an unsaved page, with the text that ships, where they wrote nothing."""
    return AboutPage.objects.first() or AboutPage()


def newest_articles(limit: int) -> list[Article]:
    """The newest published articles, undated ones last and none that is dated after tomorrow, with source and paragraphs."""
    return list(Article.objects.published().articles().plausibly_dated().with_record()[:limit])


def withdrawal_reason(key: str) -> str:
    """The public reason for which an article was withdrawn, or the one that it followed; "" where there is none."""
    article, seen = Article.objects.filter(key=key).first(), set[int]()
    while article is not None and article.state == Article.State.WITHDRAWN and article.pk not in seen:
        if article.withdrawal_reason or not article.returns_to:
            return article.withdrawal_reason
        seen.add(article.pk)
        article = article.parent
    return ""


def become_plausible(within: dt.timedelta) -> list[int]:
    """Primary keys of the articles that were last changed before their date was plausible, and whose day came `within` a time."""
    last = last_plausible_day()
    due = Article.objects.filter(published_on__gt=last - within, published_on__lte=last)
    rows = due.values_list("pk", "published_on", "changed_at")
    return [pk for pk, day, changed_at in rows if day and day > changed_at.date() + TOLERANCE]


def source_labels(keys: list[str]) -> dict[str, str]:
    """Names of sources by key, of those that readers may know of."""
    return dict(_names.rows(keys))


def current_source_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys in order, each once; the key of a source that was merged into another one is replaced by the other's."""
    targets: dict[str, str] = dict(_former.rows(keys))
    return tuple(dict.fromkeys(targets.get(key, key) for key in keys))
