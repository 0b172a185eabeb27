"""What a tree holds that expansion looks up: words outside of fields and negations, and values of fields."""

import pytest

from archive.search.query.parser import parse
from archive.search.query.tree import Phrase, Words, field_values, unfielded_words, value_text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("بوتين هانوي", [("بوتين", "هانوي")]),
        ("أ أو ب ج", [("أ",), ("ب", "ج")]),
        ("أ -ب (ج | د)", [("أ",), ("ج",), ("د",)]),
        ('شخص:بوتين "كوريا" هان* نفط', [("نفط",)]),
        ("العنوان:بوتين", []),
    ],
)
def test_words_in_fields_and_under_negation_are_not_expanded(query, words):
    assert list(unfielded_words(parse(query).tree)) == words


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("بوتين", []),
        ("شخص:بوتين", [("person", "بوتين")]),
        ('المصدر:"سكاي  نيوز" نفط', [("source", "سكاي نيوز")]),
        ("شخص:(أ أو ب)", [("person", "أ"), ("person", "ب")]),
        ("-شخص:أ (مكان:ب | ج)", [("person", "أ"), ("place", "ب")]),
        ("شخص:مكان:ب", [("place", "ب")]),
        ("العنوان:(أ -شخص:ب)", [("title", "أ"), ("person", "ب")]),
    ],
)
def test_every_value_of_a_field_is_listed_with_its_innermost_field(query, values):
    assert list(field_values(parse(query).tree)) == values


def test_a_value_has_its_white_space_collapsed():
    assert value_text(Words(("أ", "ب"))) == value_text(Phrase(" أ \t ب ")) == "أ ب"
