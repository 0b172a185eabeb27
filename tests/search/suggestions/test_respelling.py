"""The query in other letters: Latin names in Arabic, keys of the wrong layout, slips. Nothing else in it changes."""

import pytest

from archive.entities.models import Entity, NameForm
from archive.search import drain
from archive.search.engine import current_engine
from archive.search.expansion.vocabulary import Vocabulary
from archive.search.suggestions.respelling import MAX_LETTERS, corrected, in_arabic, in_arabic_keys
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def words():
    for kind, name, latin in (
        ("person", "فلاديمير بوتين", "Vladimir Putin"),
        ("place", "كوريا الشمالية", "North Korea"),
    ):
        NameForm.objects.create(entity=Entity.objects.create(type=kind, name=name, latin_name=latin), text=name)
    write("بوتين في كوريا الشمالية", "زار فلاديمير بوتين كوريا الشمالية والتقى كريتنبرينك، ونقلت REUTERS الخبر.")
    drain()
    return Vocabulary(current_engine().view())


@pytest.mark.parametrize(("typed", "arabic"), [
    ("Putin", "بوتين"),
    ("putin زار", "بوتين زار"),
    ('"Vladimir  Putin" OR Kritenbrink', '"فلاديمير بوتين" OR كريتنبرينك'),
    ("-Putin (North Korea)", "-بوتين (كوريا الشمالية)"),
    ("title:Putin", "title:بوتين"),
])  # fmt: skip
def test_latin_names_become_arabic_and_the_rest_stays(words, typed, arabic):
    assert in_arabic(typed, words) == arabic


@pytest.mark.parametrize("typed", ["بوتين", "REUTERS", "title:2024", "NOT", "xq", "Zzyzx", "", "a" * (MAX_LETTERS + 1)])
def test_what_is_no_latin_name_is_left_alone(words, typed):
    assert in_arabic(typed, words) is None


@pytest.mark.parametrize(("typed", "meant"), [("f,jdk", "بوتين"), ("f,jdk ;,vdh", "بوتين كوريا")])
def test_keys_of_the_wrong_layout_are_read_where_all_words_are_printed(words, typed, meant):
    assert in_arabic_keys(typed, words) == meant


@pytest.mark.parametrize("typed", ["f,jdk gk]k", "hello", "بوتين", "", "f,jdk " * 7, "f" * (MAX_LETTERS + 1)])
def test_keys_that_give_an_unknown_word_are_not(words, typed):
    assert in_arabic_keys(typed, words) is None


@pytest.mark.parametrize(("typed", "meant"), [
    ("بوتيم", "بوتين"),
    ("الشماليه بوتييين", "الشماليه بوتين"),
    ('"فلاديمر بوتين"', '"فلاديمير بوتين"'),
    ("title:بوتيم", "title:بوتين"),
    ("كريتنبرنك", "كريتنبرينك"),
])  # fmt: skip
def test_a_word_that_is_not_printed_is_corrected_in_its_place(words, typed, meant):
    assert corrected(typed, words) == meant


@pytest.mark.parametrize(
    "typed", ["بوتين", "وبوتين", "في", "xyz", "ققق", "صاروخ", "بوتيم " * 7, "ب" * (MAX_LETTERS + 1)]
)
def test_what_is_printed_or_near_nothing_is_not_corrected(words, typed):
    assert corrected(typed, words) is None
