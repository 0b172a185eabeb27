"""What a course yields: one Result for a subject at a size, written and read as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import geometric_mean
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Times:
    """One class of queries with a set of facets: milliseconds of each query, and how many articles the median one finds."""

    name: str
    facets: int
    hits: int
    milliseconds: tuple[float, ...]

    def at(self, percent: float) -> float:
        return float(np.percentile(self.milliseconds, percent))


@dataclass(frozen=True)
class Result:
    """`absent` says why there is nothing else; a subject's figures otherwise. Memory in bytes, at its most."""

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
    """Of indexing, by the time of day; 0 where it was not measured."""
    served: bool = False
    """Whether a server of its own answered: its queries were timed by the time of day."""

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.size / self.index_seconds if self.index_seconds else 0.0

    @property
    def day_rate(self) -> float:
        """Articles a second by the time of day."""
        return self.size / self.index_day_seconds if self.index_day_seconds else 0.0

    def with_facets(self, facets: int) -> dict[str, Times]:
        return {times.name: times for times in self.times if times.facets == facets}

    def typical(self, facets: int, percent: float = 95) -> float | None:
        """The geometric mean over the classes; None where it was not asked so."""
        figures = [times.at(percent) for times in self.with_facets(facets).values()]
        return geometric_mean(figures) if figures else None


@dataclass(frozen=True)
class Run:
    """Everything measured in one go."""

    machine: str
    date: str
    source: str
    queries: int
    seed: int
    clock: str
    """`wall` or `cpu`: what queries were timed by."""
    results: tuple[Result, ...] = field(default_factory=tuple)

    @property
    def sizes(self) -> list[int]:
        return sorted({result.size for result in self.results})

    def at(self, size: int) -> list[Result]:
        return [result for result in self.results if result.size == size]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def joined(runs: Sequence[Run]) -> Run:
    """Runs of the same machine, queries and clock as one: of a subject and size that was measured twice, the last."""
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
