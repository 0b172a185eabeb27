"""Latin names → Arabic names."""

import pytest

from archive.entities.selectors import LatinNames

ROWS = [
    ("فلاديمير بوتين", "person", "Vladimir Putin"),
    ("نجوين فو ترونج", "person", "Nguyễn Phú Trọng"),
    ("شي جين بينغ", "person", "Xi Jinping"),
    ("كوريا الشمالية", "place", "North Korea"),
    ("غينيا بيساو", "place", "Guinea-Bissau"),
    ("بيليه", "person", "Pelé"),
]
FORMS = [("NATO", "حلف شمال الأطلسي")]


@pytest.fixture(scope="module")
def names():
    return LatinNames(ROWS, FORMS)


@pytest.mark.parametrize(("typed", "expected"), [
    ("Vladimir Putin", "فلاديمير بوتين"),
    ("vladimir", "فلاديمير"),
    ("PUTIN", "بوتين"),
    ("Nguyen Phu Trong", "نجوين فو ترونج"),
    ("Phú", "فو"),
    ("jinping", "بينغ"),
    ("guinea bissau", "غينيا بيساو"),
    ("Pele", "بيليه"),
    ("nato", "حلف شمال الأطلسي"),
])  # fmt: skip
def test_whole_names_and_words_of_persons_are_known(names, typed, expected):
    assert names.of(tuple(typed.split())) == (expected,)


@pytest.mark.parametrize("typed", ["Korea", "Xi", "Putin Vladimir", "Obama", ""])
def test_a_word_of_a_place_or_without_a_counterpart_is_unknown(names, typed):
    assert names.of(tuple(typed.split())) == ()


def test_a_whole_name_goes_before_a_word_of_another():
    names = LatinNames([("فلاديمير بوتين", "person", "Vladimir Putin"), ("بوتين سيتي", "place", "Putin")], [])
    assert names.of(("Putin",)) == ("بوتين سيتي",)


def test_one_spelling_is_given_once():
    names = LatinNames([("أحمد علي", "person", "Ahmed Ali"), ("حسن علي", "person", "Hassan Ali")], [])
    assert names.of(("Ali",)) == ("علي",)


def test_the_longest_name_says_how_many_words_to_try(names):
    assert names.longest == 3
    assert LatinNames([], []).longest == 1


@pytest.mark.parametrize("typed", ["Qaddafi", "Gadhafi", "Kadhafi", "Khadafy", "el-Qaddafi"])
def test_a_word_that_is_not_listed_gives_the_names_that_sound_the_same(typed):
    names = LatinNames([("معمر القذافي", "person", "Muammar Gaddafi")], [])
    assert names.of((typed,)) == ("القذافي",)


@pytest.mark.parametrize("typed", ["Sisi", "el-Sisi"])
def test_the_article_of_a_listed_name_may_be_left_out(typed):
    assert LatinNames([("عبد الفتاح السيسي", "person", "Abdel Fattah el-Sisi")], []).of((typed,)) == ("السيسي",)


def test_a_compound_surname_is_whole():
    assert LatinNames([("حسن نصر الله", "person", "Hassan Nasrallah")], []).of(("Nasrallah",)) == ("نصر الله",)


def test_short_words_are_not_looked_up_by_sound():
    assert LatinNames([("علي", "person", "Ali Ale")], []).of(("Oly",)) == ()
