"""Readers: each asks for pages, files and JSON of every kind, drawn from the archive, with a pause in between."""

import random
import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bench.load.samples import Samples
from bench.site.answers import fetch

MAX_PAGES = 20_000
"""Of one reader."""
FORMS = (
    ("/search/?q={query}", 30),
    ("/search/?q={query}&page=2&sort=newest", 5),
    ("/api/v1/search?q={query}", 8),
    ("/api/v1/suggest?q={word}", 10),
    ("/articles/{article}/", 20),
    ("/api/v1/articles/{article}", 4),
    ("/articles/{article}/related/", 3),
    ("/entities/{entity}/", 5),
    ("/sources/{source}/", 4),
    ("/search/feed/?q={query}", 3),
    ("/search/timeline/?q={query}", 2),
    ("/search/compare/?q={word}&q={query}", 1),
    ("/search/export.csv?q={query}", 1),
    ("/", 4),
)
"""Addresses with their weights."""


@dataclass(frozen=True)
class Addresses:
    """What the placeholders of FORMS stand for."""

    queries: list[str]
    articles: list[str]
    entities: list[str]
    sources: list[str]

    def draw(self, chance: random.Random) -> str:
        (form,) = chance.choices([form for form, _ in FORMS], [weight for _, weight in FORMS])
        query = chance.choice(self.queries)
        return form.format(
            query=quote(query),
            word=quote(query.split()[0]),
            article=chance.choice(self.articles),
            entity=chance.choice(self.entities),
            source=quote(chance.choice(self.sources)),
        )


def draw_addresses(database: Path, queries: list[str], seed: int) -> Addresses:
    """From the archive's SQLite file."""
    chance = random.Random(seed)
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        articles, entities, sources = (
            [str(key) for (key,) in connection.execute(statement)]
            for statement in (
                "SELECT key FROM catalog_article WHERE state = 'published'",
                "SELECT key FROM entities_entity WHERE state = 'known' AND id IN (SELECT entity_id FROM entities_mention) "
                "LIMIT 500",
                "SELECT key FROM catalog_source",
            )
        )
    connection.close()
    return Addresses(
        queries, chance.sample(articles, min(len(articles), 1_000)), entities or ["none"], sources or ["none"]
    )


class Visits:
    """Times of answers, and how many there were of each status; safe to fill from several threads."""

    def __init__(self) -> None:
        self.samples = Samples("reader's request")
        self.statuses: Counter[int] = Counter()
        self.failed: Counter[str] = Counter()
        """Addresses without parameters that were answered with 5xx."""
        self._mutex = threading.Lock()

    def note(self, status: int, address: str) -> None:
        with self._mutex:
            self.statuses[status] += 1
            if status >= 500:
                self.failed[f"{status} {address.partition('?')[0]}"] += 1


def visit(
    site: str, addresses: Addresses, visits: Visits, stopped: threading.Event, *, pause_s: float, seed: int
) -> None:
    """Until stopped."""
    chance = random.Random(seed)
    for _ in range(MAX_PAGES):
        if stopped.wait(chance.uniform(0, 2 * pause_s)):
            return
        address = addresses.draw(chance)
        visits.samples.timed(lambda address=address: visits.note(fetch(site, address).status, address))  # type: ignore[misc]
