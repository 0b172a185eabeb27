"""What is kept of printed words that were met."""

import pytest

from archive.search.highlighting import word_forms
from archive.search.highlighting.matcher import HighlightMatcher
from archive.search.highlighting.word_forms import WordFormCache, current_word_forms
from tests.search.conftest import compile_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_met(monkeypatch):
    monkeypatch.setattr(word_forms, "_printed", WordFormCache(""))


def test_a_word_is_told_by_its_forms_and_by_each_of_them():
    words = current_word_forms()
    words.add({"والكتاب", "كتاب", "و"})
    assert words.forms("والكتاب")[0] == "e:والكتاب"
    assert words.forms("و") == ()
    assert words.words_with(["e:كتاب", "s:كتاب"]) == {"والكتاب", "كتاب"}
    assert words.words_with(["e:قلم"]) == set()


def test_words_that_another_search_met_are_marked_too():
    clause = compile_text("كتاب").clause
    early, late = HighlightMatcher(clause), HighlightMatcher(clause)
    assert len(early.highlights("الكتاب هنا")) == 1
    assert len(late.highlights("وكتاب هناك")) == 1
    assert len(early.highlights("وكتاب هناك")) == 1
    assert len(HighlightMatcher(clause).highlights("وكتاب الكتاب كتاب")) == 3


def test_what_is_met_is_forgotten_when_it_grows_too_large_and_when_the_analysis_changes(monkeypatch):
    monkeypatch.setattr(word_forms, "MOST", 2)
    before = current_word_forms()
    matcher = HighlightMatcher(compile_text("كتاب").clause)
    before.add({"كتاب", "قلم", "ورق"})
    assert current_word_forms() is not before
    assert len(matcher.highlights("كتاب ورق")) == 1
    monkeypatch.setattr(word_forms, "analysis_version", lambda: "another")
    assert current_word_forms().version == "another"
