"""Words whose hamza has several standard seats, and those that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import exact, fold
from archive.text.normalization.hamza_seats import LONG_VOWEL, usual_seats

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ "


@pytest.mark.parametrize(
    "words",
    [
        ("مبادئ", "مبادىء", "مباديء"),
        ("والشواطئ", "والشواطىء", "والشواطيء"),
        ("قارئ", "قارىء"),
        ("يبتدئ", "يبتدىء"),
        ("شيء", "شئ", "شىء", "شيئ"),
        ("وبشيء", "وبشئ", "وبشىء"),
        ("لاشيء", "لاشئ"),
        ("سيئ", "سيء", "سئ"),
        ("مليء", "ملئ", "ملىء"),
        ("البريء", "البرئ"),
        ("المجيء", "المجىء"),
        ("سيضيء", "سيضئ"),
        ("تهيئ", "تهيء", "تهىء"),
    ],
)
def test_a_final_hamza_is_one_on_all_its_seats(words):
    assert len({fold(word) for word in words}) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("مسؤولون", "مسئولون"),
        ("رؤوسهم", "رءوسهم"),
        ("مشؤومة", "مشئومة"),
        ("موؤودة", "موءودة"),
        ("بالفؤوس", "بالفئوس"),
        ("بدأوا", "بدؤوا", "بدءوا"),
        ("ولجأوا", "ولجؤوا", "ولجءوا"),
        ("جاءوا", "جاؤوا", "جاؤا"),
        ("أساءوا", "أساؤوا"),
        ("سيقرأون", "سيقرؤون", "سيقرءون"),
        ("تشاءون", "تشاؤون"),
        ("البناءون", "البناؤون"),
        ("بهيئة", "بهيأة"),
    ],
)
def test_a_hamza_within_a_word_is_one_on_all_its_seats(words):
    assert len({fold(word) for word in words}) == 1
    assert len({exact(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("شيء", "شي"),
        ("مليء", "ملي"),
        ("بريء", "بري"),
        ("رأوا", "رووا"),
        ("سوء", "سو"),
        ("بطء", "بطيء"),
        ("جزء", "جزيء"),
        ("لاجئون", "لاجؤون"),
        ("مئوية", "مؤوية"),
    ],
)
def test_other_words_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "word", ["نساء", "بدء", "لؤلؤ", "رؤيا", "أسئلة", "مئوية", "اللاجئون", "شؤون", "تباطؤا", "بيئة"]
)
def test_a_hamza_with_one_seat_stays(word):
    assert usual_seats(word) == word


def test_words_with_a_long_vowel_are_listed_once():
    listed = LONG_VOWEL.split()
    assert len(listed) == len(set(listed))


@given(st.text(alphabet=ARABIC, max_size=40))
def test_words_are_read_one_by_one_and_once(text):
    assert usual_seats(usual_seats(text)) == usual_seats(text)
    assert usual_seats(text).split() == [usual_seats(word) for word in text.split()]
