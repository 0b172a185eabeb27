"""Haystack's `update_index`, exact: what differs from the record is brought in line, and nothing else is touched.

With a span of time, a batch size or apps named, Haystack's own command does what it always does.
"""

from typing import Any

from django.core.management.base import CommandError
from haystack.management.commands.update_index import Command as HaystackCommand

from archive.search import index_diff, index_repair, index_status
from archive.search.engine.contract import IndexBusyError, SearchUnavailableError
from archive.search.management.progress import show_progress

HAYSTACKS_OWN = ("app_label", "minutes", "age", "start_date", "end_date", "batchsize", "workers")


class Command(HaystackCommand):
    help = "Bring the articles in line that the index holds otherwise than the record (all of them are compared)."

    def handle(self, **options: Any) -> None:
        if set(options.get("using") or ()) - {"default"} or any(options.get(name) for name in HAYSTACKS_OWN):
            super().handle(**options)
            return
        progress = show_progress(self.stderr) if int(options.get("verbosity", 1)) else None
        try:
            found = index_diff(progress=progress)
            done = index_repair(found, progress=progress)
            stale = index_status().stale
        except (SearchUnavailableError, IndexBusyError) as error:
            raise CommandError(f"The index could not be brought up to date: {error}") from error
        if int(options.get("verbosity", 1)):
            self.stdout.write(
                f"{len(found.missing):,} missing, {len(found.surplus):,} surplus, {len(found.outdated):,} outdated, "
                f"{len(found.waiting):,} waiting: {done:,} articles brought in line."
            )
        if stale:
            self.stderr.write("The index was built with an earlier analysis. Run: manage.py rebuild_index")
