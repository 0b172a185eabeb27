import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import analyze, exact, spelling, stem, tokenize


def test_a_printed_text_becomes_terms_at_three_levels_with_offsets():
    printed = "وأعلنتِ الوزارةُ…"
    terms = analyze(printed)
    assert [printed[term.start : term.end] for term in terms] == ["وأعلنتِ", "الوزارةُ"]
    assert terms[1].exact == "الوزارة"
    assert terms[1].spelling == "وزاره"


@pytest.mark.parametrize("word", ["بوتين", "وبوتين", "لبوتين", "بِوتين"])
def test_a_name_is_found_behind_its_clitics(word):
    assert spelling(word) == stem(word) == "بوتين"


@pytest.mark.parametrize("word", ["سبوتنيك", "بكين", "فيتنام", "لندن", "واشنطن", "كوبا", "فلسطين", "بولندا", "وارسو"])
def test_a_name_loses_none_of_its_letters(word):
    assert stem(word) == word


@pytest.mark.parametrize(
    ("printed", "value"), [("٢٠٢٤", "2024"), ("1,500", "1500"), ("06", "6"), ("3.5", "3.5"), ("0", "0")]
)
def test_numbers_are_compared_by_value(printed, value):
    assert spelling(printed) == value


def test_exact_keeps_hamza_and_teh_marbuta():
    assert exact("الأزمة") != exact("الازمه")
    assert spelling("الأزمة") == spelling("الازمه") == spelling("للأزمة")


@given(st.text())
def test_any_text_gives_one_term_a_token_and_none_is_empty(printed):
    terms = analyze(printed)
    assert len(terms) == len(tokenize(printed))
    for term in terms:
        assert term.exact is not None
        assert term.stem or not term.exact


@given(st.lists(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ", min_size=1, max_size=12), max_size=20))
def test_the_levels_are_functions_of_the_exact_form(words):
    for word in words:
        assert spelling(word) == spelling(exact(word))
        assert stem(word) == stem(exact(word))
        assert stem(word)


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("ﷺ", "صلى الله عليه وسلم"),
        ("ﷻ", "جل جلاله"),
        ("﷽", "بسم الله الرحمن الرحيم"),
        ("\ufd41", "رضي الله عنه"),
        ("\ufdff", "عز وجل"),
        ("ﷲ", "الله"),
    ],
)
def test_a_sign_that_is_a_phrase_has_the_terms_of_its_words_at_its_offsets(sign, words):
    printed = f"النبي{sign}، قال" if sign != "ﷲ" else f"النبي {sign}، قال"
    terms = analyze(printed)[1:-1]
    assert [term[:4] for term in terms] == [term[:4] for term in analyze(words)]
    assert {printed[term.start : term.end] for term in terms} == {sign}
