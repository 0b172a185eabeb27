"""What watched feeds tell at `/metrics`: how many there are, and how many fail. Their addresses are not told."""

from collections.abc import Iterator

from archive.catalog.metrics import Gauge
from archive.ingest.models import Feed, Upload


def read_gauges() -> Iterator[Gauge]:
    active = Feed.objects.filter(is_active=True)
    yield Gauge("khizana_feeds", "Feeds that are watched.", [({}, active.count())])
    yield Gauge(
        "khizana_feeds_failing", "Those whose last fetch failed.", [({}, active.filter(failures__gt=0).count())]
    )
    at_work = Upload.objects.filter(state__in=(Upload.State.PREVIEWING, Upload.State.LOADING))
    yield Gauge("khizana_uploads_at_work", "Uploads that are read or loaded.", [({}, at_work.count())])
