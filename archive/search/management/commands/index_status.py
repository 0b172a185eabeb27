"""Print the state of the index and the articles in which it differs from the catalog; exit status 1 if any do."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.search import index_diff, index_status
from archive.search.engine import current_engine
from archive.search.engine.contract import IndexDamagedError, SearchUnavailableError
from archive.search.indexing.consistency import IndexDiff
from archive.search.indexing.status import IndexStatus
from archive.search.management.progress import show_progress

MEGA = 1024 * 1024


class Command(BaseCommand):
    help = "Print counts, lag and version of the index, read its files, and compare it with the catalog article by article."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--quick",
            action="store_true",
            help="compare only which articles are indexed, not their contents; read no file that has not changed",
        )
        parser.add_argument(
            "--ids", type=int, default=20, metavar="N", help="list at most N primary keys of each kind (0: all)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            status = index_status()
            self._print_status(status)
            if status.damage:
                raise CommandError(f"{status.damage} Run: manage.py rebuild_index")
            if not options["quick"]:
                current_engine().check(full=True)
                self.stdout.write("files       sound")
            progress = show_progress(self.stderr) if options["verbosity"] else None
            found = index_diff(seconds=0 if options["quick"] else None, progress=progress)
        except IndexDamagedError as error:
            raise CommandError(f"{error} Run: manage.py rebuild_index") from error
        except SearchUnavailableError as error:
            raise CommandError(f"The search engine is unavailable: {error}") from error
        self._print_diff(found, options["ids"] or None)
        if status.version is None or status.stale:
            raise CommandError("The index was not built with the current analysis. Run: manage.py rebuild_index")
        if not found.is_empty:
            raise CommandError("The index differs from the catalog. Run: manage.py update_index")
        self.stdout.write("The index agrees with the catalog." if found.complete else "The counts agree.")

    def _print_status(self, status: IndexStatus) -> None:
        rows = {
            "engine": f"{status.engine} at {status.place}",
            "indexed": f"{status.indexed:,} of {status.published:,} published articles",
            "waiting": f"{status.waiting:,}, the oldest for {status.lag.total_seconds():.0f} s",
            "version": f"{status.version} (current: {status.current_version})",
            "segments": f"{status.segments:,}, {status.size / MEGA:,.1f} MB on disk",
            "background": "running" if status.working else "not running (manage.py work)",
            "rebuilding": "yes" if status.rebuilding else "no",
        }
        for name, value in rows.items():
            self.stdout.write(f"{name:<12}{value}")

    def _print_diff(self, found: IndexDiff, limit: int | None) -> None:
        for name, pks in (
            ("missing", found.missing),
            ("surplus", found.surplus),
            ("outdated", found.outdated),
            ("in the outbox", found.waiting),
        ):
            if pks:
                self.stdout.write(f"{name}: {len(pks):,} ({_listed(pks, limit)})")
        self.stdout.write(f"compared    {found.compared:,} of {found.of:,} articles")


def _listed(pks: Sequence[int], limit: int | None) -> str:
    shown = pks[:limit]
    return ", ".join(map(str, shown)) + (" …" if len(shown) < len(pks) else "")
