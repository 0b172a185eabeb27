"""Words by phonetic key."""

from archive.search.engine.phonetic_table import by_phonetic_key
from archive.text import fold_letters
from archive.text.names import phonetic_key


def key(word: str) -> str:
    return phonetic_key(fold_letters(word))


def test_words_of_one_key_keep_their_order():
    assert by_phonetic_key(["بوتن", "بوتين", "هانوي"])[key("بوتين")] == "بوتن بوتين"


def test_of_words_with_the_same_letters_the_first_is_kept():
    assert by_phonetic_key(["إيران", "ايران"]) == {key("إيران"): "إيران"}


def test_other_scripts_and_short_words_are_left_out():
    assert by_phonetic_key(["Reuters", "2024", "في", "a-b"]) == {}
