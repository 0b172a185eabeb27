"""Load the sample archive into an empty archive."""

from typing import Any

from django.core.management.base import BaseCommand

from archive import search
from archive.ingest.preparation import archive_prepare
from archive.ingest.sample import sample_load


class Command(BaseCommand):
    help = "Load the sample archive, if the archive has no articles."

    def handle(self, *args: Any, **options: Any) -> None:
        archive_prepare()
        summary = sample_load()
        if summary:
            search.settle()
        self.stdout.write(
            f"Sample archive: {summary}" if summary else "The archive has articles; the sample was not loaded."
        )
