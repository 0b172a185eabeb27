"""Term tables: what was put in is found, on disk as in memory, merged as if indexed at once."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.whoosh.terms import TablePool, TableWriter, TermTable, merged, open_table, ragged

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
    for row, key in enumerate(table.rows_of_keys(0, len(table))):
        docs, weights = table.postings(row, row + 1)
        places = list(zip(*(array.tolist() for array in table.occurrences(row)), strict=True))
        found[key] = (list(zip(docs.tolist(), weights.tolist(), strict=True)), places)
    return found


@given(documents)
def test_a_table_finds_each_key_and_each_prefix(written):
    table = table_of(enumerate(written))
    keys = sorted({key for forms in written for key in forms})
    assert table.rows_of_keys(0, len(table)) == keys
    assert [table.row(key) for key in keys] == list(range(len(keys)))
    assert table.row(b"absent") is None
    first, last = table.prefix_rows(b"a")
    assert keys[first:last] == [key for key in keys if key.startswith(b"a") and not key.startswith(b"a\xff")]


@given(documents, documents, st.sets(st.integers(0, 11)), st.integers(1, 8))
def test_merging_gives_what_indexing_at_once_gives(new, old, dropped, span):
    renumbering, number = np.full(len(old), -1, np.int32), len(new)
    expected = list(enumerate(new))
    for place, forms in enumerate(old):
        if place not in dropped:
            renumbering[place] = number
            expected.append((number, forms))
            number += 1
    sources = [(table_of(enumerate(new)), np.arange(max(len(new), 1))), (table_of(enumerate(old)), renumbering)]
    found = {}
    for piece in merged(sources, span=span):
        found |= contents(piece)
    assert found == contents(table_of(expected))
    assert list(found) == sorted(found)


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


def test_occurrences_can_be_had_for_some_documents_alone():
    table = table_of(enumerate([{b"a": [1, 5]}, {b"a": [2]}, {b"a": [3, 4]}]))
    docs, positions = table.occurrences(0, np.array([True, False, True]))
    assert docs.tolist() == [0, 0, 2, 2]
    assert positions.tolist() == [1, 5, 3, 4]


def test_ranges_are_laid_one_after_another():
    assert ragged(np.array([5, 0, 9]), np.array([2, 0, 1])).tolist() == [5, 6, 9]
    assert ragged(np.array([], int), np.array([], int)).tolist() == []
