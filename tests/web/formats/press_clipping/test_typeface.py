import pytest

from archive.web.formats.press_clipping.typeface import typeface

FACE = typeface(400)


def letters(word):
    return "".join(cluster.text for cluster in reversed(word.clusters))


@pytest.mark.parametrize("word", ["التجارة", "لأُسرة", "يُفَضِّلونَ", "الله", "الآلِئِ", "أَحَدٌ", "ﻻ"])
def test_glyphs_say_the_letters_that_they_stand_for(word):
    assert letters(FACE.shape(word, True)) == word


def test_letters_join_and_lam_alef_is_narrower_than_its_parts():
    assert FACE.shape("سلم", True).width < sum(FACE.shape(letter, True).width for letter in "سلم")
    assert FACE.shape("لا", True).clusters != FACE.shape("ل", True).clusters + FACE.shape("ا", True).clusters


def test_vowel_signs_stand_on_their_letters_and_take_no_room():
    plain, signed = FACE.shape("دب", True), FACE.shape("دَبٌ", True)
    assert plain.width == signed.width
    signs = [cluster for cluster in signed.clusters if cluster.text in "\u064e\u064c"]
    assert len(signs) == 2
    assert all(cluster.advance == 0 and cluster.parts[0][1:] != (0, 0) for cluster in signs)


def test_dots_belong_to_the_glyph_of_their_letter():
    beh, teh = (FACE.shape(word, True).clusters[0] for word in ("لب", "لت"))
    assert beh.parts[-1][0] == teh.parts[-1][0]
    assert beh != teh


def test_brackets_are_mirrored_from_right_to_left():
    assert FACE.shape("(", True).clusters[0].parts == FACE.shape(")", False).clusters[0].parts
