"""Write the whole archive to one file while the site runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.catalog.backup import BackupError, backup_write, disk_sentence


class Command(BaseCommand):
    help = (
        "Write database, originals, uploads and word table to FILE, readable for its owner alone, while the site runs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a new file, as in backups/2026-11-29.zip")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = backup_write(file.expanduser().absolute(), say=self.stderr.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(disk_sentence(error)) from error
        counted = ", ".join(f"{count:,} {name}" for name, count in manifest.counts.items())
        self.stdout.write(f"{file}: {counted}; {file.expanduser().stat().st_size / 1e6:,.1f} MB.")
