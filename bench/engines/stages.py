"""The stages that every subject is timed at: index the collection, run the workload, update articles.

Indexing is timed from article text to a finished index; analysis counts, reading the file does not. Queries run one at a
time, after an untimed warm-up workload with other queries: code is warm, the timed words are new to every cache. An update
is timed from passing the changed article to the subject until a search finds it.
"""

import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, Literal, Protocol, TypeVar

from bench.engines.collection import read_rows, read_workload
from bench.engines.results import Times
from bench.engines.workload import Query, Workload

THREE_FACETS = ("place", "source", "month")
"""The facets that peers count too: one of several keys, one of a single key, one of dates."""
SEVEN_FACETS = ("person", "place", "organization", "source", "section", "year", "month")
CHANGED_ARTICLES = 20
"""Number of articles that are updated, one by one."""
BATCH_ROWS = 500
"""Rows that are read ahead while the clock is stopped."""
MARKER_WORD, MARKER_LETTERS = "زخرفقطمبر", "بثجحخدذرزسشصضطظعغفقم"
"""A word that occurs in no article, and the letters that make it unique per update."""
CHANGE_TIMEOUT_S = 60.0
"""Seconds after which an update counts as lost."""
Row = dict[str, Any]
Stage = Literal["index", "ask"]
ClockName = Literal["wall", "cpu"]
CLOCKS: dict[ClockName, Callable[[], float]] = {"wall": time.perf_counter, "cpu": time.process_time}
"""Wall-clock time, or processor time for a busy machine; on an idle one they agree, except for engines in another process."""
T = TypeVar("T")


class Subject(Protocol):
    """An engine under test, with its index in a folder of its own."""

    name: str
    facets: tuple[tuple[str, ...], ...]
    """The sets of facets that its queries count; each is a table of the output."""
    served: bool
    """Whether a separate server does the work; its queries are timed by the wall clock."""

    def index(self, batches: Iterable[Sequence[Row]]) -> None: ...

    def prepare(self, asked: Query, facets: tuple[str, ...]) -> Callable[[], int]:
        """The call to time: it finds the ten best hits and returns the number of all.

        The query is compiled beforehand, except with SEVEN_FACETS, which measures a whole search in process.
        """

    def change(self, row: Row) -> None:
        """Replace the article with this primary key, durably."""

    def size(self) -> int:
        """Bytes on disk."""

    def server_seconds(self) -> float:
        """Processor seconds that its server has used so far; 0.0 without a server."""


class Stopwatch:
    """A clock that can be paused."""

    def __init__(self, clock: ClockName) -> None:
        self.now = CLOCKS[clock]
        self.began = self.now()
        self.idle = 0.0

    def outside(self, source: Iterable[T]) -> Iterator[T]:
        """Iterate over `source` without counting the time it takes to produce its items."""
        iterator = iter(source)
        while True:
            asked = self.now()
            try:
                value = next(iterator)
            except StopIteration:
                return
            finally:
                self.idle += self.now() - asked
            yield value

    def seconds(self) -> float:
        return self.now() - self.began - self.idle


def run_index(subject: Subject, articles: Path, size: int, clock: ClockName = "wall") -> tuple[float, float]:
    """Seconds of indexing by `clock`, including a server's processor time, and by the wall clock."""
    watch, day, before = Stopwatch(clock), Stopwatch("wall"), subject.server_seconds()
    subject.index(watch.outside(day.outside(batches(read_rows(articles, size)))))
    seconds, day_seconds = watch.seconds(), day.seconds()
    return seconds + (subject.server_seconds() - before if clock == "cpu" else 0.0), day_seconds


def run_queries(subject: Subject, workload: Path, clock: ClockName = "wall") -> list[Times]:
    clock = "wall" if subject.served else clock
    workloads = read_workload(workload)
    for facets in subject.facets:
        _run_workload(subject, workloads["warming"], facets, clock)
    return [
        times
        for facets in subject.facets
        for times in _run_workload(subject, workloads[str(len(facets))], facets, clock)
    ]


def run_changes(subject: Subject, articles: Path, size: int) -> list[float]:
    """Seconds from each update until it is found. Raises TimeoutError."""
    taken = []
    for number, row in enumerate(_spread(articles, size, CHANGED_ARTICLES)):
        word = MARKER_WORD + MARKER_LETTERS[number % len(MARKER_LETTERS)] * 3
        began = time.perf_counter()
        subject.change({**row, "paragraphs": [*row["paragraphs"], word]})
        while subject.prepare(Query("all", (word,)), ())() != 1:
            if time.perf_counter() - began > CHANGE_TIMEOUT_S:
                raise TimeoutError(f"{subject.name} did not find article {row['pk']} in time after its update.")
            time.sleep(0.001)
        taken.append(time.perf_counter() - began)
    return taken


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH_ROWS)):
        yield batch


def run_stage(subject: Subject, stage: Stage, folder: Path, size: int, clock: ClockName = "wall") -> dict[str, Any]:
    """Run the stage `index`, or `ask` followed by the updates; returns fields of a Result."""
    articles = folder / "articles.jsonl"
    if stage == "index":
        seconds, day_seconds = run_index(subject, articles, size, clock)
        taken = {"index_seconds": seconds, "index_day_seconds": day_seconds, "served": subject.served}
        return {**taken, "bytes": subject.size(), "index_memory": peak_memory()}
    times = run_queries(subject, folder / "workload.json", clock)
    memory = peak_memory()
    return {"times": times, "ask_memory": memory, "changes": run_changes(subject, articles, size)}


def peak_memory() -> int:
    """Peak resident memory of this process, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _run_workload(subject: Subject, workload: Workload, facets: tuple[str, ...], clock: ClockName) -> list[Times]:
    """Run one query of each class in rotation, so that a disturbance affects all classes alike."""
    now = CLOCKS[clock]
    taken: dict[str, list[float]] = {name: [] for name in workload}
    counts: dict[str, list[int]] = {name: [] for name in workload}
    for row in zip(*workload.values(), strict=True):
        for name, asked in zip(workload, row, strict=True):
            ask = subject.prepare(asked, facets)
            began = now()
            count = ask()
            taken[name].append((now() - began) * 1000)
            counts[name].append(count)
    return [Times(name, len(facets), int(median(counts[name])), tuple(taken[name])) for name in workload]


def _spread(articles: Path, size: int, number: int) -> Iterator[Row]:
    """Rows at equal distances in the collection."""
    step = max(1, size // number)
    return islice(read_rows(articles, size), step // 2, step * number, step)
