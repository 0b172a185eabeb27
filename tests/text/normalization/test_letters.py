"""Folding of single letters; the tables themselves are tested with `folding`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.normalization.letters import exact, fold_characters


@pytest.mark.parametrize("text", ["أزمة إلى آسيا", "مؤسسة", "هدى"])
def test_exact_keeps_letters_that_writers_interchange(text):
    assert exact(text) == text
    assert fold_characters(text) != text


def test_compatibility_forms_are_normalized_before_marks_are_removed():
    assert exact("ﻷن\u0651") == "لأن"


@pytest.mark.parametrize(("text", "folded"), [("السوفييتي", "السوفيتي"), ("كييف", "كييف"), ("مليين", "مليين")])
def test_a_doubled_yeh_is_reduced_in_long_words_only(text, folded):
    assert fold_characters(text) == folded


@given(st.text(alphabet=st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)).map(exact))
def test_folding_characters_adds_none(text):
    assert len(fold_characters(text)) <= len(text)
