"""Haystack's `update_index`, made exact: index the articles that differ from the catalog, and no others.

With any of HAYSTACK_OPTIONS, Haystack's own command runs.
"""

from typing import Any

from django.core.management.base import CommandError
from haystack.management.commands.update_index import Command as HaystackCommand

from archive.search import index_diff, index_repair, index_status
from archive.search.engine import current_engine
from archive.search.engine.contract import IndexBusyError, SearchUnavailableError
from archive.search.indexing import indexer
from archive.search.management.progress import show_progress

HAYSTACK_OPTIONS = ("app_label", "minutes", "age", "start_date", "end_date", "batchsize", "workers")


class Command(HaystackCommand):
    help = "Compare all articles with the index, and index those that differ."

    def handle(self, **options: Any) -> None:
        if set(options.get("using") or ()) - {"default"} or any(options.get(name) for name in HAYSTACK_OPTIONS):
            super().handle(**options)
            return
        progress = show_progress(self.stderr) if int(options.get("verbosity", 1)) else None
        try:
            if reason := indexer.rebuild_reason(current_engine()):
                self.stderr.write(f"{reason} Rebuilding it.")
                self.stdout.write(f"{indexer.rebuild(progress=progress):,} articles indexed.")
                return
            found = index_diff(progress=progress)
            done = index_repair(found, progress=progress)
            stale = index_status().stale
        except (SearchUnavailableError, IndexBusyError) as error:
            raise CommandError(f"The index could not be updated: {error}") from error
        if int(options.get("verbosity", 1)):
            self.stdout.write(
                f"{len(found.missing):,} missing, {len(found.surplus):,} surplus, {len(found.outdated):,} outdated, "
                f"{len(found.waiting):,} waiting: {done:,} articles indexed."
            )
        if stale:
            self.stderr.write("The index was built with an earlier analysis. Run: manage.py rebuild_index")
