"""The parts of a text in which dates have been recognised already."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class OccupiedSpans:
    """Disjoint [start, end) spans in order; looked up by binary search."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Add a span, merged with those that it overlaps."""
        first, after = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first < after:
            start, end = min(start, self._starts[first]), max(end, self._ends[after - 1])
        self._starts[first:after], self._ends[first:after] = [start], [end]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any character of text[start:end] is occupied."""
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)

    def last_end_before(self, offset: int) -> int:
        """The end of the last span that ends at or before `offset`; 0 if there is none."""
        index = bisect_right(self._ends, offset)
        return self._ends[index - 1] if index else 0
