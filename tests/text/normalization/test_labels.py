import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import label_key
from archive.text.normalization.labels import LOOKALIKES, UNSEEN

SAME = (
    "الجزيرة نت", "\u200fالجزيرة نت", "الجزيرة نت\u200f", "\u2067الجزيرة نت\u2069", "\u202bالجزيرة\u202c نت", "الجزي\u200cرة نت",
    "الجز\u200dيرة نت", "الجزيـــرة نت", "الجَزيرة نت", "الجزّيرةُ نت", "الجزیرة نت", "الجزيرة  نت", " الجزيرة\u00a0نت ", "الجزيرة\u200b نت",
    "الجزيرة نت.", "«الجزيرة نت»", "الجزيرة نت،", "\ufeffالجزيرة نت", "الجز\u00adيرة نت", "الجزیرۃ نت", "الجزيرة\u3000نت", "الجزيرة\tنت",
    "ﺍﻟﺠﺰﻳﺮﺓ ﻧﺖ", "الجزيرةنت", "الجزيرة\u034f نت", "الجزيرة\u180e نت", "الجزيرة\U000e0020 نت", "الجزيرة\ufe0f نت",
)  # fmt: skip


@pytest.mark.parametrize("label", SAME, ids=ascii)
def test_what_cannot_be_seen_does_not_count(label):
    assert label_key(label) == label_key(SAME[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المصرى اليوم", "المصري اليوم"),
        ("المصری اليوم", "المصرى اليوم"),
        ("وکالة الأنباء", "وكالة الأنباء"),
        ("قناة ٢٤", "قناة 24"),
        ("BBC عربي", "bbc عربي"),
        ("ＢＢＣ", "BBC"),
        ("ش\u06cc\u0654ون عربية", "شئون عربية"),
        ("ا\u0654خبار اليوم", "أخبار اليوم"),
        ("أ ف ب – القاهرة", "أ ف ب - القاهرة"),
        ("L’Orient", "L'Orient"),
        ("#غزة", "غزة"),
    ],
)
def test_labels_that_look_the_same_share_a_key(one, other):
    assert label_key(one) == label_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الجزيرة", "الجزيرة نت"),
        ("الجزيرة", "الجزيره"),
        ("الأهرام", "الاهرام"),
        ("الجزيرة نت", "الجزيرة.نت"),
        ("فرانس 24", "فرانس 25"),
        ("الوطن", "الموطن"),
        ("بغداد", "پغداد"),
        ("C++", "C"),
    ],
)
def test_what_a_reader_sees_stays_distinct(one, other):
    assert label_key(one) != label_key(other)


@pytest.mark.parametrize("row", LOOKALIKES, ids=lambda row: row.name)
def test_every_lookalike_shares_the_key_of_its_letter(row):
    assert label_key(f"ب{row.source}ب") == label_key(f"ب{row.target}ب")


@pytest.mark.parametrize("character", sorted(UNSEEN), ids=ascii)
def test_every_unseen_character_is_dropped(character):
    assert label_key(f"نب{character}أ") == "نبأ"


@pytest.mark.parametrize("label", ["", " ", "\u200f", "\u200b\u2069\ufeff"])
def test_a_label_that_shows_nothing_has_an_empty_key(label):
    assert label_key(label) == ""


def test_a_label_of_punctuation_is_its_own_key():
    assert label_key(" … ") == "..."


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",))))
def test_a_key_is_its_own_key(label):
    assert label_key(label_key(label)) == label_key(label)
    assert not any(unicodedata.category(character) in ("Cf", "Cc", "Zs") for character in label_key(label))
