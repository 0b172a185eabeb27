"""Processor time of first pages of results, of one checkout of this repository or of several in turn.

    python bench/site/first_pages.py --archive DATA_DIR [CHECKOUT …]

Each round starts a fresh process per checkout (with the checkout's own `.venv` if it has one) and asks it, through Django's
test client, for the same pages: two neighbouring words of a title each. The first page of a process, which loads tables,
index and templates, is not counted. A checkout is reached through addresses and settings alone, so that any version can be
measured. Standard library and Django only.
"""

import argparse
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
from urllib.parse import urlencode

WARM_UP = "خبر أو كرملين"
_PLAIN_WORD = re.compile(r"[^\W\d_]{3,}")


def draw_queries(database: Path, count: int, seed: int) -> list[str]:
    """`count` distinct pairs of neighbouring words of published titles, the same for a seed."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT title FROM catalog_article WHERE state = 'published' AND title > '' ORDER BY id"
        )
        titles = [title.split() for (title,) in rows]
    chance = random.Random(seed)
    queries: dict[str, None] = {}
    for _ in range(100 * count):
        title = chance.choice(titles)
        pair = title[(start := chance.randrange(len(title))) : start + 2]
        if len(pair) == 2 and all(_PLAIN_WORD.fullmatch(word) for word in pair):
            queries[" ".join(pair)] = None
        if len(queries) == count:
            break
    return list(queries)


def processor_times(addresses: list[str]) -> list[float]:
    """Seconds of this process's main thread for each page. Raises RuntimeError for a page that is not answered with 200."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.test import Client

    client = Client()
    times = []
    for address in ["/search/?" + urlencode({"q": WARM_UP}), *addresses]:
        began = time.thread_time()
        response = client.get(address)
        times.append(time.thread_time() - began)
        if response.status_code != 200:
            raise RuntimeError(f"{address} was answered with {response.status_code}")
    return times[1:]


def measure(checkout: Path, archive: Path, addresses: list[str]) -> list[float]:
    """`processor_times` of a fresh process that runs this checkout."""
    python = checkout / ".venv/bin/python"
    environment = {**os.environ, "PYTHONPATH": str(checkout), "ARCHIVE_DATA_DIR": str(archive)}
    command = [str(python) if python.exists() else sys.executable, str(Path(__file__).resolve()), "--worker"]
    done = subprocess.run(
        command, input=json.dumps(addresses), capture_output=True, text=True, cwd=checkout, env=environment, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{checkout}: {done.stderr.strip()[-2000:]}")
    times: list[float] = json.loads(done.stdout.splitlines()[-1])
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description="Mean processor time of first pages of results.")
    parser.add_argument("checkouts", nargs="*", type=Path, metavar="CHECKOUT", help="default: this one")
    parser.add_argument(
        "--archive", action="append", required=True, type=Path, help="data folder; given again: one for each checkout"
    )
    parser.add_argument("--queries", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    checkouts = [path.resolve() for path in options.checkouts or [Path(__file__).parents[2]]]
    archives = options.archive if len(options.archive) == len(checkouts) else [options.archive[0]] * len(checkouts)
    queries = draw_queries(archives[0] / "archive.sqlite3", options.queries, options.seed)
    addresses = ["/search/?" + urlencode({"q": query}) for query in queries]
    means: dict[Path, list[float]] = {checkout: [] for checkout in checkouts}
    for number in range(1, options.rounds + 1):
        for checkout, archive in zip(checkouts, archives, strict=True):
            times = sorted(measure(checkout, archive.resolve(), addresses))
            means[checkout].append(statistics.mean(times) * 1000)
            p50, p95 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95))
            print(
                f"round {number}  {checkout}: mean {means[checkout][-1]:.1f} ms, p50 {p50:.1f}, p95 {p95:.1f}",
                flush=True,
            )
    first = statistics.mean(means[checkouts[0]])
    for checkout in checkouts:
        mean = statistics.mean(means[checkout])
        print(f"all rounds {checkout}: mean {mean:.1f} ms, {mean / first:.2f} of the first")


if __name__ == "__main__":
    if "--worker" in sys.argv:
        print(json.dumps(processor_times(json.load(sys.stdin))))
    else:
        main()
