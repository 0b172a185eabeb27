"""Print how well spellings of one name are distinguished from other names."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.names import variant_pairs as measures


class Command(BaseCommand):
    help = "Measure recall and precision of name variants, compared with plain edit distance."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="JSON lines with `wikidata_id` and the names as `correct_values`")
        parser.add_argument("--half", type=int, choices=(0, 1), help="use one of two fixed halves of the entities")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            names = measures.names_read(options["path"], half=options["half"])
        except measures.VariantsError as error:
            raise CommandError(str(error)) from error
        for label, several in (("single words", False), ("names of several words", True)):
            self.stdout.write(f"\n{label:24}{'pairs':>8}{'recall':>9}{'near':>9}{'precision':>11}")
            for name, same in measures.methods().items():
                found = measures.measure(names, same, several=several)
                self.stdout.write(
                    f"{name:24}{found.pairs:>8,}{found.recall:>9.3f}{found.near:>9.3f}{found.precision:>11.3f}"
                )
