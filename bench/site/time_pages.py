"""`python -m bench pages`: response times of a running site's result pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.site.pages import addresses, seconds


class Command(BaseCommand):
    help = "Time result pages over HTTP, each search first uncached, then repeated. The site must be running on this archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="its address (default %(default)s)")
        parser.add_argument(
            "--searches", type=int, default=300, help="number of distinct searches (default %(default)s)"
        )
        parser.add_argument("--at-once", type=int, default=10, help="concurrent requests (default %(default)s)")
        parser.add_argument("--seed", type=int, default=7, help="seed of the searches (default %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = addresses(max(1, options["searches"]), seed=options["seed"])
        if not asked:
            raise CommandError("The archive is empty: there is nothing to search for.")
        for label in ("first time", "repeated"):
            try:
                taken = seconds(options["site"], asked, at_once=max(1, options["at_once"]))
            except OSError as error:
                raise CommandError(f"{options['site']} cannot be reached: {error}") from error
            except ValueError as error:
                raise CommandError(str(error)) from error
            p50, p95 = (taken[int(len(taken) * share)] * 1000 for share in (0.5, 0.95))
            self.stdout.write(f"{len(asked)} searches, {label}: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
