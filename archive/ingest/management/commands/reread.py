"""Read names and dates again in all articles: `manage.py reread`. It may be interrupted; the next run goes on from there."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive import search
from archive.ingest.rereading import articles_reread


class Command(BaseCommand):
    help = "Read names and dates again in all articles, after the authority file or the rules of reading changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--restart", action="store_true", help="begin anew, also where a run was interrupted")
        parser.add_argument("--no-index", action="store_true", help="leave the index to a later update_index")

    def handle(self, *args: Any, **options: Any) -> None:
        self._began, self._first = time.monotonic(), -1
        try:
            read, changed = articles_reread(restart=options["restart"], progress=self._progress)
            if not options["no_index"]:
                search.drain_or_wait(progress=self._progress)
        except KeyboardInterrupt:
            self.stderr.write("\nInterrupted; what was read is kept. Run: manage.py reread")
            sys.exit(130)
        self.stdout.write(f"{read:,} articles read again, {changed:,} of them found otherwise than before")

    def _progress(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        self._first = done if self._first < 0 else self._first
        rate = (done - self._first) / max(time.monotonic() - self._began, 0.001)
        self.stderr.write(f"\r{done:,} of {total:,}, {rate:,.0f} a second ", ending="\n" if done >= total else "")
        self.stderr.flush()
