"""Fetch the feeds that are due: `manage.py watch_feeds`. Once, or as a service of its own; `manage.py work` does it, too."""

import contextlib
import signal
import sys
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive import search
from archive.catalog.database import trouble_sentence
from archive.ingest.feeds.address import readable
from archive.ingest.feeds.schedule import feeds_askable
from archive.ingest.feeds.watch import EVERY_S, FeedsBusyError, feeds_watch
from archive.ingest.models import FeedFetch
from archive.ingest.preparation import archive_prepare
from archive.text.layout import visible_controls


class Command(BaseCommand):
    help = "Fetch the feeds that are due, and import what is new. Feeds are set up in the admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="all active feeds, due or not, but those whose servers asked to wait"
        )
        parser.add_argument("--service", action="store_true", help="go on until stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        archive_prepare()
        if options["service"]:
            self._serve()
            return
        try:
            pks = list(feeds_askable().values_list("pk", flat=True)) if options["all"] else None
            runs = feeds_watch(pks=pks, seconds=float("inf"), report=self._print)
        except FeedsBusyError as error:
            self.stderr.write(f"Nothing fetched: {error}.")
            sys.exit(1)
        failed = sum(run.outcome == FeedFetch.Outcome.FAILED for run in runs)
        is_indexed = not any(run.batch for run in runs) or self._index()
        added = sum(run.batch.added + run.batch.stubs for run in runs if run.batch)
        self.stdout.write(f"{len(runs)} feeds fetched, {failed} failed, {added} articles added")
        if failed or not is_indexed:
            sys.exit(1)

    def _serve(self) -> None:
        stopped = threading.Event()
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: stopped.set())
        while not stopped.is_set():
            with contextlib.suppress(FeedsBusyError):
                if any(run.batch for run in feeds_watch(report=self._print)):
                    self._index()
            stopped.wait(EVERY_S)

    def _index(self) -> bool:
        """Bring the articles into the index, unless the background process does."""
        try:
            search.drain_or_wait()
        except Exception as error:
            reason = search.trouble_sentence(error) or trouble_sentence(error)
            if reason is None and not isinstance(error, OSError):
                raise
            self.stderr.write(f"The articles are stored, but not all are in the index yet: {reason or error}")
            return False
        return True

    def _print(self, run: FeedFetch) -> None:
        batch = run.batch
        said = run.error or (
            f"{batch.added} added, {batch.updated} updated, {batch.stubs} stubs" if batch else "nothing new"
        )
        self.stdout.write(visible_controls(f"{readable(run.feed.address)}: {said}"))
