"""Readers: each asks for a page of results, waits a moment, and asks for the next."""

import random
import threading
from urllib.parse import quote

from bench.load.samples import Samples
from bench.site.answers import fetch

MAX_PAGES = 5_000
"""Pages that one reader asks for at most."""


def read_pages(
    site: str, queries: list[str], samples: Samples, stopped: threading.Event, *, pause_s: float, seed: int
) -> None:
    chance = random.Random(seed)
    for _ in range(MAX_PAGES):
        if stopped.wait(chance.uniform(0, 2 * pause_s)):
            return
        samples.timed(lambda: _read(site, chance.choice(queries)))


def _read(site: str, query: str) -> None:
    answer = fetch(site, f"/search/?q={quote(query)}")
    if answer.status != 200:
        raise ValueError(f"status {answer.status}")
