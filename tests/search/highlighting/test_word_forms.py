"""What is kept of printed words that were met."""

import pytest

from archive.search.highlighting import word_forms
from archive.search.highlighting.matcher import Marker
from archive.search.highlighting.word_forms import Printed, printed_words
from archive.search.query.compiler import compile_query

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_met(monkeypatch):
    monkeypatch.setattr(word_forms, "_printed", Printed(""))


def test_a_word_is_told_by_its_forms_and_by_each_of_them():
    words = printed_words()
    words.meet({"والكتاب", "كتاب", "و"})
    assert words.forms("والكتاب")[0] == "e:والكتاب"
    assert words.forms("و") == ()
    assert words.having(["e:كتاب", "s:كتاب"]) == {"والكتاب", "كتاب"}
    assert words.having(["e:قلم"]) == set()


def test_words_that_another_search_met_are_marked_too():
    clause = compile_query("كتاب").clause
    early, late = Marker(clause), Marker(clause)
    assert len(early.marks("الكتاب هنا")) == 1
    assert len(late.marks("وكتاب هناك")) == 1
    assert len(early.marks("وكتاب هناك")) == 1
    assert len(Marker(clause).marks("وكتاب الكتاب كتاب")) == 3


def test_what_is_met_is_forgotten_when_it_grows_too_large_and_when_the_analysis_changes(monkeypatch):
    monkeypatch.setattr(word_forms, "MOST", 2)
    before = printed_words()
    marker = Marker(compile_query("كتاب").clause)
    before.meet({"كتاب", "قلم", "ورق"})
    assert printed_words() is not before
    assert len(marker.marks("كتاب ورق")) == 1
    monkeypatch.setattr(word_forms, "analysis_version", lambda: "another")
    assert printed_words().version == "another"
