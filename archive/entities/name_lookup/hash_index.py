"""An index from keys to numbers in 12 bytes an entry, where a dictionary of lists takes about 300."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence


class HashIndex:
    """Numbers by the hash of their key, ascending. Keys with one hash share their numbers: callers compare what they get."""

    def __init__(self, entries: Iterable[tuple[Hashable, int]]) -> None:
        rows = sorted((hash(key), number) for key, number in entries)
        self._hashes = array("q", (hashed for hashed, _ in rows))
        self._numbers = array("i", (number for _, number in rows))

    def get(self, key: Hashable) -> Sequence[int]:
        hashed = hash(key)
        first = bisect_left(self._hashes, hashed)
        return self._numbers[first : bisect_right(self._hashes, hashed, lo=first)]
