"""Arrays are cached within a budget of bytes, the least recently used dropped first."""

import numpy as np
import pytest

from archive.search.engine.embedded.cache import ENTRY_OVERHEAD, ArrayCache


def test_a_cached_value_is_not_computed_again():
    cache, array = ArrayCache(10_000), np.arange(3)
    assert cache.get("a", lambda: array) is array
    assert cache.get("a", lambda: np.arange(9)) is array


def test_the_least_recently_used_makes_room():
    cache = ArrayCache(3 * ENTRY_OVERHEAD)
    for key in "ab":
        cache.get(key, lambda: np.zeros(1, np.int8))
    cache.get("a", lambda: np.ones(1, np.int8))
    cache.get("c", lambda: np.zeros(1, np.int8))
    assert cache.get("a", lambda: np.ones(1, np.int8)).tolist() == [0]
    assert cache.get("b", lambda: np.ones(1, np.int8)).tolist() == [1]


def test_a_value_larger_than_the_cache_stays_until_the_next():
    cache = ArrayCache(1)
    cache.get("a", lambda: (np.zeros(9), np.zeros(9)))
    assert len(cache) == 1
    cache.get("b", lambda: None)
    assert len(cache) == 1


def test_cached_arrays_are_read_only():
    with pytest.raises(ValueError, match="read-only"):
        ArrayCache(10_000).get("a", lambda: (np.arange(3), np.arange(3)))[1][0] = 7
