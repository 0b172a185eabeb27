"""Analyse all articles again: `manage.py reread`. An interrupted run continues with the next one."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive import search
from archive.ingest.rereading import articles_reread


class Command(BaseCommand):
    help = "Recognise names and dates in all articles again, after the authority file or the rules changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--restart", action="store_true", help="start with the first article again")
        parser.add_argument("--no-index", action="store_true", help="leave the index to the background process")

    def handle(self, *args: Any, **options: Any) -> None:
        self._began, self._first = time.monotonic(), -1
        try:
            read, changed = articles_reread(restart=options["restart"], progress=self._progress)
            if not options["no_index"]:
                search.drain_or_wait(progress=self._progress)
        except KeyboardInterrupt:
            self.stderr.write(
                "\nInterrupted; the articles analysed so far are saved. To continue, run: manage.py reread"
            )
            sys.exit(130)
        self.stdout.write(f"re-analysed {read:,} articles; {changed:,} changed")

    def _progress(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        self._first = done if self._first < 0 else self._first
        rate = (done - self._first) / max(time.monotonic() - self._began, 0.001)
        self.stderr.write(f"\r{done:,} of {total:,}, {rate:,.0f} a second ", ending="\n" if done >= total else "")
        self.stderr.flush()
