"""Term tables find what was put in, on disk and in memory."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.whoosh.terms import TablePool, TableWriter, TermTable, open_table

documents = st.lists(
    st.dictionaries(
        st.binary(min_size=1, max_size=3), st.lists(st.integers(0, 1000), max_size=4, unique=True), max_size=6
    ),
    max_size=12,
)


def table_of(numbered) -> TermTable:
    pool = TablePool()
    for number, forms in numbered:
        for key, positions in forms.items():
            pool.add(key, number, len(positions) + 1, np.array(sorted(positions), np.uint32).tobytes())
    return pool.table()


def contents(table: TermTable):
    found = {}
    for row, key in enumerate(table.keys_of(0, len(table))):
        docs, weights = table.postings(row, row + 1)
        places = list(zip(*(array.tolist() for array in table.occurrences(row)), strict=True))
        found[key] = (list(zip(docs.tolist(), weights.tolist(), strict=True)), places)
    return found


@given(documents)
def test_a_table_finds_each_key_and_each_prefix(written):
    table = table_of(enumerate(written))
    keys = sorted({key for forms in written for key in forms})
    assert table.keys_of(0, len(table)) == keys
    assert [table.row(key) for key in keys] == list(range(len(keys)))
    assert table.row(b"absent") is None
    first, last = table.prefix_rows(b"a")
    assert keys[first:last] == [key for key in keys if key.startswith(b"a") and not key.startswith(b"a\xff")]


def test_a_table_on_disk_is_the_table_in_memory(tmp_path: Path):
    table = table_of(enumerate([{b"a": [1, 5], b"b": []}, {b"a": [2]}]))
    more = table_of([(0, {b"c": [7]})])
    writer = TableWriter(tmp_path, "segment")
    writer.append(table)
    writer.append(more)
    writer.close()
    assert contents(open_table(tmp_path, "segment")) == contents(table) | contents(more)


def test_an_empty_table_is_written_and_opened(tmp_path: Path):
    writer = TableWriter(tmp_path, "segment")
    writer.append(TablePool().table())
    writer.close()
    assert len(open_table(tmp_path, "segment")) == 0


def test_occurrences_can_be_restricted_to_some_documents():
    table = table_of(enumerate([{b"a": [1, 5]}, {b"a": [2]}, {b"a": [3, 4]}]))
    docs, positions = table.occurrences(0, np.array([True, False, True]))
    assert docs.tolist() == [0, 0, 2, 2]
    assert positions.tolist() == [1, 5, 3, 4]
