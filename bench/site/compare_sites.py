"""`python -m bench compare BEFORE AFTER`: whether two running sites answer the same."""

import http.client
import re
from itertools import islice
from typing import Any
from urllib.parse import unquote

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.site.addresses import draw_addresses
from bench.site.answers import TIMING_FIELDS, Ignored, differences, fetch, normalized

DIFF_WIDTH = 200
"""Characters of a differing line that are printed."""


class Command(BaseCommand):
    help = "Compare the answers of two running sites that serve the same archive; exit status 1 if any differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "before", help="address of the first site, as http://127.0.0.1:8001; addresses are drawn from it"
        )
        parser.add_argument("after", help="address of the second site")
        parser.add_argument("--addresses", type=int, default=200, help="how many (default %(default)s)")
        parser.add_argument("--seed", type=int, default=7, help="seed of the draw (default %(default)s)")
        parser.add_argument(
            "--ignore-field", action="append", default=[], metavar="NAME", help="JSON field that may differ"
        )
        parser.add_argument(
            "--ignore-pattern", action="append", default=[], metavar="REGEX", help="text that may differ"
        )
        parser.add_argument("--lines", type=int, default=6, help="lines of each difference (default %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        before, after = options["before"].rstrip("/"), options["after"].rstrip("/")
        try:
            ignored = Ignored(
                frozenset((*TIMING_FIELDS, *options["ignore_field"])), tuple(map(re.compile, options["ignore_pattern"]))
            )
            addresses = draw_addresses(before, options["addresses"], seed=options["seed"])
            differing = sum(self._differs(before, after, address, ignored, options["lines"]) for address in addresses)
        except re.error as error:
            raise CommandError(f"--ignore-pattern: {error}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise CommandError(f"The sites cannot be compared: {error}") from error
        summary = f"{len(addresses)} addresses compared, {differing} differ"
        if differing:
            raise CommandError(summary)
        self.stdout.write(summary)

    def _differs(self, before: str, after: str, address: str, ignored: Ignored, lines: int) -> bool:
        """Print the first lines that differ, if any."""
        answers = (normalized(fetch(site, address), site, ignored) for site in (before, after))
        found = list(differences(*answers))
        if found:
            self.stdout.write(unquote(address))
            for line in islice(found, lines):
                self.stdout.write(f"    {line[:DIFF_WIDTH]}")
            if len(found) > lines:
                self.stdout.write(f"    … {len(found) - lines} more lines")
        return bool(found)
