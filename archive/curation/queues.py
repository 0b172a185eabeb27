"""What waits for a curator's decision, for the first page of the admin: each queue with its count and the list that it leads to.

Only queues with something in them, and only those that the user may see; the longest comes first.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse

from archive.catalog.models import Article, Collision, FieldDifference, SplitDoubt
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
    candidates = Entity.objects.filter(state=Entity.State.CANDIDATE, merged_into=None)
    rows: list[tuple[str, QuerySet[Any], str]] = [
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
            "رفع ينتظر التحميل",
            Upload.objects.filter(state=Upload.State.READY),
            "ingest_upload_changelist?state__exact=ready",
        ),
    ]
    seen = [row for row in rows if _may_see(user, row[1])]
    counts = _counts([waiting for _, waiting, _ in seen])
    found = [Queue(label, count, _address(page)) for (label, _, page), count in zip(seen, counts, strict=True)]
    found += _article_queues()
    return sorted((queue for queue in found if queue.count), key=lambda queue: -queue.count)


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


def _article_queues() -> list[Queue]:
    """Drafts, and published articles without a title, a date or a source; one query."""
    public = Q(state=Article.State.PUBLISHED)
    rows = [
        ("مسودات", Q(state=Article.State.DRAFT), "state__exact=draft"),
        ("مقالات بلا عنوان", public & Q(title=None), "state__exact=published&title__isnull=True"),
        ("مقالات بلا تاريخ", public & Q(published_on=None), "state__exact=published&published_on__isnull=True"),
        ("مقالات بلا مصدر", public & Q(source=None), "state__exact=published&source__isnull=True"),
    ]
    counts = Article.objects.aggregate(**{f"n{place}": Count("pk", filter=row[1]) for place, row in enumerate(rows)})
    address = reverse("admin:catalog_article_changelist")
    return [Queue(label, counts[f"n{place}"], f"{address}?{query}") for place, (label, _, query) in enumerate(rows)]


def _address(page: str) -> str:
    name, mark, query = page.partition("?")
    return reverse(f"admin:{name}") + mark + query


def _may_see(user: Any, rows: QuerySet[Any]) -> bool:
    kind = rows.model._meta
    return any(user.has_perm(f"{kind.app_label}.{action}_{kind.model_name}") for action in ("view", "change"))
