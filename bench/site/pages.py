"""Response times of a running site's result pages, for distinct searches at a given concurrency.

The searches are drawn from the archive, reproducibly per seed: words and word sequences of titles as words, phrases and
prefixes, the most mentioned names, years, facets, further pages and other modes.
"""

import random
import re
import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from urllib.parse import urlencode, urlsplit

from django.db.models import Count

from archive.catalog.models import Article
from archive.entities.models import Entity

TITLES, NAMES = 2_000, 300


def addresses(size: int, *, seed: int = 7) -> list[str]:
    """`size` distinct addresses of result pages, or fewer if the archive is too small."""
    chance = random.Random(seed)
    newest = Article.objects.published().articles().filter(title__gt="").order_by("-pk")
    titles = [title.split() for title in newest.values_list("title", flat=True)[:TITLES] if title]
    names = list(Entity.objects.annotate(mentioned=Count("mentions")).order_by("-mentioned", "pk")[:NAMES])
    drawn = _searches(chance, [title for title in titles if len(title) > 3], names)
    once = dict.fromkeys("/search/?" + urlencode(search) for search in islice(drawn, 4 * size))
    return list(islice(once, size))


def _searches(
    chance: random.Random, titles: Sequence[list[str]], names: Sequence[Entity]
) -> Iterator[dict[str, object]]:
    """Endless; cycles through the kinds of searches."""
    while titles and names:
        for length in (1, 1, 2, 2, 3):
            yield {"q": _run(chance, titles, length)}
        yield {"q": chance.choice(names).name}
        yield {"q": chance.choice(names).name.split()[-1]}
        yield {"q": f'"{_run(chance, titles, 2)}"'}
        yield {"q": f"{_run(chance, titles, 1)[:4]}*"}
        yield {"q": _run(chance, titles, 4), "match": "any"}
        yield {"q": _run(chance, titles, 1), "page": 2}
        yield {"q": _run(chance, titles, 1), "mode": chance.choice(("exact", "spelling"))}
        entity = chance.choice(names)
        yield {"q": _run(chance, titles, 1), entity.type: entity.key}
        year = chance.randrange(2012, 2026)
        yield {"q": _run(chance, titles, 1), "from": year, "to": year + 1}


def _run(chance: random.Random, titles: Sequence[list[str]], length: int) -> str:
    """Adjacent words of a random title."""
    title = chance.choice(titles)
    start = chance.randrange(len(title) - length + 1)
    return " ".join(title[start : start + length])


def seconds(site: str, asked: list[str], *, at_once: int) -> list[float]:
    """The time of each page, ascending. Raises OSError if the site is unreachable, ValueError for an error page."""
    with ThreadPoolExecutor(at_once) as readers:
        return sorted(readers.map(lambda address: _seconds(site, address), asked))


def _seconds(site: str, address: str) -> float:
    """Over a plain socket: client and site may share the processors, so the client must cost little."""
    place = urlsplit(site)
    asked = f"GET {address} HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n\r\n".encode("ascii")
    began = time.perf_counter()
    with socket.create_connection((place.hostname or "", place.port or 80), timeout=60) as line:
        line.sendall(asked)
        parts = []
        while part := line.recv(1 << 20):
            parts.append(part)
    taken = time.perf_counter() - began
    status = re.match(rb"HTTP/[\d.]+ (\d+)", b"".join(parts))
    if status is None:
        raise ConnectionError(f"{address}: no response")
    if int(status[1]) >= 400:
        raise ValueError(f"{address}: status {int(status[1])}.")
    return taken
