"""Print how the index stands beside the record, and which articles it holds otherwise; ends with 1 where it differs."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.search import index_diff, index_status
from archive.search.engine.contract import SearchUnavailableError
from archive.search.indexing.consistency import IndexDiff
from archive.search.indexing.status import IndexStatus
from archive.search.management.progress import show_progress

MEGA = 1024 * 1024


class Command(BaseCommand):
    help = "Tell the index's counts, lag and version, and compare it with the record, article by article."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--quick", action="store_true", help="compare numbers only, not what is indexed of each article"
        )
        parser.add_argument(
            "--ids", type=int, default=20, metavar="N", help="list so many numbers of each kind (0: all)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            status = index_status()
            self._tell(status)
            progress = show_progress(self.stderr) if options["verbosity"] else None
            found = index_diff(seconds=0 if options["quick"] else None, progress=progress)
        except SearchUnavailableError as error:
            raise CommandError(f"The search engine is away: {error}") from error
        self._list(found, options["ids"] or None)
        if status.version is None or status.stale:
            raise CommandError("The index is not of today's analysis. Run: manage.py rebuild_index")
        if not found.is_empty:
            raise CommandError("The index differs from the record. Run: manage.py update_index")
        self.stdout.write("The index agrees with the record." if found.complete else "The numbers agree.")

    def _tell(self, status: IndexStatus) -> None:
        rows = {
            "engine": f"{status.engine} at {status.place}",
            "indexed": f"{status.indexed:,} of {status.published:,} published articles",
            "waiting": f"{status.waiting:,}, the oldest for {status.lag.total_seconds():.0f} s",
            "version": f"{status.version} (today's: {status.current_version})",
            "segments": f"{status.segments:,}, {status.size / MEGA:,.1f} MB on disk",
            "rebuilding": "yes" if status.rebuilding else "no",
        }
        for name, value in rows.items():
            self.stdout.write(f"{name:<12}{value}")

    def _list(self, found: IndexDiff, limit: int | None) -> None:
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
