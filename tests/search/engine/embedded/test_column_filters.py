"""Clauses as masks over columns."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.document import Record
from archive.search.engine.embedded.column_filters import column_mask, is_column_filter
from archive.search.engine.embedded.columns import read_columns
from archive.search.engine.embedded.records import encode_record

WORD = c.Word((("e:هانوي",),))
COLUMNS = read_columns(
    [encode_record(Record(pk, {"tag": ("even",) if pk % 2 == 0 else ()}), length=0) for pk in range(4)]
)
EVEN = c.Keys("tag", ("even",))


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        (c.And(()), [True] * 4),
        (c.Or(()), [False] * 4),
        (c.And((EVEN, c.Not(c.DocIds((2,))))), [True, False, False, False]),
        (c.Or((EVEN, c.DocIds((1, 1 << 70)))), [True, True, True, False]),
    ],
)
def test_boolean_clauses_combine_masks(clause, found):
    assert is_column_filter(clause)
    assert column_mask(COLUMNS, clause).tolist() == found


@pytest.mark.parametrize("clause", [WORD, c.Not(WORD), c.And((EVEN, WORD)), c.Boost(EVEN, 2.0)])
def test_clauses_about_words_and_boosts_are_rejected(clause):
    assert not is_column_filter(clause)
    with pytest.raises(TypeError):
        column_mask(COLUMNS, clause)
