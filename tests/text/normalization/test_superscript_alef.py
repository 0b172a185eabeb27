"""Koranic spelling as it is spelled today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import exact


@pytest.mark.parametrize(
    ("printed", "today"),
    [
        ("كتٰب", "كتاب"),
        ("الكِتَٰبُ", "الكتاب"),
        ("العٰلمين", "العالمين"),
        ("مَٰلِكِ", "مالك"),
        ("سلٰم", "سلام"),
        ("الصلٰحٰت", "الصلاحات"),
        ("سمٰوٰت", "سماوات"),
        ("السَّمَٰوَٰتِ", "السماوات"),
        ("الصلوٰة", "الصلاة"),
        ("الزَّكَوٰةَ", "الزكاة"),
        ("والحيوٰة", "والحياة"),
        ("التورىٰة", "التوراة"),
        ("بنىٰها", "بناها"),
        ("موسىٰ", "موسى"),
        ("عَلَىٰ", "على"),
        ("كتٰاب", "كتاب"),
        ("الرحمٰن", "الرحمن"),
        ("بالرَّحْمَٰنِ", "بالرحمن"),
        ("هٰذا", "هذا"),
        ("وهٰذه", "وهذه"),
        ("ذَٰلِكَ", "ذلك"),
        ("كذٰلك", "كذلك"),
        ("لٰكن", "لكن"),
        ("وَلَٰكِنَّهُم", "ولكنهم"),
        ("أولٰئك", "أولئك"),
        ("إلٰه", "إله"),
        ("اللّٰه", "الله"),
    ],
)
def test_a_superscript_alef_is_read_as_today(printed, today):
    assert exact(printed) == today


def test_every_word_of_a_text_is_read_by_itself():
    assert exact("قال: «هٰذا الكتٰب» وكتب") == "قال: «هذا الكتاب» وكتب"


@given(st.text(alphabet="اىوةكتبله\u0670\u064e\u0651 ", max_size=30))
def test_none_is_left(text):
    assert "\u0670" not in exact(text)
