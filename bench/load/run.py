"""One run on one checkout: all actors at once for a given time, then a look for lost updates."""

import json
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from shutil import copytree
from urllib.parse import quote

from bench.load.curators import Curator, CuratorTimes
from bench.load.importer import Importer
from bench.load.readers import read_pages
from bench.load.samples import Samples
from bench.load.served_site import ServedSite
from bench.load.workload import Workload, draw_workload
from bench.site.answers import fetch

SETTLE_S = 120.0
"""Seconds for which the index may take to hold every change after the actors have stopped."""


@dataclass(frozen=True)
class Load:
    warm_up_seconds: float
    """Before `seconds` begin, without taking times: each worker loads tables on its first page and first save."""
    seconds: float
    readers: int
    curators: int
    records: int
    """Changed records of each import; 0: no imports."""
    reader_pause_s: float
    curator_pause_s: float
    seed: int


@dataclass(frozen=True)
class Outcome:
    name: str
    samples: list[Samples]
    lost: list[str] = field(default_factory=list)
    """Changes that are not in the article, or that no search finds, in the end."""


def run_load(checkout: Path, data: Path, load: Load) -> Outcome:
    """Serve a copy of the data folder with this checkout and put the load on it."""
    with tempfile.TemporaryDirectory(prefix="khizana-load-") as folder:
        copy = copytree(data, Path(folder) / "data")
        workload = draw_workload(
            copy / "archive.sqlite3", queries=400, edited=10 * load.curators, records=load.records, seed=load.seed
        )
        with ServedSite(checkout, copy) as site:
            return _run(site, workload, load, Path(folder))


def _run(site: ServedSite, workload: Workload, load: Load, folder: Path) -> Outcome:
    stopped = threading.Event()
    pages, imports, times = Samples("page of results"), Samples("import"), CuratorTimes()
    curators = [Curator(site.address, number) for number in range(load.curators)]
    importer = Importer(site, workload.records, folder)
    actors: list[Callable[[], object]] = [
        partial(
            read_pages, site.address, workload.queries, pages, stopped, pause_s=load.reader_pause_s, seed=load.seed + n
        )
        for n in range(load.readers)
    ]
    for number, curator in enumerate(curators):
        articles = workload.edited[number :: load.curators]
        actors.append(partial(curator.work, articles, times, stopped, pause_s=load.curator_pause_s))
    if workload.records:
        actors.append(partial(importer.work, imports, stopped))
    threads = [threading.Thread(target=actor, daemon=True) for actor in actors]
    for thread in threads:
        thread.start()
    time.sleep(load.warm_up_seconds)
    samples = [pages, times.forms, times.saves, times.found, imports]
    for one in samples:
        one.forget_times()
    time.sleep(load.seconds)
    stopped.set()
    for thread in threads:
        thread.join()
    expected = {key: marker for curator in curators for key, marker in curator.saved.items()}
    if importer.marker:
        expected |= dict.fromkeys(workload.record_keys, importer.marker)
    return Outcome(str(site.checkout), samples, lost_updates(site.address, expected))


def lost_updates(site: str, expected: dict[str, str]) -> list[str]:
    """Public keys of the articles whose text lacks the marker expected, or that a search for it does not find in time."""
    deadline = time.monotonic() + SETTLE_S
    lost = [
        key for key, marker in expected.items() if marker not in fetch(site, f"/api/v1/articles/{key}").body.decode()
    ]
    missing = {key: marker for key, marker in expected.items() if key not in lost}
    while missing and time.monotonic() < deadline:
        found = {marker: _found(site, marker) for marker in set(missing.values())}
        missing = {key: marker for key, marker in missing.items() if key not in found[marker]}
    return lost + [f"{key} (not found)" for key in missing]


def _found(site: str, marker: str) -> set[str]:
    """Public keys of the first hundred articles that print the marker."""
    phrase = quote(f'"{marker}"')
    answer = fetch(site, f"/api/v1/search?mode=exact&per_page=100&q={phrase}")
    return {result["id"] for result in json.loads(answer.body)["results"]}
