"""Suffixes, mapped to a base that the counts show."""

import pytest

from archive.text import Analyzer
from archive.text.stemming import compile_lexicon
from tests.text.stemming.conftest import stem


@pytest.mark.parametrize("word", ["اتفاقيات", "الاتفاقيات", "اتفاقياتها", "اتفاقية"])
def test_sound_feminine_plural_is_its_singular(analyzer, word):
    assert analyzer.levels(word)[2] == "اتفاقيه"


@pytest.mark.parametrize("word", ["معلمين", "المعلمون", "معلم"])
def test_sound_masculine_plural_is_its_singular(analyzer, word):
    assert analyzer.levels(word)[2] == "معلم"


def test_feminine_of_a_nisba_is_its_masculine(analyzer):
    assert analyzer.levels("المصرية")[2] == analyzer.levels("مصري")[2] == "مصري"


def test_a_name_that_never_takes_the_article_keeps_its_ending(analyzer):
    assert analyzer.levels("ماجدان")[2] == "ماجدان"


def test_a_plural_without_its_noon_goes_to_the_singular(analyzer):
    assert analyzer.levels("معلمو")[2] == "معلم"
    assert analyzer.levels("طوكيو")[2] == "طوكيو"


@pytest.mark.parametrize("name", ["تونغا", "سكوبيه", "الغابون"])
def test_a_suffix_is_taken_from_nouns_alone(name):
    """What remains (تونغ, سكوبي, غاب) never takes the article, so the word is a name."""
    counts = {"تونغا": 20, "تونغ": 500, "سكوبيه": 20, "سكوبي": 500, "الغابون": 30, "غابون": 5, "غاب": 900}
    analyzer = Analyzer(compile_lexicon(counts))
    assert analyzer.levels(name)[1] == analyzer.levels(name)[2]


@pytest.mark.parametrize(("word", "base", "others"), [
    ("نورا", "نور", {"نوره": 20}),
    ("مارون", "مار", {"مارين": 30, "المارون": 5}),
    ("سعدان", "سعد", {"سعدين": 30, "السعدان": 5}),
])  # fmt: skip
def test_what_stands_behind_a_preposition_is_no_nominative_or_accusative(word, base, others):
    counts = {base: 5000, "ال" + base: 4000, word: 100} | others
    assert stem(counts, word) == base
    assert stem(counts | {"ل" + word: 3, "ب" + word: 1}, word) == word


def test_a_dual_or_plural_without_its_oblique_is_a_name():
    counts = {"عمر": 9000, "العمر": 5000, "عمران": 300, "العمران": 60}
    assert stem(counts, "عمران") == "عمران"
    assert stem(counts | {"عمرين": 100}, "عمران") == "عمر"


@pytest.mark.parametrize(("determined", "expected"), [(0, "ناديه"), (40_000, "ناديه"), (500, "نادي")])
def test_the_feminine_of_an_adjective_stands_with_and_without_the_article(determined, expected):
    counts = {"نادي": 9000, "النادي": 9000, "نادية": 700, "النادية": determined}
    assert stem(counts, "نادية") == expected


BOOK = {"كتاب": 900, "الكتاب": 900, "كتابه": 90, "كتابها": 60, "كتابا": 90}


@pytest.mark.parametrize("other", [
    {"الكتابا": 2}, {"بكتابا": 2}, {"الكتاب": 70}, {"كتابه": 0, "كتابها": 0},
], ids=["the article", "a preposition", "a base without article", "a base without pronouns"])  # fmt: skip
def test_an_accusative_is_indefinite_and_a_noun_that_inflects(other):
    assert stem(BOOK, "كتابا") == "كتاب"
    assert stem(BOOK | other, "كتابا") == "كتابا"


def test_the_accusative_of_a_noun_in_hamza_needs_no_pronoun():
    assert stem({"بدء": 900, "البدء": 900, "بدءا": 90}, "بدءا") == "بدء"


@pytest.mark.parametrize(("word", "others"), [("كتابنا", {"كتابها": 1, "كتابه": 2}), ("كتابه", {})])
def test_a_pronoun_has_the_company_of_others(word, others):
    """As those of كارينا and عبده have not."""
    counts = BOOK | {"كتابه": 0, "كتابا": 0, "كتابها": 0, word: 20}
    assert stem(counts | {"كتابها": 8}, word) == "كتاب"
    assert stem(counts | others, word) == word


@pytest.mark.parametrize(("word", "base", "least"), [("سعدات", "سعد", 2), ("سيلين", "سيل", 4), ("سعدان", "سعد", 4)])
def test_a_sound_plural_takes_the_article_itself(word, base, least):
    counts = {base: 9_000, "ال" + base: 900, word: 200, "سعدين": 90}
    assert stem(counts | {"ال" + word: least}, word) == base
    assert stem(counts | {"ال" + word: least - 1}, word) == word


def test_an_oblique_that_seldom_takes_the_article_has_its_nominative():
    counts = {"جاهز": 900, "الجاهز": 90, "جاهزين": 200, "الجاهزين": 2}
    assert stem(counts | {"جاهزون": 21}, "جاهزين") == "جاهز"
    assert stem(counts | {"جاهزون": 20}, "جاهزين") == "جاهزين"


def test_a_plural_without_its_noon_is_the_rarer():
    counts = {"مهندس": 900, "المهندس": 900, "مهندسون": 20, "المهندسون": 20, "المهندسين": 30}
    assert stem(counts | {"مهندسو": 70}, "مهندسو") == "مهندس"
    assert stem(counts | {"مهندسو": 71}, "مهندسو") == "مهندسو"
