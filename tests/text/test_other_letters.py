"""Letters of other languages fold to letters of Arabic, all of Unicode's Arabic blocks."""

import unicodedata

import pytest

from archive.text import exact, fold
from archive.text.other_letters import BLOCKS, OTHER_BASES, is_arabic_proper, other_letters

LEFT = ("TATWEEL", "HIGH HAMZA", "SMALL", "BASELINE ROUND DOT", "VERTICAL TAIL", "GRAF")
"""Names of what is no letter of a word by itself, or has no base in Arabic."""


def test_every_letter_of_the_blocks_has_a_base_but_those_that_are_none():
    folded = {letter for letter, _, _ in other_letters()}
    for first, last in BLOCKS:
        for letter in map(chr, range(first, last + 1)):
            if (
                unicodedata.category(letter) != "Lo"
                or is_arabic_proper(ord(letter))
                or unicodedata.decomposition(letter)
            ):
                continue
            assert letter in folded or any(name in unicodedata.name(letter) for name in LEFT), unicodedata.name(letter)


def test_every_base_exists():
    names = {unicodedata.name(chr(code), "") for first, last in BLOCKS for code in range(first, last + 1)}
    assert {f"ARABIC LETTER {name}" for names_of_base in OTHER_BASES.values() for name in names_of_base} <= names


@pytest.mark.parametrize(
    ("printed", "arabic"),
    [
        ("مدرسۃ", "مدرسة"),
        ("ݣلميم", "كلميم"),
        ("أڬادير", "أكادير"),
        ("سلێمانی", "سليماني"),
        ("كۆبانی", "كوباني"),
        ("گەڵا", "كهلا"),
        ("ڕانيە", "رانيه"),
        ("نامۂ", "نامه"),
        ("علمائۓ", "علمائي"),
        ("ڨفصة", "قفصة"),
        ("ݢوا", "كوا"),
        ("ڈھاکہ", "دهاكه"),
    ],
)
def test_a_word_is_found_by_its_arabic_spelling(printed, arabic):
    assert fold(printed) == fold(arabic)
    assert exact(printed) != exact(arabic)
