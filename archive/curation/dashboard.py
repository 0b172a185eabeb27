"""What else the first page of the admin tells: the newest imports, the disk, and what colleagues did today."""

import shutil
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db.models import Count
from django.utils import timezone

from archive.catalog.models import Batch
from archive.curation.admin.changes import day_address
from archive.curation.admin.curated import may_see_drafts

MAX_BATCHES = 5
MAX_COLLEAGUES = 8
LOW_DISK_SHARE = 0.1
"""Less of the disk free than this is a warning."""


@dataclass(frozen=True)
class Disk:
    """Bytes of the disk that holds the archive."""

    free: int
    total: int

    @property
    def is_low(self) -> bool:
        return self.free < self.total * LOW_DISK_SHARE


def newest_batches(user: Any) -> list[Batch]:
    """The latest imports, for those who may see batches and drafts: their labels may be titles of what is not published."""
    if not (user.has_perm("catalog.view_batch") and may_see_drafts(user)):
        return []
    shown = ("label", "started_at", "finished_at", "added", "updated", "failed", "undo_state")
    return list(Batch.objects.only(*shown)[:MAX_BATCHES])


def disk(user: Any) -> Disk | None:
    """For those who bring material in; None where the system does not tell."""
    if not user.has_perm("catalog.view_batch"):
        return None
    try:
        usage = shutil.disk_usage(settings.DATA_DIR)
    except OSError:
        return None
    return Disk(usage.free, usage.total)


@dataclass(frozen=True)
class Colleague:
    """Who changed how many records today; the list of them."""

    name: str
    count: int
    address: str


def colleagues_today(user: Any) -> list[Colleague]:
    """The most active first, for those who see drafts."""
    if not may_see_drafts(user):
        return []
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    rows = LogEntry.objects.filter(action_time__gte=midnight).order_by().values_list("user__username", "user")
    busiest = rows.annotate(count=Count("pk")).order_by("-count", "user__username")[:MAX_COLLEAGUES]
    return [Colleague(name, count, day_address(now.date(), user__id__exact=pk)) for name, pk, count in busiest]
