"""Merging term tables gives the table that indexing all documents at once gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.whoosh.table_merge import merge_tables
from tests.search.engine.whoosh.test_terms import contents, documents, table_of


@given(documents, documents, st.sets(st.integers(0, 11)), st.integers(1, 8))
def test_merged_tables_equal_one_table_of_all_documents(new, old, dropped, span):
    renumbering, number = np.full(len(old), -1, np.int32), len(new)
    expected = list(enumerate(new))
    for place, forms in enumerate(old):
        if place not in dropped:
            renumbering[place] = number
            expected.append((number, forms))
            number += 1
    sources = [(table_of(enumerate(new)), np.arange(max(len(new), 1))), (table_of(enumerate(old)), renumbering)]
    found = {}
    for piece in merge_tables(sources, span=span):
        found |= contents(piece)
    assert found == contents(table_of(expected))
    assert list(found) == sorted(found)
