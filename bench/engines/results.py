"""The figures of a run: one Result per subject and size, stored as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import geometric_mean
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Times:
    """Times of one query class with a set of facets: milliseconds per query, and the median number of hits."""

    name: str
    facets: int
    hits: int
    milliseconds: tuple[float, ...]

    def at(self, percent: float) -> float:
        return float(np.percentile(self.milliseconds, percent))


@dataclass(frozen=True)
class Result:
    """A subject's figures at one size, or in `absent` the reason why it was not run. Memory is the peak, in bytes."""

    subject: str
    size: int
    index_seconds: float = 0.0
    bytes: int = 0
    index_memory: int = 0
    ask_memory: int = 0
    times: tuple[Times, ...] = ()
    changes: tuple[float, ...] = ()
    """Seconds until each change was found."""
    absent: str = ""
    index_day_seconds: float = 0.0
    """Of indexing by the wall clock; 0 if not measured."""
    served: bool = False
    """Whether a separate server answered; its queries were timed by the wall clock."""

    @property
    def rate(self) -> float:
        """Articles per second."""
        return self.size / self.index_seconds if self.index_seconds else 0.0

    @property
    def day_rate(self) -> float:
        """Articles per second by the wall clock."""
        return self.size / self.index_day_seconds if self.index_day_seconds else 0.0

    def with_facets(self, facets: int) -> dict[str, Times]:
        return {times.name: times for times in self.times if times.facets == facets}

    def typical(self, facets: int, percent: float = 95) -> float | None:
        """Geometric mean of a percentile over the classes; None without queries of this number of facets."""
        figures = [times.at(percent) for times in self.with_facets(facets).values()]
        return geometric_mean(figures) if figures else None


@dataclass(frozen=True)
class Run:
    """The results of one run and its conditions."""

    machine: str
    date: str
    source: str
    queries: int
    seed: int
    clock: str
    """`wall` or `cpu`: the clock of the queries."""
    results: tuple[Result, ...] = field(default_factory=tuple)

    @property
    def sizes(self) -> list[int]:
        return sorted({result.size for result in self.results})

    def at(self, size: int) -> list[Result]:
        return [result for result in self.results if result.size == size]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def merge_runs(runs: Sequence[Run]) -> Run:
    """Several runs as one, with the last run's conditions; the last result of each subject and size counts."""
    found = {(result.subject, result.size): result for run in runs for result in run.results}
    return replace(runs[-1], results=tuple(found.values()))


def load(path: Path) -> Run:
    fields = json.loads(path.read_text(encoding="utf-8"))
    results = tuple(_result(one) for one in fields.pop("results"))
    return Run(**fields, results=results)


def _result(fields: dict[str, Any]) -> Result:
    times = tuple(timed(one) for one in fields.pop("times"))
    return Result(**{**fields, "changes": tuple(fields["changes"])}, times=times)


def timed(fields: dict[str, Any]) -> Times:
    return Times(**{**fields, "milliseconds": tuple(fields["milliseconds"])})
