"""The stages of an import and the seconds that each takes.

Stages of the importing process add up to its time: a stage within another stops the clock of the outer one. What other
processes recognise meanwhile is added as their processor time.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

READING, PLANNING, RECOGNIZING, WAITING, WRITING = "reading", "planning", "recognizing", "waiting", "writing"
"""`waiting`: the importing process has nothing to do until names are recognised."""
INDEXING = "indexing"
"""What is left to index after the last article was written."""
STAGES = (READING, PLANNING, RECOGNIZING, WAITING, WRITING, INDEXING)


class StageClock:
    """Seconds by stage; the records read, and the processes that recognised names and dates."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.records = 0
        self.processes = 1
        self.began = time.perf_counter()
        self._open: list[str] = []
        self._since = self.began

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._note()
        self._open.append(name)
        try:
            yield
        finally:
            self._note()
            self._open.pop()

    def add(self, name: str, seconds: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds

    def _note(self) -> None:
        """Credit the time since the last change to the stage that was running."""
        now = time.perf_counter()
        if self._open:
            self.add(self._open[-1], now - self._since)
        self._since = now

    def figures(self) -> dict[str, float]:
        """Seconds of each stage and in all, records a second, and the number of processes that recognised."""
        wall = time.perf_counter() - self.began
        stages = {name: round(self.seconds[name], 2) for name in STAGES if name in self.seconds}
        rate = round(self.records / max(wall, 0.001), 1)
        return {**stages, "wall": round(wall, 2), "rate": rate, "processes": self.processes}

    def __str__(self) -> str:
        """One line: `reading 1.2 s, …; 120.0 s in all, 83.1 records a second, 2 processes`."""
        figures = self.figures()
        stages = ", ".join(f"{name} {figures[name]:.1f} s" for name in STAGES if name in figures)
        many = "1 process" if self.processes == 1 else f"{self.processes} processes"
        return f"{stages}; {figures['wall']:.1f} s in all, {figures['rate']:.1f} records a second, {many}"
