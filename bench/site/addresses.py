"""Addresses of every kind that a site answers, drawn from the archive it serves by its own JSON.

Fixed addresses come first (start page, guide, OpenAPI, bad parameters, unknown keys). Then searches with every operator
and parameter, on every surface (page, JSON, timeline, feed, files), alternate with articles, entities and sources.
The same archive and seed give the same addresses.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import quote, urlencode

from bench.site.answers import fetch

FIXED = (
    "/", "/search/", "/help/search/", "/search/timeline/", "/search/timeline.csv", "/search/timeline.ics", "/search/feed/",
    "/api/v1/search", "/api/v1/timeline", "/api/v1/openapi.json", "/robots.txt", "/favicon.ico", "/search", "/admin/",
    # errors
    "/nowhere/", "/articles/nowhere/", "/entities/nowhere/", "/sources/nowhere/", "/api/v1/nowhere", "/api/v1/",
    "/api/v1/articles/nowhere", "/search/?mode=nonsense", "/api/v1/search?mode=nonsense", "/search/?from=2024-13",
    "/api/v1/search?from=2024&to=2023", "/search/?page=0", "/search/?page=999999", "/api/v1/search?per_page=101",
    "/api/v1/search?unknown=1", "/search/?pgae=2", "/search/feed/?sort=x", "/api/v1/timeline?page=2", "/search/timeline/?kind=x",
)  # fmt: skip
SURFACES = (
    "/search/", "/api/v1/search", "/search/", "/api/v1/search", "/search/timeline/", "/search/feed/", "/api/v1/timeline",
    "/search/timeline.csv", "/search/timeline.ics",
)  # fmt: skip
"""Paths that take a search; page and JSON twice as often as the others."""
ARTICLES_READ = 300
PAGING = ("page", "per_page", "sort", "explain")
"""Parameters that a timeline refuses."""
STOP_WORDS = ("في", "من على", "هو", "و")
FIELDS = ("العنوان", "title", "المصدر", "شخص", "مكان", "جهة")
MONTHS = ("يونيو", "آذار", "نوفمبر", "كانون الثاني")

Parameters = dict[str, object]


@dataclass(frozen=True)
class Archive:
    """A sample of the archive, as its JSON shows it."""

    keys: list[str]
    """Of articles."""
    titles: list[list[str]]
    """Words of titles, of at least four each."""
    facets: dict[str, list[tuple[str, str]]]
    """Facet → (key, label) of its most frequent values."""


def draw_addresses(site: str, size: int, *, seed: int = 7) -> list[str]:
    """`size` different addresses, or as many as the archive gives. Raises OSError, and ValueError for an empty archive."""
    chance = random.Random(seed)
    archive = read_archive(site)
    if not archive.keys or not archive.titles:
        raise ValueError(f"{site} has no articles with titles.")
    drawn = dict.fromkeys([*FIXED, *islice(_drawn(archive, chance), 4 * size)])
    return list(islice(drawn, size))


def read_archive(site: str) -> Archive:
    """Articles from the newest and from the middle of the archive, and the facet values of all."""
    first = _search(site, per_page=100)
    pages = max(1, first["count"] // 100)
    middle = [_search(site, per_page=100, page=pages * share // 4 + 1) for share in (1, 2)]
    results = [result for answer in (first, *middle) for result in answer["results"]][:ARTICLES_READ]
    titles = [result["title"].split() for result in results]
    return Archive(
        keys=[result["id"] for result in results],
        titles=[title for title in titles if len(title) > 3],
        facets={
            name: [(value["key"], value["label"]) for value in values]
            for name, values in first["facets"].items()
            if values
        },
    )


def _search(site: str, **parameters: object) -> Any:
    answer = fetch(site, "/api/v1/search?" + urlencode(parameters))
    if answer.status != 200:
        raise ValueError(f"{site}/api/v1/search answered {answer.status}.")
    return json.loads(answer.body)


def _drawn(archive: Archive, chance: random.Random) -> Iterator[str]:
    """Endless: searches, and in between articles, entities and sources."""
    others = _others(archive, chance)
    for search in _searches(archive, chance):
        surface = chance.choice(SURFACES)
        paged = surface in ("/search/", "/api/v1/search", "/search/feed/")
        asked = search if paged else {name: value for name, value in search.items() if name not in PAGING}
        yield f"{surface}?{urlencode(asked)}"
        if chance.random() < 0.4:
            yield next(others)


def _others(archive: Archive, chance: random.Random) -> Iterator[str]:
    entities = [key for name in ("person", "place", "organization") for key, _ in archive.facets.get(name, ())]
    while True:
        key = quote(chance.choice(archive.keys))
        yield f"/articles/{key}/"
        yield f"/api/v1/articles/{key}"
        yield f"/articles/{quote(chance.choice(archive.keys))}/?{urlencode({'q': _run(archive, chance, 1)})}"
        if entities:
            yield f"/entities/{quote(chance.choice(entities))}/"
        if sources := archive.facets.get("source"):
            yield f"/sources/{quote(chance.choice(sources)[0])}/"


def _searches(archive: Archive, chance: random.Random) -> Iterator[Parameters]:
    """Endless: each operator in turn, with random parameters."""
    while True:
        for query in _queries(archive, chance):
            yield {"q": query} | chance.choice(_PARAMETERS)(archive, chance)


def _queries(archive: Archive, chance: random.Random) -> Iterator[str]:
    def run(length: int) -> str:
        return _run(archive, chance, length)

    def label(name: str) -> str:
        values = archive.facets.get(name)
        return chance.choice(values)[1] if values else run(1)

    word = run(1)
    yield word
    yield run(2)
    yield run(3)
    yield f'"{run(2)}"'
    yield f'"{run(3)}"~{chance.randrange(2, 9)}'
    yield f"{run(1)[:4]}*"
    yield f"{run(1)} أو {run(1)}"
    yield f"{run(1)} -{run(1)}"
    yield f"({run(1)} OR {run(1)}) {run(1)}"
    yield f"{chance.choice(FIELDS)}:{run(1)}"
    yield label("person")
    yield label("place")
    yield label("organization").split()[0]
    yield f"{chance.choice(MONTHS)} {chance.randrange(2010, 2026)} {run(1)}"
    yield f"قبل:{chance.randrange(2012, 2026)} {run(1)}"
    yield word[:-1] + chance.choice("بتنمر")  # often misspelt: suggestions
    yield chance.choice(("putin", "obama", "fvhgd", "microsoft"))
    yield f"{chance.choice(STOP_WORDS)} {run(1)}"
    yield f'"{run(1)} ({run(1)}'
    yield ""


def _run(archive: Archive, chance: random.Random, length: int) -> str:
    """Adjacent words of a random title."""
    title = chance.choice(archive.titles)
    start = chance.randrange(len(title) - length + 1)
    return " ".join(title[start : start + length])


def _filter(archive: Archive, chance: random.Random, prefix: str = "") -> Parameters:
    name = chance.choice([name for name in archive.facets if name not in ("year", "month")])
    return {prefix + name: chance.choice(archive.facets[name])[0]}


def _years(chance: random.Random, prefix: str = "") -> Parameters:
    year = chance.randrange(2012, 2025)
    return {f"{prefix}from": year, f"{prefix}to": f"{year + 1}-06"}


_PARAMETERS: tuple[Callable[[Archive, random.Random], Parameters], ...] = (
    lambda archive, chance: {},
    lambda archive, chance: {},
    lambda archive, chance: {"mode": "exact"},
    lambda archive, chance: {"mode": "spelling"},
    lambda archive, chance: {"match": "any"},
    lambda archive, chance: {"variants": 0},
    _filter,
    lambda archive, chance: _filter(archive, chance) | _filter(archive, chance),
    lambda archive, chance: _filter(archive, chance, "not_"),
    lambda archive, chance: _years(chance),
    lambda archive, chance: _years(chance, "mentions_"),
    lambda archive, chance: {"undated": chance.choice(("only", "exclude"))},
    lambda archive, chance: {"kind": chance.choice(("stub", "all"))},
    lambda archive, chance: {"sort": chance.choice(("newest", "oldest"))},
    lambda archive, chance: {"explain": 1},
    lambda archive, chance: {"page": 2},
    lambda archive, chance: {"per_page": 30},
    lambda archive, chance: {"compare": _run(archive, chance, 1)},
)
