import re

import pytest

from archive.text.dates.normalization import fold_for_dates
from archive.text.dates.relative.expressions import (
    DUAL_QUALIFIERS,
    DUAL_UNITS,
    MAX_COUNT,
    PLURAL_QUALIFIERS,
    PLURAL_UNITS,
    QUALIFIER,
    QUALIFIERS,
)


@pytest.mark.parametrize(
    ("word", "direction"), [("الماضي", -1), ("الفارطة", -1), ("الجاري", 0), ("الحالية", 0), ("المقبل", 1), ("القادمة", 1), ("الآتي", 1)]
)  # fmt: skip
def test_a_qualifier_has_a_direction(word, direction):
    folded = fold_for_dates(word)[0]
    assert QUALIFIERS[folded] == direction
    assert re.fullmatch(QUALIFIER, folded)["qualifier"] == folded


@pytest.mark.parametrize(("word", "direction"), [("الماضيين", -1), ("الأخيرتين", -1), ("المقبلين", 1)])
def test_a_dual_qualifier_has_a_direction(word, direction):
    assert DUAL_QUALIFIERS[fold_for_dates(word)[0]] == direction


def test_plurals_take_the_feminine_of_a_qualifier_that_is_past_or_future():
    assert PLURAL_QUALIFIERS["الماضيه"] == PLURAL_QUALIFIERS["الاخيره"] == -1
    assert PLURAL_QUALIFIERS["المقبله"] == 1
    assert "الجاريه" not in PLURAL_QUALIFIERS
    assert "الماضي" not in PLURAL_QUALIFIERS


def test_every_unit_has_a_largest_count():
    assert {*DUAL_UNITS.values(), *PLURAL_UNITS.values()} == set(MAX_COUNT)


def test_all_words_are_folded():
    for words in (QUALIFIERS, DUAL_QUALIFIERS, PLURAL_QUALIFIERS, DUAL_UNITS, PLURAL_UNITS):
        for word in words:
            assert fold_for_dates(word)[0] == word
