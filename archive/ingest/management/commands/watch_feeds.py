"""Fetch the feeds that are due: `manage.py watch_feeds`. Once, or as a service of its own; `manage.py work` does it, too."""

import contextlib
import signal
import sys
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive.ingest.feeds.address import readable
from archive.ingest.feeds.watch import EVERY_S, FeedsBusyError, feeds_watch
from archive.ingest.models import Feed, FeedFetch
from archive.ingest.preparation import archive_prepare
from archive.text.layout import visible_controls


class Command(BaseCommand):
    help = "Fetch the feeds that are due, and import what is new. Feeds are set up in the admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="fetch all active feeds, due or not")
        parser.add_argument("--service", action="store_true", help="go on until stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        archive_prepare()
        if options["service"]:
            self._serve()
            return
        try:
            pks = list(Feed.objects.filter(is_active=True).values_list("pk", flat=True)) if options["all"] else None
            runs = feeds_watch(pks=pks, seconds=float("inf"), report=self._print)
        except FeedsBusyError as error:
            self.stderr.write(f"Nothing fetched: {error}.")
            sys.exit(1)
        failed = sum(run.outcome == FeedFetch.Outcome.FAILED for run in runs)
        added = sum(run.batch.added + run.batch.stubs for run in runs if run.batch)
        self.stdout.write(f"{len(runs)} feeds fetched, {failed} failed, {added} articles added")
        if failed:
            sys.exit(1)

    def _serve(self) -> None:
        stopped = threading.Event()
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: stopped.set())
        while not stopped.is_set():
            with contextlib.suppress(FeedsBusyError):
                feeds_watch(report=self._print)
            stopped.wait(EVERY_S)

    def _print(self, run: FeedFetch) -> None:
        batch = run.batch
        said = run.error or (
            f"{batch.added} added, {batch.updated} updated, {batch.stubs} stubs" if batch else "nothing new"
        )
        self.stdout.write(visible_controls(f"{readable(run.feed.address)}: {said}"))
