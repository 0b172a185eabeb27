"""The course that every subject goes: index the collection, answer the workload, find changed articles.

Indexing is timed from the articles' text to a finished index, analysis included; the reading of lines is not. Queries are
asked one at a time. A workload drawn otherwise is asked first, untimed, so that code and caches are warm while the timed
words come for the first time. A change is timed from handing the changed article over until a search finds it.
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
from bench.engines.workload import Asked, Workload

THREE = ("place", "source", "month")
"""The facets that peers count too: one of several keys, one of a single key, one of dates."""
SEVEN = ("person", "place", "organization", "source", "section", "year", "month")
CHANGES = 20
"""So many articles are changed, one by one."""
BATCH = 500
"""So many lines are read before the clock runs again."""
NEW_WORD, LETTERS = "زخرفقطمبر", "بثجحخدذرزسشصضطظعغفقم"
"""A word that no article has, with a letter for each change."""
PATIENCE = 60.0
"""After so many seconds a change counts as lost."""
Row = dict[str, Any]
Stage = Literal["index", "ask"]
ClockName = Literal["wall", "cpu"]
CLOCKS: dict[ClockName, Callable[[], float]] = {"wall": time.perf_counter, "cpu": time.process_time}
"""Queries are timed by the clock on the wall or, on a machine that is busy with other things, by the processor time that they
take: the same on an idle machine, but for engines whose work is done by another process."""
T = TypeVar("T")


class Subject(Protocol):
    """An engine that is measured, at a folder of its own."""

    name: str
    facets: tuple[tuple[str, ...], ...]
    """The sets of facets that it is asked for, each a column of the table."""
    served: bool
    """Whether a server of its own does the work: its queries are timed by the time of day."""

    def index(self, batches: Iterable[Sequence[Row]]) -> None: ...

    def asking(self, asked: Asked, facets: tuple[str, ...]) -> Callable[[], int]:
        """What is timed: it answers how many articles are found, and finds the ten best. The query's own compilation comes
        before, but with SEVEN facets, which stand for all that a search takes in process."""

    def change(self, row: Row) -> None:
        """Put an article in place of the one of its number, for good."""

    def size(self) -> int:
        """Bytes on disk."""

    def elsewhere(self) -> float:
        """Seconds of processor time that its server has taken so far."""


class Stopwatch:
    """Runs but while it is stopped."""

    def __init__(self, clock: ClockName) -> None:
        self.now = CLOCKS[clock]
        self.began = self.now()
        self.idle = 0.0

    def outside(self, source: Iterable[T]) -> Iterator[T]:
        """The time that `source` takes to give is not counted."""
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
    """Seconds of indexing: by this clock, a server's own time among it, and by the time of day."""
    watch, day, before = Stopwatch(clock), Stopwatch("wall"), subject.elsewhere()
    subject.index(watch.outside(day.outside(batches(read_rows(articles, size)))))
    seconds, day_seconds = watch.seconds(), day.seconds()
    return seconds + (subject.elsewhere() - before if clock == "cpu" else 0.0), day_seconds


def run_queries(subject: Subject, workload: Path, clock: ClockName = "wall") -> list[Times]:
    clock = "wall" if subject.served else clock
    workloads = read_workload(workload)
    for facets in subject.facets:
        _asked(subject, workloads["warming"], facets, clock)
    return [times for facets in subject.facets for times in _asked(subject, workloads[str(len(facets))], facets, clock)]


def run_changes(subject: Subject, articles: Path, size: int) -> list[float]:
    """Seconds from each change until it is found."""
    taken = []
    for number, row in enumerate(_spread(articles, size, CHANGES)):
        word = NEW_WORD + LETTERS[number % len(LETTERS)] * 3
        began = time.perf_counter()
        subject.change({**row, "paragraphs": [*row["paragraphs"], word]})
        while subject.asking(Asked("all", (word,)), ())() != 1:
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{subject.name} did not find article {row['pk']} after it was changed.")
            time.sleep(0.001)
        taken.append(time.perf_counter() - began)
    return taken


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def run(subject: Subject, stage: Stage, folder: Path, size: int, clock: ClockName = "wall") -> dict[str, Any]:
    """One stage in a process of its own: `index`, or `ask` with the changes after it. The fields of a Result."""
    articles = folder / "articles.jsonl"
    if stage == "index":
        seconds, day_seconds = run_index(subject, articles, size, clock)
        taken = {"index_seconds": seconds, "index_day_seconds": day_seconds, "served": subject.served}
        return {**taken, "bytes": subject.size(), "index_memory": peak_memory()}
    times = run_queries(subject, folder / "workload.json", clock)
    memory = peak_memory()
    return {"times": times, "ask_memory": memory, "changes": run_changes(subject, articles, size)}


def peak_memory() -> int:
    """The most that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _asked(subject: Subject, workload: Workload, facets: tuple[str, ...], clock: ClockName) -> list[Times]:
    """The classes' queries in turn, one of each class after another, so that what disturbs a moment disturbs all."""
    now = CLOCKS[clock]
    taken: dict[str, list[float]] = {name: [] for name in workload}
    counts: dict[str, list[int]] = {name: [] for name in workload}
    for row in zip(*workload.values(), strict=True):
        for name, asked in zip(workload, row, strict=True):
            ask = subject.asking(asked, facets)
            began = now()
            count = ask()
            taken[name].append((now() - began) * 1000)
            counts[name].append(count)
    return [Times(name, len(facets), int(median(counts[name])), tuple(taken[name])) for name in workload]


def _spread(articles: Path, size: int, number: int) -> Iterator[Row]:
    """Rows from all over the collection."""
    step = max(1, size // number)
    return islice(read_rows(articles, size), step // 2, step * number, step)
