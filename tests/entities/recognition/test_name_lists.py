"""The name lists that a word is in."""

import pytest

from archive.entities.recognition.name_lists import is_given_name, name_lists


@pytest.mark.parametrize(("word", "letter"), [("فاطمه", "f"), ("لبناني", "N"), ("لبنانيه", "N"), ("لبنان", "C")])
def test_a_word_is_in_its_lists(word, letter):
    assert letter in name_lists(word)


def test_the_name_of_a_capital_is_not_listed_as_a_person():
    assert "P" not in name_lists("موسكو")


def test_a_given_name_is_recognised_as_one():
    assert is_given_name("فاطمه")
    assert not is_given_name("طاوله")
