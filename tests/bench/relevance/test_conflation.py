"""Conflation and name collisions, on groups whose pairs can be counted by hand and on the shipped names."""

import re

import pytest

from archive.entities.selectors import authority_rows, bare_form
from archive.text import Analyzer
from archive.text.stemming import BASE_TABLE, load_lexicon, protected_form
from bench.relevance.conflation import classes, conflation, damage

COMMON = 40
"""Minimum count of a common word: one in ten million (counts are per 4·10⁸)."""


def test_precision_and_recall_are_shares_of_pairs():
    groups = [["كتاب", "كتابه", "كتابها"], ["كتب", "كتبت"]]
    found = conflation(groups, lambda word: word[:3])
    assert (found.precision, found.recall) == (1.0, 1.0)
    found = conflation(groups, lambda word: word[:2])
    assert (found.precision, found.recall) == (0.4, 1.0)
    found = conflation(groups, lambda word: word)
    assert (found.precision, found.recall, found.f) == (1.0, 0.0, 0.0)


def test_spellings_that_fold_alike_make_no_pair():
    assert conflation([["أمة", "امه"]], lambda word: "x").recall == 1.0


def test_a_name_collides_with_a_more_frequent_word_but_not_with_its_own_plural():
    counts = {"بكين": 50, "بكى": 90, "وبكين": 5, "لندن": 9, "لدن": 5, "كردي": 9, "كرديين": 90}
    cut = {"بكين": "بكى", "وبكين": "بكى", "لدن": "لندن", "كرديين": "كردي"}
    bare = {"وبكين": "بكين"}
    of = {"spelling": lambda word: bare.get(word, word), "stem": lambda word: cut.get(word, word)}
    assert damage(["بكين", "لندن", "كردي"], classes(counts, **of), **of) == {"بكين": ("بكى",)}


@pytest.fixture(scope="module")
def base():
    return load_lexicon(BASE_TABLE)


@pytest.fixture(scope="module")
def names() -> list[str]:
    """The names of one word in the authority file as shipped."""
    forms = {bare_form(text) for row in authority_rows() for text, relation in row.forms if relation == "name"}
    return sorted(form for form in forms if re.fullmatch("[\u0621-\u064a]+", form))


def test_no_shipped_name_shares_its_stem_with_another_more_frequent_word(base, names):
    """But for names that are common nouns: the city of الخبر is written like «news», whose plural is أخبار, and what counts as
    a name only in company (أحلام, البيضاء, الزرقاء, العيون) goes with the noun that it is."""
    analyzer = Analyzer(base)
    of = {"spelling": lambda word: analyzer.levels(word)[1], "stem": lambda word: analyzer.levels(word)[2]}
    words = {word: base[word].bare for word in base if base[word].bare >= COMMON}
    damaged = damage(names, classes(words, **of), **of)
    assert all(analyzer.usage.is_common_noun(protected_form(name)) for name in damaged)
    assert set(damaged) == {"الخبر", "أحلام", "البيضاء", "الزرقاء", "العيون"}


@pytest.mark.parametrize(("plural", "singular"), [("صور", "صورة"), ("النواب", "نائب"), ("أحلام", "حلم")])
def test_a_common_word_that_is_a_name_only_in_context_is_stemmed_as_a_word(base, plural, singular):
    analyzer = Analyzer(base)
    assert analyzer.levels(plural)[2] == analyzer.levels(singular)[2]
