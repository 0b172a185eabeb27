"""Timings of the engine on the archive at hand: query classes drawn from its own vocabulary, always the same draw.

Numbers, no verdicts. Times are those of the engine's answer (matching, counting, ordering ten hits), without loading
articles from the database; `page` times the façade with hits and snippets.
"""

import datetime as dt
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from archive.catalog.models import Article
from archive.search import service
from archive.search.documents import documents
from archive.search.engine import clauses as c
from archive.search.engine.answering import Question, answer
from archive.search.engine.forms import EXACT
from archive.search.engine.generations import Generations
from archive.search.engine.snapshot import Snapshot, reader
from archive.search.engine.writer import ArchiveWriter
from archive.search.indexing import index_path
from archive.search.query.compiler import compile_query
from archive.search.request import DateRange, SearchRequest
from archive.text import is_stop_word

SEVEN = ("person", "place", "organization", "source", "section", "year", "month")


@dataclass(frozen=True)
class Row:
    """One class of queries: milliseconds at the median and at 95 %, without and with seven facets, and as a whole page."""

    name: str
    hits: int
    bare: tuple[float, float]
    faceted: tuple[float, float]
    page: tuple[float, float]


@dataclass
class Workload:
    """Query strings by class, and the days of those that have a range."""

    queries: dict[str, list[str]] = field(default_factory=dict)
    days: list[DateRange] = field(default_factory=list)


def workload(snapshot: Snapshot, *, size: int, seed: int = 7) -> Workload:
    """`size` queries of each class from words of the archive: common (1–20 % of it), middling, rare (2 to 20 articles)."""
    chance = random.Random(seed)
    counts = {form[2:]: count for form, count in snapshot.lexicon(EXACT).items() if _wordlike(form[2:])}
    common = sorted(word for word, n in counts.items() if 0.01 * snapshot.count <= n <= 0.2 * snapshot.count)
    middling = sorted(word for word, n in counts.items() if 0.001 * snapshot.count <= n <= 0.01 * snapshot.count)
    rare = sorted(word for word, n in counts.items() if 2 <= n <= 20)
    common, middling, rare = common or sorted(counts), middling or sorted(counts), rare or sorted(counts)
    pairs = _pairs(snapshot, chance, size)
    days = snapshot.columns.first[snapshot.columns.first > 0]
    ranges = []
    for _ in range(size):
        first, last = sorted(int(day) for day in chance.choices(days.tolist(), k=2)) if len(days) else (1, 1)
        ranges.append(DateRange(dt.date.fromordinal(first), dt.date.fromordinal(last)))
    pick = chance.choice
    return Workload(
        {
            "one common term": [pick(common) for _ in range(size)],
            "one rare term": [pick(rare) for _ in range(size)],
            "three terms, OR": [f"{pick(common)} أو {pick(middling)} أو {pick(rare)}" for _ in range(size)],
            "three terms, AND": [f"{pick(common)} {pick(common)} {pick(middling)}" for _ in range(size)],
            "phrase": [f'"{pair}"' for pair in pairs],
            "prefix": [pick(middling)[: chance.choice((2, 3, 4))] + "*" for _ in range(size)],
            "term + date range": [pick(common) for _ in range(size)],
            "browse all": [""] * size,
        },
        ranges,
    )


def measure(*, size: int = 60, seed: int = 7) -> list[Row]:
    snapshot = reader(index_path()).snapshot()
    drawn = workload(snapshot, size=size, seed=seed)
    rows = []
    for name, queries in drawn.queries.items():
        days = drawn.days if name == "term + date range" else [DateRange()] * len(queries)
        asked = list(zip(queries, days, strict=True))
        hits = [_ask(snapshot, query, range_, ()) for query, range_ in asked]
        rows.append(
            Row(
                name=name,
                hits=int(np.median(hits)),
                bare=_timed(asked, lambda q, d: _ask(snapshot, q, d, ())),
                faceted=_timed(asked, lambda q, d: _ask(snapshot, q, d, SEVEN)),
                page=_timed(asked, lambda q, d: service.search(SearchRequest(q=q, published=d, facets=SEVEN))),
            )
        )
    return rows


def indexing_rate(*, sample: int = 2_000) -> tuple[int, float]:
    """(articles, seconds) of indexing a sample into a generation of its own, which is thrown away."""
    pks = list(Article.objects.published().order_by("pk").values_list("pk", flat=True)[:sample])
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=index_path().parent))
    try:
        generations = Generations(folder)
        target = generations.create()
        began = time.perf_counter()
        with ArchiveWriter(generations.open(target)) as writer:
            for document in documents(pks):
                writer.add(pk=document.pk, sections=document.sections, title=document.title, record=document.record)
        return len(pks), time.perf_counter() - began
    finally:
        shutil.rmtree(folder)


def peak_memory() -> int:
    """The most that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _ask(snapshot: Snapshot, query: str, days: DateRange, facets: tuple[str, ...]) -> int:
    filters: dict[str, c.Clause] = {"kind": c.Keys("kind", ("article",))}
    if days:
        filters["date"] = c.Published(days.first, days.last)
    clause = compile_query(query).clause
    sort = "relevance" if query else "newest"
    return answer(snapshot, Question(clause=clause, filters=filters, facets=facets, sort=sort)).count


def _timed(asked: list[tuple[str, DateRange]], ask: Callable[[str, DateRange], object]) -> tuple[float, float]:
    taken = []
    for query, days in asked:
        began = time.perf_counter()
        ask(query, days)
        taken.append((time.perf_counter() - began) * 1000)
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 95))


def _pairs(snapshot: Snapshot, chance: random.Random, size: int) -> list[str]:
    """Neighbouring words from titles."""
    pks = chance.sample(snapshot.columns.pks.tolist(), min(size, snapshot.size))
    pairs = []
    for title in Article.objects.filter(pk__in=pks, title__isnull=False).order_by("pk").values_list("title", flat=True):
        words = [word for word in (title or "").split() if word.isalpha()]
        if len(words) > 1:
            start = chance.randrange(len(words) - 1)
            pairs.append(" ".join(words[start : start + 2]))
    pairs = pairs or ["كلمة أخرى"]
    return [pairs[number % len(pairs)] for number in range(size)]


def _wordlike(form: str) -> bool:
    return len(form) > 2 and form.isalpha() and not is_stop_word(form)
