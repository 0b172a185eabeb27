"""What columns tell, and what they do not."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.columns import packed, read_columns
from archive.search.engine.conditions import fitting, told_by_columns
from archive.search.engine.document import Record

WORD = c.Word((("e:هانوي",),))
COLUMNS = read_columns([packed(Record(pk, {"tag": ("even",) if pk % 2 == 0 else ()}), length=0) for pk in range(4)])
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
def test_conditions_are_put_together(clause, found):
    assert told_by_columns(clause)
    assert fitting(COLUMNS, clause).tolist() == found


@pytest.mark.parametrize("clause", [WORD, c.Not(WORD), c.And((EVEN, WORD)), c.Boost(EVEN, 2.0)])
def test_words_and_weights_are_no_conditions(clause):
    assert not told_by_columns(clause)
    with pytest.raises(TypeError):
        fitting(COLUMNS, clause)
