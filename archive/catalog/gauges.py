"""What the record tells of itself at `/metrics`: articles by state, jobs, the outbox, the background process, the disk."""

import shutil
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from archive.catalog.jobs import silence_s
from archive.catalog.metrics import Gauge
from archive.catalog.models import Article, Job, OutboxEntry

UNDONE = (Job.State.QUEUED, Job.State.RUNNING, Job.State.FAILED)


def read_gauges() -> Iterator[Gauge]:
    states = dict(Article.objects.order_by().values_list("state").annotate(n=Count("pk")))
    yield Gauge(
        "khizana_articles",
        "Articles by state.",
        [({"state": state}, states.get(state, 0)) for state in Article.State.values],
    )
    jobs = Job.objects.filter(state__in=UNDONE).order_by("name", "state")
    rows = jobs.values_list("name", "state").annotate(n=Count("pk"))
    yield Gauge(
        "khizana_jobs",
        "Jobs of the background process that wait, run or have failed for good.",
        [({"name": name, "state": state}, n) for name, state, n in rows],
    )
    yield Gauge("khizana_outbox_rows", "Changes that wait to be indexed.", [({}, OutboxEntry.objects.count())])
    oldest = OutboxEntry.objects.order_by("pk").values_list("created_at", flat=True).first()
    lag = max((timezone.now() - oldest).total_seconds(), 0.0) if oldest else 0.0
    yield Gauge("khizana_outbox_oldest_seconds", "How long the oldest of them has waited.", [({}, lag)])
    silence = silence_s()
    yield Gauge("khizana_background_up", "Whether a background process runs.", [({}, silence is not None)])
    if silence is not None:
        yield Gauge("khizana_background_silence_seconds", "Since it was last seen at work.", [({}, silence)])


def read_disk_gauges() -> Iterator[Gauge]:
    usage = shutil.disk_usage(settings.DATA_DIR)
    yield Gauge("khizana_disk_free_bytes", "Free on the disk of the data folder.", [({}, usage.free)])
    yield Gauge("khizana_disk_size_bytes", "Size of the disk of the data folder.", [({}, usage.total)])
