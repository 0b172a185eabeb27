"""Learned words in several spellings: the table, and what it makes of a text."""

import csv

import pytest

from archive.text import exact, fold
from archive.text.normalization.letters import fold_characters
from archive.text.normalization.standard_spellings import KEY_LENGTH, TABLE, standard_spelling, standards


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_table_is_sound():
    assert len(rows()) >= 60
    assert all(all(row.values()) for row in rows()), "every row has a gloss and a reason"
    assert min(map(len, standards())) >= KEY_LENGTH
    assert not standards().keys() & set(standards().values())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["gloss"])
def test_every_spelling_becomes_the_standard_with_its_ending_and_behind_clitics(row):
    for variant in row["variants"].split(", "):
        for before, after in (("", ""), ("وال", "ية"), ("لل", "ات"), ("ب", "ي")):
            assert fold(before + variant + after) == fold(before + row["standard"] + after)
    assert standard_spelling(fold(row["standard"])) == fold(row["standard"])


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
