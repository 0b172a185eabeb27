"""Print how many figures of sentences marked by hand are read right."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.figures.gold import read_gold, score

SENTENCES = Path("tests/statements/figures")


class Command(BaseCommand):
    help = "Print the share of figures whose value, bounds, unit and counted thing are read right."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gold", type=Path, nargs="+", metavar="FILE", help=f"by default those of {SENTENCES}")
        parser.add_argument("--errors", action="store_true", help="list the sentences that were read wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["gold"] or sorted(SENTENCES.glob("*.tsv")):
            try:
                sentences = read_gold(path)
            except (OSError, ValueError) as error:
                raise CommandError(f"{path}: {error}") from error
            found = score(sentences)
            self.stdout.write(
                f"{path.stem}: {len(sentences)} sentences, {found.right} of {found.expected} figures right, "
                f"{found.invented} invented: {found.rate:.3f}"
            )
            for fault in found.faults if options["errors"] else ():
                self.stdout.write(fault)
