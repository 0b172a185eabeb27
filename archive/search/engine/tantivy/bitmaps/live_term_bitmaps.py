"""Term bitmaps as rows of a snapshot; documents that changed since the bitmaps were written are `dirty`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.tantivy.bitmaps.term_bitmaps import Key, TermBitmaps
from archive.search.engine.tantivy.records import PkRows

MAX_CHANGED = 1_000
"""The bitmaps are not used if more documents have been replaced since: they are asked for by primary key."""
Array = NDArray[Any]


class LiveTermBitmaps:
    def __init__(self, bitmaps: TermBitmaps | None, rows: PkRows) -> None:
        bitmaps = bitmaps if rows.count else None
        dirty = rows.live.copy()
        self._bitmaps = bitmaps
        self._rows = np.empty(0, np.int32)
        if bitmaps is not None:
            pks, versions = bitmaps.documents
            found = rows.find(pks)
            unchanged = (found >= 0) & (versions != 0) & (rows.columns.versions[found] == versions)
            self._rows = np.where(unchanged, found, rows.size).astype(np.int32)
            dirty[found[unchanged]] = False
        self.dirty = np.flatnonzero(dirty)
        """Rows that the bitmaps do not cover."""
        pks = rows.columns.pks[self.dirty]
        self.last_pk = int(bitmaps.documents[0][-1]) if bitmaps is not None else 0
        """The highest pk at the time of the build."""
        self.added = int(np.count_nonzero(pks > self.last_pk))
        """Dirty documents with a higher pk: new ones, as a rule."""
        self.changed: list[int] = pks[pks <= self.last_pk].tolist()
        """Pks of the other dirty documents."""

    def __contains__(self, key: Key) -> bool:
        return self._bitmaps is not None and key in self._bitmaps.places and len(self.changed) <= MAX_CHANGED

    def mask(self, keys: list[Key], size: int) -> Array:
        """The rows, of `size`, with any of these terms; wrong for dirty rows."""
        mask = np.zeros(size + 1, bool)  # documents that are gone or dirty go into the last place
        if keys and self._bitmaps is not None:
            mask[self._rows[self._bitmaps.union(keys)]] = True
        return mask[:-1]
