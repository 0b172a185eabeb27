"""What was worked out is kept while there is room, the latest used longest."""

import numpy as np
import pytest

from archive.search.engine.tantivy import live_term_bitmaps
from archive.search.engine.tantivy.live_term_bitmaps import Kept


def test_what_is_kept_is_not_made_again():
    store, array = Kept(), np.arange(3)
    assert store.get("a", lambda: array) is array
    assert store.get("a", lambda: np.arange(9)) is array


def test_what_was_not_used_for_longest_makes_room(monkeypatch):
    monkeypatch.setattr(live_term_bitmaps, "BYTES", 3 * live_term_bitmaps.OVERHEAD)
    store = Kept()
    for key in "ab":
        store.get(key, lambda: np.zeros(1, np.int8))
    store.get("a", lambda: np.ones(1, np.int8))
    store.get("c", lambda: np.zeros(1, np.int8))
    assert store.get("a", lambda: np.ones(1, np.int8)).tolist() == [0]
    assert store.get("b", lambda: np.ones(1, np.int8)).tolist() == [1]


def test_nobody_can_change_what_is_kept():
    with pytest.raises(ValueError, match="read-only"):
        Kept().get("a", lambda: np.arange(3))[0] = 7
