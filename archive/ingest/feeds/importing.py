"""Write what one run of a feed brings. A batch is made when the first news is written: a run without news leaves none.

The log of the run knows the batch from its beginning, and the counts are saved after each part, so that a run that was killed
leaves a batch with what it had brought.
"""

import logging
from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from archive.catalog.database import patiently
from archive.catalog.models import REPORT_FIELDS, Batch
from archive.ingest.import_plan import Counts, import_plan
from archive.ingest.models import Feed, FeedFetch
from archive.ingest.record import DocumentRecord, Failure
from archive.ingest.writing import Writer

log = logging.getLogger(__name__)
MAX_STORED = 500
"""Failures, warnings and notices stored with the batch."""


class RunImport:
    """The import of one run: `counts` of what it wrote, `batch` once there is one."""

    def __init__(self, feed: Feed, run: FeedFetch) -> None:
        self.counts = Counts()
        self.failures: list[Failure] = []
        self.warnings: list[str] = []
        self._feed, self._run = feed, run
        self._source = feed.source.name if feed.source else ""

    @property
    def source(self) -> str:
        return self._source

    @property
    def batch(self) -> Batch | None:
        return self._run.batch

    def write(self, documents: Sequence[DocumentRecord]) -> bool:
        """Write what is new or changed in these documents; whether there was anything."""
        plan = import_plan(documents, source=self._source)
        if not plan.documents:
            self.counts.unchanged += plan.counts.unchanged
            return False
        if self.batch is None:
            self._begin()
        writer = Writer(self.batch, self._source)
        self.counts.add(patiently(partial(writer.write, documents), log.warning))
        self.warnings += [warning for document in documents for warning in document.warnings]
        self.save()
        return True

    @transaction.atomic
    def _begin(self) -> None:
        self._run.batch = Batch.objects.create(label=f"خلاصة: {self._feed}"[:300])
        self._run.save(update_fields=("batch",))

    def save(self) -> None:
        """Store the counts with the batch, if there is one."""
        if (batch := self.batch) is None:
            return
        counts = self.counts
        batch.added, batch.updated, batch.unchanged, batch.stubs = (
            counts.added,
            counts.updated,
            counts.unchanged,
            counts.stubs,
        )
        batch.failed = len(self.failures)
        batch.failures = [{"name": each.name, "reason": each.reason} for each in self.failures[:MAX_STORED]]
        batch.warnings = self.warnings[:MAX_STORED]
        batch.notices = [notice._asdict() for notice in counts.notices[:MAX_STORED]]
        batch.finished_at = timezone.now()
        batch.save(update_fields=REPORT_FIELDS)
