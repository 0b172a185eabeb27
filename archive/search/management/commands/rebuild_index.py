"""Haystack's `rebuild_index`, into a new generation: the current one serves until the new one is complete."""

from typing import Any

from haystack import connections
from haystack.management.commands.rebuild_index import Command as HaystackCommand

from archive.search.haystack.backend import ArchiveBackend
from archive.search.indexing import indexer


class Command(HaystackCommand):
    help = "Build a new search index next to the current one, then swap."

    def handle(self, **options: Any) -> None:
        using = options.get("using") or list(connections.connections_info)
        for alias in using:
            backend = connections[alias].get_backend()
            if not isinstance(backend, ArchiveBackend):
                super().handle(**{**options, "using": [alias]})
                continue
            shown = int(options.get("verbosity", 1)) >= 1
            count = indexer.rebuild(engine=backend.engine, progress=self._progress if shown else None)
            if shown:
                self.stdout.write(f"Indexed {count} articles in {backend.engine.place}.")

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"\r{done} / {total}", ending="\n" if done == total else "")
        self.stderr.flush()
