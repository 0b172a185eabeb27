"""Counts by bitmaps and by values agree with counting document by document."""

from collections import Counter

import numpy as np
import pytest

from archive.search.engine.embedded import tally
from archive.search.engine.embedded.columns import KeyedColumn

SIZE = 130


@pytest.fixture
def column() -> KeyedColumn:
    """Key 0 is in every other document, key 1 in few, key 2 in one, key 3 in none."""
    pairs = [(doc, key) for doc in range(SIZE) for key in range(3) if doc % (2, 40, 127)[key] == (0, 1, 3)[key]]
    docs, values = np.array(pairs).T
    return KeyedColumn.of({"a": 0, "b": 1, "c": 2, "d": 3}, docs, values, SIZE)


@pytest.mark.parametrize("block", [64, 1 << 14])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 1.0])
@pytest.mark.parametrize("docs", [[], [0], [1, 3, 41, 129], list(range(SIZE)), list(range(64, 128))])
def test_each_key_counts_the_documents_that_have_it(column, share, docs, block, monkeypatch):
    monkeypatch.setattr(tally, "FREQUENT_SHARE", share)
    monkeypatch.setattr(tally, "DOCS_PER_BLOCK", block)
    counts = tally.Tally(column, SIZE).counts(np.array(docs, np.int64))
    expected = Counter(key for doc in docs for key in column.keys_of(doc))
    assert dict(zip(column.keys, counts.tolist(), strict=True)) == {key: expected[key] for key in column.keys}
