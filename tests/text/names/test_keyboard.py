import pytest

from archive.text.names.keyboard import ARABIC_KEYS, LATIN_KEYS, arabic_layout


@pytest.mark.parametrize(
    ("typed", "meant"), [("hgrhivm", "القاهرة"), ("gfkhk", "لبنان"), ("f,gk]h", "بولندا"), ("bf", "لاب")]
)
def test_the_same_keys_write_arabic(typed, meant):
    assert arabic_layout(typed) == meant


@pytest.mark.parametrize("typed", ["2024", "", "بوتين", "نص abc"])
def test_text_without_latin_letters_or_with_arabic_ones_is_refused(typed):
    assert arabic_layout(typed) is None


def test_every_key_writes_one_letter():
    assert len(LATIN_KEYS) == len(ARABIC_KEYS) == len(set(LATIN_KEYS)) == len(set(ARABIC_KEYS))
