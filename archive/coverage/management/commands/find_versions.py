"""Compare the articles that are due with all others, and group versions of one text."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive.coverage.models import Version, VersionGroup
from archive.coverage.services import comparisons_add_due, comparisons_forget, comparisons_step, comparisons_waiting


class Command(BaseCommand):
    help = "Find versions of one text among the articles; the background process does so for new ones by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="forget the groups that were found and compare all anew"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            comparisons_forget()
        total = comparisons_add_due()
        while comparisons_step():
            if self.stderr.isatty():
                self.stderr.write(f"\r{total - comparisons_waiting()} of {total} articles", ending="")
        self.stdout.write(
            f"{total} articles compared; {VersionGroup.objects.count()} texts have {Version.objects.count()} versions"
        )
