"""`python -m bench groups`: what a page of results costs when it is grouped by text, by story, or not at all.

Each query, two neighbouring words of a title, and one word of it, is asked once without being counted, which reads its words;
then with each grouping, in an order that turns from query to query, `--rounds` times. The lowest processor time of a page
counts, so that other work on the machine disturbs little. Requests go through Django's test client, in one process, on the
archive that ARCHIVE_DATA_DIR names.
"""

import itertools
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.test import Client

from bench.site.first_pages import draw_queries

GROUPINGS = ("none", "versions", "story")
Ask = Callable[[str], float]
"""Requests an address; returns seconds."""


class Command(BaseCommand):
    help = "Processor time of pages of results by grouping, each query with every grouping in turn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queries", type=int, default=120, help="pairs of words; each also as one word")
        parser.add_argument(
            "--rounds", type=int, default=3, help="of each page, the lowest counts (default %(default)s)"
        )
        parser.add_argument("--sort", default="relevance", help="order of the results (default %(default)s)")
        parser.add_argument("--seed", type=int, default=7, help="draws other queries")

    def handle(self, *args: Any, **options: Any) -> None:
        pairs = draw_queries(settings.DATA_DIR / "archive.sqlite3", options["queries"], options["seed"])
        queries = list(dict.fromkeys(query for pair in pairs for query in (pair, pair.split()[0])))
        times = times_by_grouping(asking(), queries, options["sort"], options["rounds"])
        plain = quantiles(times["none"])
        for grouping in GROUPINGS:
            found = quantiles(times[grouping])
            self.stdout.write(
                f"{grouping:>8}: p50 {found[0] * 1000:.1f} ms ({found[0] / plain[0]:.2f} of none), "
                f"p95 {found[1] * 1000:.1f} ms ({found[1] / plain[1]:.2f} of none), {len(queries)} queries"
            )


def times_by_grouping(ask: Ask, queries: Sequence[str], sort: str, rounds: int) -> dict[str, list[float]]:
    """The lowest seconds of each query's page, by grouping."""
    times: dict[str, list[float]] = {grouping: [] for grouping in GROUPINGS}
    turns = itertools.cycle(itertools.permutations(GROUPINGS))
    for query in queries:
        addresses = {one: "/search/?" + urlencode({"q": query, "sort": sort, "group": one}) for one in GROUPINGS}
        ask(addresses["none"])
        lowest = dict.fromkeys(GROUPINGS, float("inf"))
        for _ in range(rounds):
            for grouping in next(turns):
                lowest[grouping] = min(lowest[grouping], ask(addresses[grouping]))
        for grouping, seconds in lowest.items():
            times[grouping].append(seconds)
    return times


def quantiles(times: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    ordered = sorted(times)
    return ordered[int(len(ordered) * 0.5)], ordered[int(len(ordered) * 0.95)]


def asking() -> Ask:
    """Asks the site in this process; RuntimeError for an answer other than 200."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()

    def ask(address: str) -> float:
        began = time.thread_time()
        response = client.get(address)
        taken = time.thread_time() - began
        if response.status_code != 200:
            raise RuntimeError(f"{address} was answered with {response.status_code}")
        return taken

    return ask
