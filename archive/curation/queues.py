"""What waits for a curator's decision, for the first page of the admin: each queue with its count and the list that it leads to.

Only queues with something in them, and only those that the user may see; the longest comes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse

from archive.catalog.metrics import Gauge
from archive.catalog.models import Article, Collision, FieldDifference, SplitDoubt, TakedownRequest
from archive.chronology.models import DateMention
from archive.chronology.selectors import doubtful_dates
from archive.curation.admin.curated import may_see_drafts
from archive.entities.models import Entity, Mention, SpellingVariant
from archive.ingest.models import Upload


@dataclass(frozen=True)
class Queue:
    label: str
    count: int
    address: str


def waiting_queues(user: Any) -> list[Queue]:
    """The queues of a user; none without the permission to see drafts, since all of them show texts that are not published.

    Of names and dates, places are counted; their pages gather these into decisions.
    """
    if not may_see_drafts(user):
        return []
    seen = [row for row in _rows() if _may_see(user, row[1])]
    counts = _counts([waiting for _, waiting, _ in seen])
    found = [Queue(label, count, _address(page)) for (label, _, page), count in zip(seen, counts, strict=True)]
    found += _article_queues()
    return sorted((queue for queue in found if queue.count), key=lambda queue: -queue.count)


def read_gauges() -> Iterator[Gauge]:
    """The queues' lengths for `/metrics`, each by a name in Latin letters."""
    rows = _rows()
    names = [page.partition("?")[0].removesuffix("_changelist").removesuffix("_queue") for _, _, page in rows]
    counts = dict(zip(names, _counts([waiting for _, waiting, _ in rows]), strict=True)) | _article_counts()
    yield Gauge(
        "khizana_queue_length",
        "What waits for curators' decisions.",
        [({"queue": name}, count) for name, count in counts.items()],
    )


def _rows() -> list[tuple[str, QuerySet[Any], str]]:
    """Label, what waits, and the list that shows it."""
    candidates = Entity.objects.filter(state=Entity.State.CANDIDATE, merged_into=None)
    return [
        ("أسماء غير مؤكدة في النص", Mention.objects.suggested(), "entities_mention_queue"),
        ("تواريخ مذكورة مشكوك فيها", doubtful_dates(DateMention.objects.all()), "chronology_datemention_queue"),
        ("أعلام مرشَّحة", candidates, "entities_entity_changelist?state__exact=candidate"),
        (
            "رسوم أسماء مقترحة",
            SpellingVariant.objects.filter(state="proposed"),
            "entities_spellingvariant_changelist?state__exact=proposed",
        ),
        (
            "خلافات بين سجلات ومحررين",
            FieldDifference.objects.filter(state="open"),
            "catalog_fielddifference_changelist?state__exact=open",
        ),
        (
            "سجلات تصادم مقالات",
            Collision.objects.filter(state="open"),
            "catalog_collision_changelist?state__exact=open",
        ),
        ("تقسيمات غير مؤكدة", SplitDoubt.objects.waiting(), "catalog_splitdoubt_changelist?state__exact=open"),
        (
            "طلبات تصحيح وحجب",
            TakedownRequest.objects.filter(state="open"),
            "catalog_takedownrequest_changelist?state__exact=open&o=4",
        ),
        (
            "رفع ينتظر التحميل",
            Upload.objects.filter(state=Upload.State.READY),
            "ingest_upload_changelist?state__exact=ready",
        ),
    ]


def _counts(rows: list[QuerySet[Any]]) -> list[int]:
    """How many rows each has; one query."""
    if not rows:
        return []
    alone = [
        kind.order_by().annotate(place=Value(place)).values_list("place").annotate(n=Count("pk"))
        for place, kind in enumerate(rows)
    ]
    first, *others = alone
    found = dict(first.union(*others, all=True).values_list("place", "n"))
    return [found.get(place, 0) for place in range(len(rows))]


_PUBLIC = Q(state=Article.State.PUBLISHED)
_ARTICLE_ROWS = {
    "drafts": ("مسودات", Q(state=Article.State.DRAFT), "state__exact=draft"),
    "untitled": ("مقالات بلا عنوان", _PUBLIC & Q(title=None), "state__exact=published&title__isnull=True"),
    "undated": ("مقالات بلا تاريخ", _PUBLIC & Q(published_on=None), "state__exact=published&published_on__isnull=True"),
    "unsourced": ("مقالات بلا مصدر", _PUBLIC & Q(source=None), "state__exact=published&source__isnull=True"),
}
"""Drafts, and published articles without a title, a date or a source."""


def _article_counts() -> dict[str, int]:
    """One query."""
    return Article.objects.aggregate(
        **{name: Count("pk", filter=condition) for name, (_, condition, _) in _ARTICLE_ROWS.items()}
    )


def _article_queues() -> list[Queue]:
    counts = _article_counts()
    address = reverse("admin:catalog_article_changelist")
    return [Queue(label, counts[name], f"{address}?{query}") for name, (label, _, query) in _ARTICLE_ROWS.items()]


def _address(page: str) -> str:
    name, mark, query = page.partition("?")
    return reverse(f"admin:{name}") + mark + query


def _may_see(user: Any, rows: QuerySet[Any]) -> bool:
    kind = rows.model._meta
    return any(user.has_perm(f"{kind.app_label}.{action}_{kind.model_name}") for action in ("view", "change"))
