"""Print what the engine takes on the archive at hand: a table, never a verdict."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.search import index_status
from archive.search.measuring import indexing_rate, measure, peak_memory

MEGA = 1024 * 1024


class Command(BaseCommand):
    help = "Time queries of every class, indexing, size and memory, on the archive in the data folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queries", type=int, default=60, help="queries of each class")
        parser.add_argument("--seed", type=int, default=7, help="another draw of queries")
        parser.add_argument(
            "--sample", type=int, default=2_000, help="articles to index for the rate (0: leave it out)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        status = index_status()
        if not status.indexed:
            raise CommandError("There is nothing in the index; ingest articles first.")
        self.stdout.write(
            f"{status.indexed:,} articles, {status.segments} segments, {status.size / MEGA:,.1f} MB on disk, "
            f"{status.size / status.indexed:,.0f} bytes per article"
        )
        self.stdout.write(
            "Milliseconds, median and 95 %, in process: engine, engine with 7 facets, page with facets and snippets"
        )
        head = f"{'query class':<20}{'hits':>8}{'p50':>9}{'p95':>8}{'p50+7f':>9}{'p95+7f':>8}{'page p50':>10}{'page p95':>10}"
        self.stdout.write(head)
        for row in measure(size=options["queries"], seed=options["seed"]):
            self.stdout.write(
                f"{row.name:<20}{row.hits:>8}{row.bare[0]:>9.2f}{row.bare[1]:>8.2f}"
                f"{row.faceted[0]:>9.2f}{row.faceted[1]:>8.2f}{row.page[0]:>10.2f}{row.page[1]:>10.2f}"
            )
        if options["sample"]:
            count, seconds = indexing_rate(sample=options["sample"])
            self.stdout.write(f"Indexing: {count:,} articles in {seconds:.1f} s, {count / seconds:,.0f} a second")
        self.stdout.write(f"Peak memory of this process: {peak_memory() / MEGA:,.0f} MB")
