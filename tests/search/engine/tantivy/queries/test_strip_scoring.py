"""A clause without scoring matches the same documents."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.tantivy.queries.strip_scoring import strip_scoring

EGYPT = c.Word((("e:مصر",), ("e:مصر", "s:مصر")), light=("l:مص",))
REPUBLIC = c.Phrase((("e:جمهورية",), ("e:مصر", "s:مصر")))
NEAR = c.Phrase((("e:نهر",), ("e:النيل",)), within=5)
OTHER = c.Word((("e:السودان",),))


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        (c.Or((EGYPT, c.Boost(c.Or((OTHER, REPUBLIC)), 0.6))), c.Or((EGYPT, OTHER))),
        (c.Or((EGYPT, REPUBLIC)), EGYPT),
        (c.Or((EGYPT, NEAR)), c.Or((EGYPT, NEAR))),
        (c.Or((OTHER, REPUBLIC)), c.Or((OTHER, REPUBLIC))),
        (c.And((EGYPT, REPUBLIC), (OTHER,)), c.And((EGYPT, REPUBLIC))),
        (c.Or((c.Word(EGYPT.levels, "title"), REPUBLIC)), c.Or((c.Word(EGYPT.levels, "title"), REPUBLIC))),
        (c.Or((c.Phrase((("e:مص",),)), EGYPT)), c.Or((c.Phrase((("e:مص",),)), EGYPT))),
        (c.Not(c.ConstantScore(c.Or((EGYPT, REPUBLIC)), 2.0)), c.Not(EGYPT)),
    ],
)
def test_a_phrase_is_redundant_next_to_one_of_its_words(clause, left):
    assert strip_scoring(clause) == left


def test_light_stems_match_only_in_loose_words():
    loose = c.Word(EGYPT.levels, light=("e:مص", "l:مص"), loose=True)
    assert strip_scoring(c.Or((loose, c.Phrase((("e:مص",), ("e:كبير",)))))) == loose
