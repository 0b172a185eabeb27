"""The words of the archive: how many articles hold them, and which sound alike or lie one slip away."""

import pytest

from archive.search import drain
from archive.search.engine import current_engine
from archive.search.expansion.vocabulary import Vocabulary
from archive.text.names import phonetic_key
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def words():
    write("قمة", "وصل بوتين إلى هانوي، وبقي بوتين هناك.")
    write("لقاء", "قال بوتن إن جوجل وغوغل واحد.")
    write("بيان", "بوتين وحده.")
    drain()
    return Vocabulary(current_engine().view())


def test_articles_are_counted_by_word_not_by_occurrence(words):
    assert words.counts(["بوتين", "بوتن", "لندن"]) == {"بوتين": 2, "بوتن": 1, "لندن": 0}
    assert words.count("بوتين") == 2


def test_what_is_known_is_not_asked_again(words, monkeypatch):
    words.counts(["بوتين", "لندن"])
    monkeypatch.setattr(type(words.view), "doc_freqs", lambda *anything: pytest.fail("asked again"))
    assert words.counts(["لندن", "بوتين"]) == {"لندن": 0, "بوتين": 2}


def test_words_that_sound_alike_come_in_the_form_that_is_printed(words):
    assert set(words.sounding(phonetic_key("بوتن"))) == {"بوتين", "بوتن"}
    assert words.sounding("ظظظ") == {}


def test_documents_of_a_word_are_no_more_than_asked_for(words):
    assert len(words.documents("بوتين", 10)) == 2
    assert len(words.documents("بوتين", 1)) == 1
    assert words.documents("لندن", 5) == []


@pytest.mark.parametrize("typed", ["بوين", "بوتيين", "بوتيم", "بوتني"])
def test_a_letter_left_out_added_exchanged_or_swapped_is_one_slip(words, typed):
    assert "بوتين" in words.near(typed)


def test_two_slips_are_too_many(words):
    assert "بوتين" not in words.near("بتتيم")
