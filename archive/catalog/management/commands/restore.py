"""Put a backup back, into SQLite or PostgreSQL."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.catalog.backup import BackupError, backup_restore, disk_sentence


class Command(BaseCommand):
    help = "Put the archive of a backup in place of an empty one. The index is made again by `manage.py prepare`."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what `manage.py backup` wrote")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="also where articles or a running site stand; their data is kept beside",
        )

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            restored = backup_restore(file.expanduser().absolute(), replace=replace, say=self.stderr.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(disk_sentence(error)) from error
        counted = ", ".join(f"{count:,} {name}" for name, count in restored.manifest.counts.items())
        self.stdout.write(f"Restored the archive of {restored.manifest.made_at}: {counted}.")
        if restored.kept:
            self.stdout.write(f"What stood here before is kept in {restored.kept}.")
        self.stdout.write("Now run: manage.py prepare")
        if settings.SEARCH_ENGINE == "opensearch":
            self.stdout.write("Then run: manage.py rebuild_index. OpenSearch still has the index of what stood before.")
