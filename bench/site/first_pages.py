"""`python -m bench first-pages --archive DATA_DIR [CHECKOUT …]`: processor time of first pages of results, before and after.

Each round starts a fresh process per checkout, with the checkout's own `.venv` if it has one, and requests the same pages
through Django's test client: two neighbouring words of a title each. The first page of a process, which loads tables, index and
templates, is not counted. A checkout is reached through addresses and settings alone, so any version can be measured: run as a
script, this file is the process that runs inside a checkout.
"""

import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.management.base import BaseCommand, CommandError, CommandParser

WARM_UP_QUERY = "خبر أو كرملين"
_PLAIN_WORD = re.compile(r"[^\W\d_]{3,}")


class Command(BaseCommand):
    help = "Processor time of first pages of results, in fresh processes of one or more checkouts in turn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("checkouts", nargs="*", type=Path, metavar="CHECKOUT", help="default: this one")
        parser.add_argument(
            "--archive", action="append", required=True, type=Path, help="data folder; repeated: one for each checkout"
        )
        parser.add_argument("--queries", type=int, default=120, help="pages per process (default %(default)s)")
        parser.add_argument("--rounds", type=int, default=3, help="processes per checkout (default %(default)s)")
        parser.add_argument("--seed", type=int, default=7, help="draws other queries")

    def handle(self, *args: Any, **options: Any) -> None:
        checkouts = [path.resolve() for path in options["checkouts"] or [Path(__file__).parents[2]]]
        archives = [path.resolve() for path in options["archive"]]
        if len(archives) not in (1, len(checkouts)):
            raise CommandError("Give --archive once, or once for each checkout.")
        archives *= len(checkouts) if len(archives) == 1 else 1
        queries = draw_queries(archives[0] / "archive.sqlite3", options["queries"], options["seed"])
        addresses = ["/search/?" + urlencode({"q": query}) for query in queries]
        means: list[list[float]] = [[] for _ in checkouts]
        for number in range(1, options["rounds"] + 1):
            for checkout, archive, known in zip(checkouts, archives, means, strict=True):
                times = sorted(seconds_in_fresh_process(checkout, archive, addresses))
                known.append(statistics.mean(times) * 1000)
                p50, p95 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95))
                self.stdout.write(f"{checkout} round {number}: mean {known[-1]:.1f} ms, p50 {p50:.1f}, p95 {p95:.1f}")
        first = statistics.mean(means[0])
        for checkout, known in zip(checkouts, means, strict=True):
            mean = statistics.mean(known)
            self.stdout.write(f"{checkout} all rounds: mean {mean:.1f} ms, {mean / first:.2f} of the first")


def draw_queries(database: Path, count: int, seed: int) -> list[str]:
    """`count` distinct pairs of neighbouring words of published titles, the same for a seed."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        published = "SELECT title FROM catalog_article WHERE state = 'published' AND title > '' ORDER BY id"
        titles = [title.split() for (title,) in connection.execute(published)]
    chance = random.Random(seed)
    queries: dict[str, None] = {}
    for _ in range(100 * count if titles else 0):
        title = chance.choice(titles)
        start = chance.randrange(len(title))
        pair = title[start : start + 2]
        if len(pair) == 2 and all(_PLAIN_WORD.fullmatch(word) for word in pair):
            queries[" ".join(pair)] = None
        if len(queries) == count:
            break
    if not queries:
        raise CommandError(f"{database} has no titles to draw queries from.")
    return list(queries)


def seconds_in_fresh_process(checkout: Path, archive: Path, addresses: list[str]) -> list[float]:
    """`processor_seconds` measured inside a checkout. Raises CommandError if its process fails."""
    python = checkout / ".venv/bin/python"
    environment = {**os.environ, "PYTHONPATH": str(checkout), "ARCHIVE_DATA_DIR": str(archive)}
    command = [str(python) if python.exists() else sys.executable, str(Path(__file__).resolve())]
    done = subprocess.run(
        command, input=json.dumps(addresses), capture_output=True, text=True, cwd=checkout, env=environment, check=False
    )
    if done.returncode:
        raise CommandError(f"{checkout}: {done.stderr.strip()[-2000:]}")
    times: list[float] = json.loads(done.stdout.splitlines()[-1])
    return times


def processor_seconds(addresses: list[str]) -> list[float]:
    """Processor time of this thread for each page. Raises RuntimeError for an answer other than 200."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.test import Client

    client = Client()
    times = []
    for address in ["/search/?" + urlencode({"q": WARM_UP_QUERY}), *addresses]:
        began = time.thread_time()
        response = client.get(address)
        times.append(time.thread_time() - began)
        if response.status_code != 200:
            raise RuntimeError(f"{address} was answered with {response.status_code}")
    return times[1:]


if __name__ == "__main__":
    print(json.dumps(processor_seconds(json.load(sys.stdin))))
