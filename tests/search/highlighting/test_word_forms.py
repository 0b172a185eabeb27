"""The cache of printed words and their forms."""

import pytest

from archive.search.highlighting import word_forms
from archive.search.highlighting.matcher import HighlightMatcher
from archive.search.highlighting.word_form_table import write_table
from archive.search.highlighting.word_forms import WordFormCache, current_word_forms
from tests.search.conftest import compile_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch, tmp_path):
    monkeypatch.setattr(word_forms, "_cache", WordFormCache(""))
    monkeypatch.setattr(word_forms, "table_path", lambda: tmp_path / "word_forms.table")


@pytest.fixture
def no_analysis(monkeypatch):
    monkeypatch.setattr(word_forms, "analysed_forms", lambda word: pytest.fail(f"{word} was analysed"))


def test_a_word_is_found_by_each_of_its_forms():
    words = current_word_forms()
    words.add({"والكتاب", "كتاب", "و"})
    assert words.forms("والكتاب")[0] == "e:والكتاب"
    assert words.forms("و") == ()
    assert words.words_with(["e:كتاب", "s:كتاب"]) == {"والكتاب", "كتاب"}
    assert words.words_with(["e:قلم"]) == set()


def test_words_that_another_search_cached_are_highlighted_too():
    clause = compile_text("كتاب").clause
    early, late = HighlightMatcher(clause), HighlightMatcher(clause)
    assert len(early.highlights("الكتاب هنا")) == 1
    assert len(late.highlights("وكتاب هناك")) == 1
    assert len(early.highlights("وكتاب هناك")) == 1
    assert len(HighlightMatcher(clause).highlights("وكتاب الكتاب كتاب")) == 3


def test_the_cache_begins_anew_when_it_grows_too_large_and_when_the_analysis_changes(monkeypatch):
    monkeypatch.setattr(word_forms, "MAX_WORDS", 2)
    before = current_word_forms()
    matcher = HighlightMatcher(compile_text("كتاب").clause)
    before.add({"كتاب", "قلم", "ورق"})
    assert current_word_forms() is not before
    assert len(matcher.highlights("كتاب ورق")) == 1
    monkeypatch.setattr(word_forms, "analysis_version", lambda: "another")
    assert current_word_forms().version == "another"


def test_words_in_the_table_are_not_analysed_however_they_are_printed(no_analysis):
    write_table(word_forms.table_path(), ["والكتاب", "كتابا"], documents=1)
    words = current_word_forms()
    words.add({"والكتاب", "كِتاباً"})
    assert words.forms("والكتاب") == ("e:والكتاب", "s:كتاب")
    assert words.forms("كِتاباً") == words.forms("كِتاباً") != ()


def test_a_table_written_later_is_used_from_then_on(monkeypatch):
    words = current_word_forms()
    words.add({"كتاب"})
    write_table(word_forms.table_path(), ["قلم"], documents=1)
    monkeypatch.setattr(word_forms, "analysed_forms", lambda word: pytest.fail(f"{word} was analysed"))
    current_word_forms().add({"قلم"})
    assert words.forms("قلم")[0] == "e:قلم"
