"""What a snapshot has worked out and may be asked again: rows and masks, the latest used, in bounded memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from numpy.typing import NDArray

BYTES = 32 * 1024 * 1024
"""How much they may take up, in each process."""
OVERHEAD = 500
"""Bytes of what stands around an array, about."""
Array = NDArray[Any]


class Kept:
    """Shared by threads; two of them may work out the same at once."""

    def __init__(self) -> None:
        self._arrays: OrderedDict[Hashable, Array] = OrderedDict()
        self._bytes = 0
        self._mutex = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Array]) -> Array:
        with self._mutex:
            if key in self._arrays:
                self._arrays.move_to_end(key)
                return self._arrays[key]
        array = make()
        array.flags.writeable = False
        with self._mutex:
            if key not in self._arrays:
                self._arrays[key] = array
                self._bytes += array.nbytes + OVERHEAD
            while self._bytes > BYTES and len(self._arrays) > 1:
                self._bytes -= self._arrays.popitem(last=False)[1].nbytes + OVERHEAD
        return array
