"""A worker warms up before its first request, and starts whatever it finds."""

import pytest

from archive import search
from archive.search import warming
from archive.search.engine import current_engine
from archive.search.highlighting import word_forms
from archive.search.highlighting.word_forms import WordFormCache, current_word_forms

from .conftest import write


@pytest.mark.django_db
def test_the_index_is_open_afterwards():
    write("خبر", "نص")
    search.drain()
    search.warm_up()
    assert current_engine().reader._stamp


def test_it_survives_a_missing_database_and_index():
    search.warm_up()  # the database is out of reach in a test that does not ask for it


@pytest.mark.django_db
def test_frequent_words_are_met_beforehand(monkeypatch):
    monkeypatch.setattr(word_forms, "_printed", WordFormCache(""))
    monkeypatch.setattr(warming, "LEAST", 2)
    for text in ("رفرفت الأعلام", "رفرفت الرايات"):
        write("خبر", text)
    search.drain()
    done = []
    warming.VocabularyPrefetcher(afterwards=lambda: done.append(len(current_word_forms().words))).run()
    assert done == [len(current_word_forms().words)]
    assert current_word_forms().words_with(["e:رفرفت"]) == {"رفرفت"}
    assert current_word_forms().words_with(["e:الأعلام"]) == set()


def test_meeting_words_survives_a_missing_database(monkeypatch):
    monkeypatch.setattr(word_forms, "_printed", WordFormCache(""))
    monkeypatch.setattr(warming, "current_engine", None)
    warming.VocabularyPrefetcher(afterwards=list).run()
    assert current_word_forms().words == []
