"""Compile the word table: counts from wordfreq and the archive, names from the authority file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive.search.indexing import word_table


class Command(BaseCommand):
    help = "Compile the table of word counts and protected names that stemming uses; then run rebuild_index."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--base", action="store_true", help="compile the base table (no archive needed)")

    def handle(self, *args: Any, **options: Any) -> None:
        base = options["base"]
        table = word_table.compile_base_table() if base else word_table.compile_archive_table()
        self.stdout.write(
            f"{len(table.counts):,} word forms, {len(table.protected):,} protected names, version {table.version}"
        )
        if not base:
            self.stdout.write("The index was built with another version. Run: manage.py rebuild_index")
