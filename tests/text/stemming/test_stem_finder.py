"""Verbs, broken plurals and what print shows of an alef; the hand-made tables."""

import pytest

from archive.text import exact
from archive.text.stemming import broken_plurals, fixed_bases
from tests.text.stemming.conftest import WRITE, stem


@pytest.mark.parametrize(("plural", "singular"), [("دول", "دولة"), ("صور", "صورة"), ("مدن", "مدينة")])
def test_a_plural_of_three_letters_is_found_bare_as_behind_its_article(plural, singular):
    counts = {plural: 300, "ال" + plural: 200, singular: 300, "ال" + singular: 200}
    assert stem(counts, plural) == stem(counts, "ال" + plural) == stem(counts, singular)


@pytest.mark.parametrize(("word", "expected"), [("أكتب", "كتب"), ("اكتب", "كتب"), ("إكتب", "اكتب"), ("وآكتب", "اكتب")])
def test_another_alef_is_not_that_of_i(word, expected):
    assert stem(WRITE, word) == expected


def test_another_alef_is_not_that_of_a_plural():
    counts = {"دور": 900, "الدور": 900, "أدوار": 90, "الأدوار": 90, "أمل": 90, "آمال": 90}
    assert stem(counts, "أدوار") == stem(counts, "الادوار") == "دور"
    assert stem(counts, "إدوار") == "ادوار"
    assert stem(counts, "آمال") == stem(counts, "امال") == "امل"


def test_a_past_that_begins_with_alef_is_a_verb_under_any_of_its_seats():
    counts = {"اجتمع": 900, "يجتمع": 900, "اجتمعت": 90}
    assert stem(counts, "إجتمعت") == stem(counts, "اجتمعت") == "اجتمع"


def test_the_table_of_broken_plurals_is_sound():
    assert len(broken_plurals()) >= 700
    assert not set(broken_plurals()) & set(broken_plurals().values())
    assert all(exact(word).isalpha() for word in broken_plurals())


def test_the_table_of_fused_words_leads_to_bases():
    assert all(len(base) < len(word) for word, base in fixed_bases().items())
