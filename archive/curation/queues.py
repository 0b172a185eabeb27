"""What waits for a curator's decision, for the first page of the admin: each queue with its count and the list that it leads to.

Only queues with something in them, and only those that the user may see.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from archive.catalog.models import Article, Collision, FieldDifference, SplitDoubt
from archive.curation.admin.curated import may_see_drafts
from archive.ingest.models import Upload


@dataclass(frozen=True)
class Queue:
    label: str
    count: int
    address: str


def waiting_queues(user: Any) -> list[Queue]:
    """The queues of a user; none without the permission to see drafts, since all of them show texts that are not published."""
    if not may_see_drafts(user):
        return []
    rows: list[tuple[str, QuerySet[Any], str, str]] = [
        ("خلافات بين سجلات ومحررين", FieldDifference.objects.filter(state="open"), "catalog_fielddifference", "open"),
        ("سجلات تصادم مقالات", Collision.objects.filter(state="open"), "catalog_collision", "open"),
        ("تقسيمات غير مؤكدة", SplitDoubt.objects.waiting(), "catalog_splitdoubt", "open"),
        ("رفع ينتظر التحميل", Upload.objects.filter(state=Upload.State.READY), "ingest_upload", "ready"),
        ("مسودات", Article.objects.filter(state=Article.State.DRAFT), "catalog_article", "draft"),
    ]
    found = [
        Queue(label, waiting.count(), f"{reverse(f'admin:{page}_changelist')}?state__exact={state}")
        for label, waiting, page, state in rows
        if _may_see(user, waiting)
    ]
    return [queue for queue in found if queue.count]


def _may_see(user: Any, rows: QuerySet[Any]) -> bool:
    kind = rows.model._meta
    return any(user.has_perm(f"{kind.app_label}.{action}_{kind.model_name}") for action in ("view", "change"))
