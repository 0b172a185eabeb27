import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.dates.normalization import _ONE_TO_ONE, fold_for_dates, printed_end


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("الأربعاء، ٦ آذار", "الاربعاء, 6 آذار"),
        ("20–22/6", "20-22/6"),
        ("6\u00a0Février", "6 fevrier"),
        ("فبـــراير", "فبراير"),
        ("أمسِ", "امس"),
        ("\ufef3\ufeee\ufee7\ufef4\ufeee", "يونيو"),
        ("۲۰۲۳", "2023"),
    ],
)
def test_it_folds(text, folded):
    assert fold_for_dates(text)[0] == folded


def test_offsets_are_none_if_no_character_is_dropped():
    assert fold_for_dates("الأحد")[1] is None
    assert fold_for_dates("الأحدِ")[1] == [0, 1, 2, 3, 4, 6]


def test_a_printed_span_ends_after_the_marks_of_its_last_letter():
    text = "أمسِ."
    folded, offsets = fold_for_dates(text)
    assert printed_end(offsets, text, len("امس")) == 4
    assert folded == "امس."


@given(st.text() | st.text(alphabet="أبىة،٦ـ\u064bAé–\ufee7 "))
def test_folding_is_idempotent_and_has_an_offset_for_each_character(text):
    folded, offsets = fold_for_dates(text)
    assert fold_for_dates(folded)[0] == folded
    if offsets is None:
        assert len(folded) == len(text)
    else:
        assert len(offsets) == len(folded) + 1
        assert offsets == sorted(offsets)
        assert offsets[-1] == len(text)


@given(st.text(alphabet="".join(map(chr, _ONE_TO_ONE)) + "بتة ", max_size=8))
def test_letters_are_folded_alike_whether_frequent_or_rare(text):
    assert fold_for_dates(text)[0] == text.translate(_ONE_TO_ONE)
