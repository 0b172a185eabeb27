import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import exact, fold
from archive.text.characters import DIGITS, INVISIBLE, MARKS, SPELLING_FOLDS


@pytest.mark.parametrize("row", (*MARKS, *INVISIBLE), ids=lambda row: row.name)
def test_every_mark_and_invisible_sign_is_dropped(row):
    for code in (row.first, row.last):
        assert exact(f"كت{chr(code)}اب") == "كتاب"


@pytest.mark.parametrize("row", DIGITS, ids=lambda row: row.name)
def test_every_digit_shape_becomes_ascii(row):
    assert exact("".join(map(chr, range(row.first, row.last + 1)))) == "0123456789"


@pytest.mark.parametrize("row", SPELLING_FOLDS, ids=lambda row: row.name)
def test_every_row_of_the_spelling_table_folds_and_exact_leaves_it(row):
    assert fold(f"ن{row.source}ن") == fold(f"ن{row.target}ن")
    assert exact(f"ن{row.source}ن") != exact(f"ن{row.target}ن")


def test_presentation_forms_and_ligatures_are_read_as_letters():
    assert exact("ﻻ ﷲ ﺑﻮﺗﻴﻦ") == "لا الله بوتين"


def test_combining_hamza_is_the_letter_with_hamza():
    assert exact("ا\u0654مل") == "أمل"


@pytest.mark.parametrize(("one", "other"), [("السوفييتي", "السوفيتي"), ("فييتنام", "فيتنام"), ("ڤيتنام", "فيتنام")])
def test_two_spellings_of_a_foreign_word_fold_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("كييف", "كيف"), ("فيينا", "فينا"), ("التغييرات", "التغيرات"), ("تمييزها", "تميزها")]
)
def test_doubled_yeh_stays_where_it_tells_words_apart(one, other):
    assert fold(one) != fold(other)


def test_latin_case_and_accents():
    assert exact("Nguyễn") == "nguyễn"
    assert fold("Nguyễn É") == "nguyen e"


def test_white_space_and_punctuation_pass_through():
    assert fold("إقرأ  أيضاً:") == "اقرا  ايضا:"


@given(st.text())
def test_folding_never_raises(value):
    assert isinstance(exact(value), str)
    assert isinstance(fold(value), str)


@given(st.text(alphabet=st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)))
def test_folding_arabic_is_idempotent(value):
    assert exact(exact(value)) == exact(value)
