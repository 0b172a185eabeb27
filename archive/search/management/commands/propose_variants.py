"""Propose pairs of spellings of one name, for curators to confirm or refuse."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive.search.expansion.variant_proposals import propose_variants


class Command(BaseCommand):
    help = "Propose pairs of words that may spell one name; curators confirm or refuse them in the admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--most", type=int, default=2_000, help="names compared, the most frequent first (default %(default)s)"
        )
        parser.add_argument(
            "--least", type=int, default=5, help="articles that must print a name (default %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        shown = self.stderr.isatty()

        def progress(done: int, total: int) -> None:
            if shown:
                self.stderr.write(f"\r{done} of {total} names", ending="")

        new = propose_variants(most=options["most"], least=options["least"], progress=progress)
        self.stdout.write(f"{new} pairs proposed")
