import pytest

from archive.text.names.keyboard import ARABIC_KEYS, LATIN_KEYS, arabic_layout


@pytest.mark.parametrize(
    ("typed", "meant"), [("hgrhivm", "القاهرة"), ("gfkhk", "لبنان"), ("f,gk]h", "بولندا"), ("bf", "لاب")]
)
def test_the_same_keys_on_an_arabic_keyboard(typed, meant):
    assert arabic_layout(typed) == meant


@pytest.mark.parametrize("typed", ["2024", "", "بوتين", "نص abc"])
def test_what_was_not_typed_on_latin_keys_is_left_alone(typed):
    assert arabic_layout(typed) is None


def test_every_key_writes_one_letter():
    assert len(LATIN_KEYS) == len(ARABIC_KEYS) == len(set(LATIN_KEYS)) == len(set(ARABIC_KEYS))
