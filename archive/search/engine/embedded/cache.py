"""A cache of numpy arrays, bounded in bytes, for what a snapshot has computed."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from numpy.typing import NDArray

ENTRY_OVERHEAD = 500
"""Bytes of the objects around an array, roughly."""
Array = NDArray[Any]
Value = TypeVar("Value", Array, tuple[Array, Array], Array | None)


class ArrayCache:
    """Arrays, tuples of arrays or None, by key; drops the least recently used beyond `max_bytes`.

    Cached arrays are made read-only. Shared by threads: two of them may compute the same value at once.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._mutex = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        with self._mutex:
            if key in self._entries:
                self._entries.move_to_end(key)
                cached: Value = self._entries[key][0]
                return cached
        value = make()
        size = ENTRY_OVERHEAD
        for array in _arrays(value):
            array.flags.writeable = False
            size += array.nbytes
        with self._mutex:
            if key not in self._entries:
                self._entries[key] = (value, size)
                self.bytes += size
            while self.bytes > self.max_bytes and len(self._entries) > 1:
                self.bytes -= self._entries.popitem(last=False)[1][1]
        return value

    def __len__(self) -> int:
        return len(self._entries)


def _arrays(value: Any) -> tuple[Array, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
