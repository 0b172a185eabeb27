"""Counting the keys of many documents at once: frequent keys as bits that are counted, the others value by value.

A value that is looked up costs some ten nanoseconds, a frequent key some five microseconds for 100,000 documents, however many
of them are counted. Where documents have many keys, most values are those of a few hundred frequent ones.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.columns import KeyedColumn

FREQUENT = 0.005
"""In what share of the documents a frequent key stands."""
SHARE = 1 / 6
"""From this share of the documents on, bits are counted sooner than values."""
BLOCK = 1 << 14
Array = NDArray[Any]


class Tally:
    """Counts one column of several keys."""

    def __init__(self, column: KeyedColumn, size: int) -> None:
        numbers = np.bincount(column.values, minlength=len(column.keys))
        self._keys = len(column.keys)
        self._frequent = np.flatnonzero(numbers > max(1, FREQUENT * size))
        self._size = 64 * -(-size // 64)
        rows = np.full(self._keys, -1, np.int32)
        rows[self._frequent] = np.arange(len(self._frequent))
        of_row = rows[column.values]
        frequent = of_row >= 0
        self._bits = self._marked(column.docs[frequent], of_row[frequent])
        self._docs, self._values = column.docs[~frequent], column.values[~frequent]

    def counts(self, docs: Array) -> Array:
        """How many of these documents have each key."""
        mask = self._mask(docs)
        counts = np.bincount(self._values[mask[self._docs]], minlength=self._keys)
        packed = np.packbits(mask).view(np.uint64)
        counts[self._frequent] = np.bitwise_count(self._bits & packed).sum(axis=1)
        return counts

    def _marked(self, docs: Array, rows: Array) -> Array:
        """The bits of all frequent keys: made for BLOCK documents, which ascend, at a time."""
        bits = np.zeros((len(self._frequent), self._size // 64), np.uint64)
        for first in range(0, self._size, BLOCK):
            here = slice(*np.searchsorted(docs, (first, first + BLOCK)))
            mask = np.zeros((len(bits), min(BLOCK, self._size - first)), bool)
            mask[rows[here], docs[here] - first] = True
            bits[:, first // 64 : (first + BLOCK) // 64] = np.packbits(mask, axis=1).view(np.uint64)
        return bits

    def _mask(self, docs: Array) -> Array:
        mask = np.zeros(self._size, bool)
        mask[docs] = True
        return mask
