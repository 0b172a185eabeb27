"""Clitics and the article."""

import pytest

from archive.text.stemming.proclitics import CONJUNCTIONS, PREPOSITIONS
from tests.text.stemming.conftest import WRITE, spelling, stem


@pytest.mark.parametrize("row", (*CONJUNCTIONS, *PREPOSITIONS), ids=lambda row: row.letter)
def test_every_proclitic_goes_from_a_word_that_proves_it(analyzer, row):
    assert analyzer.levels(row.letter + "طوكيو")[1] == "طوكيو"


@pytest.mark.parametrize("word", ["وزارة", "فيتنام", "واشنطن", "لندن"])
def test_a_root_letter_is_no_proclitic(analyzer, word):
    assert analyzer.levels(word)[1] == word.replace("ة", "ه")


@pytest.mark.parametrize("word", ["الأزمة", "للأزمة", "بالأزمة", "والأزمة", "أزمة", "ازمه"])
def test_the_article_and_its_company_go(analyzer, word):
    assert analyzer.levels(word)[1] == "ازمه"


def test_to_the_committee_is_no_paradise(analyzer):
    assert analyzer.levels("للجنة")[1] == analyzer.levels("اللجنة")[1] == "لجنه"


@pytest.mark.parametrize(("word", "expected"), [("ألمانيا", "المانيا"), ("لألمانيا", "المانيا"), ("التزام", "التزام")])
def test_an_article_that_belongs_to_the_root_stays(analyzer, word, expected):
    assert analyzer.levels(word)[1] == expected


@pytest.mark.parametrize(("word", "expected"), [("شمعون", "شمعون"), ("وشمعون", "شمعون"), ("لشمعون", "شمعون")])
def test_a_protected_name_loses_clitics_but_never_a_letter(analyzer, word, expected):
    assert analyzer.levels(word)[1:3] == (expected, expected)


def test_alef_with_hamza_and_lam_at_the_head_of_a_name_is_no_article(analyzer):
    assert analyzer.levels("ألكسندر")[1] == analyzer.levels("الكسندر")[1] == analyzer.levels("وألكسندر")[1] == "الكسندر"


def test_a_protected_name_with_the_article_is_found_without_it(analyzer):
    assert analyzer.levels("للأناضول")[1] == analyzer.levels("الأناضول")[1] == "اناضول"


@pytest.mark.parametrize("word", ["وارنت", "فارنت", "بارنت"])
def test_what_stands_behind_two_prepositions_has_its_first_letter_of_its_own(word):
    counts = {word: 60, "ارنت": 300 if word[0] != "ف" else 3000, "الارنت": 100}
    assert stem(counts, word) == "ارنت"
    assert stem(counts | {"ل" + word: 2, "ك" + word: 1} | {"ب" + word: 2}, word) == word


def test_a_slip_behind_the_article_does_not_keep_a_conjunction_on():
    counts = {"سئل": 8000, "السيل": 900, "وسئل": 300, "الوسيل": 10, "وسيلة": 4000, "الوسيلة": 2000}
    assert stem(counts, "وسُئل") == stem(counts, "سئل")
    assert stem(counts, "وسيلة") == "وسيله"


@pytest.mark.parametrize(
    ("tied", "most", "rest"), [("ويكتب", 1_600, "يكتب"), ("فيكتب", 48, "يكتب"), ("سيكتب", 400, "يكتب")]
)
def test_what_is_tied_to_a_present_is_a_name_where_it_is_too_frequent(tied, most, rest):
    """As ويبر and فيصل are."""
    assert spelling(WRITE | {tied: most}, tied) == rest
    assert spelling(WRITE | {tied: most + 40}, tied) == tied


def test_of_a_past_and_more_frequent_than_the_bare_form():
    assert spelling(WRITE | {"وكتب": 6_000}, "وكتب") == "كتب"


@pytest.mark.parametrize("letter", ["س", "ل"])
def test_what_i_do_is_rarer_than_what_he_does_unless_print_shows_the_hamza(letter):
    counts = WRITE | {letter + "اكتب": 30}
    assert spelling(counts, letter + "أكتب") == "اكتب"
    assert spelling(counts | {letter + "يكتب": 30}, letter + "اكتب") == "اكتب"
    assert spelling(counts | {letter + "يكتب": 29}, letter + "اكتب") == letter + "اكتب"


def test_the_future_stands_before_verbs_alone():
    assert spelling({"الزبيري": 60, "زبيري": 9}, "سالزبيري") == "سالزبيري"


def test_what_a_preposition_leaves_of_a_word_in_teh_marbuta_is_one_too():
    assert spelling({"اسمه": 900, "باسمة": 30}, "باسمة") == "باسمه"
    assert spelling({"مدينة": 30, "مدينه": 870, "بمدينة": 30}, "بمدينة") == "مدينه"
    assert spelling({"اسمه": 900, "باسمه": 30}, "باسمه") == "اسمه"


def test_alef_with_madda_is_no_article():
    counts = {"شهر": 900, "الشهر": 900}
    assert spelling(counts, "آلشهر") == "الشهر"
    assert spelling(counts, "الشهر") == "شهر"
