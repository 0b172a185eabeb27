"""The tables of characters agree with Unicode."""

import unicodedata
from itertools import pairwise

import pytest

from archive.text import characters
from archive.text.characters import DIGITS, INVISIBLE, MARKS, SPELLING_FOLDS


@pytest.mark.parametrize("row", (*MARKS, *INVISIBLE, *DIGITS), ids=lambda row: row.name)
def test_a_range_is_in_order_and_has_no_letters(row):
    assert row.first <= row.last
    kinds = {unicodedata.category(chr(code)) for code in range(row.first, row.last + 1)} - {"Cn"}
    assert kinds <= {"Mn", "Cf", "Lm", "Nd", "So", "Po"}


def test_ranges_do_not_overlap():
    rows = sorted((*MARKS, *INVISIBLE, *DIGITS))
    assert all(one.last < other.first for one, other in pairwise(rows))


def test_a_fold_leads_from_one_letter_to_one_that_stays():
    sources = [row.source for row in SPELLING_FOLDS]
    assert len(sources) == len(set(sources))
    assert not {row.target for row in SPELLING_FOLDS} & set(sources)
    assert all(len(row.source) == len(row.target) == 1 for row in SPELLING_FOLDS)


@pytest.mark.parametrize(
    "name", [name for name, value in vars(characters).items() if isinstance(value, str) and name.isupper()]
)
def test_a_letter_has_its_name_in_unicode(name):
    assert name.split("_")[0] in unicodedata.name(getattr(characters, name))
