"""Names that are also words in general use, on counts given here."""

import pytest

from archive.text import Analyzer
from archive.text.stemming import compile_lexicon
from bench.names.word_use import WordUse, marked_accusatives

COUNTS = {
    "عين": 9000, "العين": 6000, "عيون": 40, "العيون": 50, "بوتين": 500, "لبوتين": 20, "هاشمي": 900, "الهاشمي": 900, "هاشمية": 9,
    "قنطرة": 300, "قناطر": 400, "ديوان": 300, "دواوين": 90, "رفع": 900, "يرفع": 800, "رفعت": 600, "رفعوا": 90, "سيرفع": 60, "سار": 400,
    "يسير": 900, "ماتت": 90, "أديت": 5, "بيت": 9000, "البيت": 9000, "بيته": 400, "بيتها": 300, "عبد": 9000, "العبد": 9000, "عبده": 400,
    "يوما": 600, "نورا": 600,
}  # fmt: skip
MARKED = {"يوما": 0.3, "نورا": 0.06}


def evidence(name, **more):
    return WordUse(Analyzer(compile_lexicon(COUNTS | more)), MARKED).evidence(name)


@pytest.mark.parametrize(("name", "expected"), [
    ("عين", "noun"), ("العين", "noun"), ("الهاشمية", "noun"), ("العيون", "noun"), ("القنطرة", "noun"), ("ديوان", None),
    ("رفعت", "verb"), ("سار", "verb"), ("يرفع", "verb"), ("ماتت", None), ("أديت", None),
    ("يوما", "accusative"), ("نورا", None), ("بيته", "pronoun"), ("عبده", None), ("بيتة", None), ("بوتين", None),
])  # fmt: skip
def test_a_word_in_general_use_shows_it_in_print(name, expected):
    assert evidence(name) == expected


def test_what_stands_behind_a_preposition_is_no_past():
    assert evidence("رفعت", لرفعت=9, برفعت=9) is None


def test_a_present_without_its_future_is_not_in_use():
    assert evidence("يرفع", سيرفع=7) is None


def test_a_listed_plural_that_never_takes_the_article_is_none():
    assert evidence("قناطر") is None
    assert evidence("قناطر", القناطر=20) == "noun"


def test_the_share_of_accusatives_that_print_marks_is_counted():
    texts = ["يوماً ثم يومًا ويوما", "يوما يوما يوما نورا نورا نورا نورا نورا", "أبداً"]
    assert marked_accusatives(texts) == {"يوما": 0.4, "نورا": 0}
