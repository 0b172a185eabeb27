"""The background process: `manage.py work`. It runs until SIGTERM or SIGINT, which let it finish what it has begun."""

import signal
from typing import Any

from django.core.management.base import BaseCommand

from archive.catalog.heap import heap_share, heap_trim_often
from archive.catalog.jobs.worker import Worker


class Command(BaseCommand):
    help = "Do background work until stopped: bring changes into the search index, run queued and periodic jobs."

    def handle(self, *args: Any, **options: Any) -> None:
        heap_share()
        heap_trim_often()
        worker = Worker()
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: worker.stop())
        worker.run()
