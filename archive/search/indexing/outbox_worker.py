"""Changes that nobody brought into the index are made up for by whoever serves readers.

Normally the process that changes an article drains the outbox after its commit. Where it died before, or the engine was
away, the rows stay; a thread of each serving process looks for rows that have waited for some time and drains them.
"""

import datetime as dt
import logging
import threading

from django.db import close_old_connections, connections
from django.utils import timezone

from archive.catalog.models import OutboxEntry
from archive.search.indexing.outbox import drain

log = logging.getLogger(__name__)
INTERVAL = 15.0
"""Seconds between two looks at the outbox."""
PATIENCE = dt.timedelta(seconds=30)
"""Rows younger than this are left to the process that wrote them."""
ROWS = 500
"""Rows of one drain: the writer's lock is soon free again."""


def catch_up() -> int:
    """Drain what has waited for too long. Returns how many articles that were."""
    done = 0
    while OutboxEntry.objects.filter(created_at__lt=timezone.now() - PATIENCE).exists():
        done += drain(ROWS)
    return done


class CatchingUp(threading.Thread):
    """Catches up now and then until stopped. A failure is logged once, until something has succeeded again."""

    def __init__(self, *, interval: float = INTERVAL) -> None:
        super().__init__(name="catching-up", daemon=True)
        self.interval = interval
        self._stopped = threading.Event()

    def run(self) -> None:
        failing = False
        while not self._stopped.wait(self.interval):
            close_old_connections()
            try:
                if done := catch_up():
                    log.info("%d articles were brought into the index that had been waiting", done)
                failing = False
            except Exception as error:
                log.log(logging.DEBUG if failing else logging.WARNING, "Changes wait for the index: %s", error)
                failing = True
        connections.close_all()

    def stop(self) -> None:
        self._stopped.set()
