"""Learned words in several spellings: the table, and what it makes of a text."""

import csv

import pytest

from archive.text import exact, fold
from archive.text.normalization.letters import fold_characters
from archive.text.normalization.standard_spellings import (
    KEY_LENGTH,
    TABLE,
    WHOLE_WORDS,
    standard_spelling,
    standards,
)


def rows(table=TABLE):
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize(("table", "least"), [(TABLE, 60), (WHOLE_WORDS, 15)], ids=["beginnings", "words"])
def test_the_table_is_sound(table, least):
    assert len(rows(table)) >= least
    assert all(all(row.values()) for row in rows(table)), "every row has a gloss and a reason"
    assert min(map(len, standards(table))) >= KEY_LENGTH
    assert not standards(table).keys() & set(standards(table).values())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["gloss"])
def test_every_spelling_becomes_the_standard_with_its_ending_and_behind_clitics(row):
    for variant in row["variants"].split(", "):
        for before, after in (("", ""), ("وال", "ية"), ("لل", "ات"), ("ب", "ي")):
            assert fold(before + variant + after) == fold(before + row["standard"] + after)
    assert standard_spelling(fold(row["standard"])) == fold(row["standard"])


@pytest.mark.parametrize("row", rows(WHOLE_WORDS), ids=lambda row: row["gloss"])
def test_every_spelling_of_a_whole_word_becomes_the_standard_behind_clitics_and_before_no_ending(row):
    for variant in row["variants"].split(", "):
        for before in ("", "و", "ال", "وبال", "لل", "ب"):
            assert fold(before + variant) == fold(before + row["standard"])
        assert fold(variant + "تقف") != fold(row["standard"] + "تقف")


@pytest.mark.parametrize(
    "words",
    [
        ("مئة", "مائة", "مائه"),
        ("بالمئة", "بالمائة"),
        ("وللمئة", "وللمائة"),
        ("مئتين", "مائتين"),
        ("ومئتي", "ومائتي"),
        ("مئوية", "مائوية"),
        ("داود", "داوود", "داؤود"),
        ("لطاوس", "لطاووس"),
        ("والسماوات", "والسموات"),
        ("للموسيقى", "للموسيقا"),
    ],
)
def test_both_standard_spellings_are_one(words):
    assert len({fold(word) for word in words}) == 1


@pytest.mark.parametrize("word", ["مائدة", "مائل", "مائتمنه", "مائج", "سموم", "ميونيخ", "موسيقار"])
def test_a_longer_word_is_not_the_whole_word(word):
    assert standard_spelling(fold_characters(exact(word))) == fold_characters(exact(word))


@pytest.mark.parametrize(
    "words", [("الإستراتجيه", "الاستراتيجية"), ("للأمريكيين", "للأميركيين"), ("والتليفزيون", "والتلفزيون")]
)
def test_a_reader_finds_one_spelling_by_another(words):
    assert len({fold(word) for word in words}) == 1
    assert len({exact(word) for word in words}) == 2


@pytest.mark.parametrize("word", ["تكسير", "الموسيقار", "غرامة", "جرائم", "مليونا"])
def test_a_word_that_merely_begins_alike_stays(word):
    assert standard_spelling(fold_characters(exact(word))) == fold_characters(exact(word))


def test_words_of_a_text_change_and_nothing_else():
    assert fold("قال: «الإنترنيت، والجرام» 12") == "قال: «الانترنت، والغرام» 12"
