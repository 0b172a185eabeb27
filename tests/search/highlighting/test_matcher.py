"""Marks stand on the words that a clause matches, in any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.clauses import Boost, Or, Word
from archive.search.engine.forms import tags
from archive.search.highlighting.matcher import AS_PRINTED, EXPANDED, LIGHT_STEM, SPELLED, HighlightMatcher
from archive.text import analyze, tokenize
from tests.search.conftest import compile_text

pytestmark = pytest.mark.django_db
WORDS = ["مجلس", "والمجلس", "الأمن", "أمن", "و", "كوريا", "الشمالية", "، ", "2019", "Harbor"]
texts = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def highlights(query, text, **how):
    title = how.pop("title", False)
    found = HighlightMatcher(compile_text(query, **how).clause).highlights(text, title=title)
    return [(text[mark.start : mark.end], mark.level) for mark in found]


def test_a_phrase_marks_its_words_only_where_they_stand_in_order():
    text = "الأمن مجلس، ثم مجلس الأمن ومجلس"
    assert [word for word, _ in highlights('"مجلس الأمن"', text)] == ["مجلس", "الأمن"]
    assert highlights('"مجلس الأمن"', "الأمن في مجلس") == []
    assert highlights('"مجلس الأمن"', "مجلس") == []


def test_words_near_each_other_are_marked_in_any_order():
    assert [word for word, _ in highlights('"مجلس الأمن"~3', "الأمن في مجلس")] == ["الأمن", "مجلس"]


def test_a_phrase_is_as_printed_or_as_spelled():
    assert highlights('"مجلس الأمن"', "مجلس الأمن")[0] == ("مجلس", AS_PRINTED)
    assert highlights('"مجلس الامن"', "والمجلس الأمن")[0] == ("والمجلس", SPELLED)


def test_a_title_query_is_highlighted_in_titles_only():
    assert highlights("العنوان:مجلس", "مجلس") == []
    assert highlights("العنوان:مجلس", "مجلس", title=True) == [("مجلس", AS_PRINTED)]


def test_another_name_and_a_light_stem_have_levels_of_their_own():
    typed, other = Word((("e:بوتين",),)), Word((("e:بوتن",),))
    assert [mark.level for mark in HighlightMatcher(Or((typed, Boost(other, 0.6)))).highlights("بوتين بوتن")] == [
        0,
        EXPANDED,
    ]
    loose = Word((("e:كتابه",),), light=("e:كتاب",), loose=True)
    assert [mark.level for mark in HighlightMatcher(loose).highlights("كتاب")] == [LIGHT_STEM]


def test_one_matcher_serves_many_texts():
    matcher = HighlightMatcher(compile_text("مجلس").clause)
    found = [[mark.start for mark in matcher.highlights(text)] for text in ("لا شيء", "هنا مجلس", "لا شيء", "مجلس")]
    assert found == [[], [4], [], [0]]


@given(texts)
def test_every_word_with_a_form_of_the_clause_is_marked_and_no_other(text):
    clause = compile_text("مجلس").clause
    forms = {form for level in clause.levels for form in level}
    expected = [
        (token.start, token.end)
        for token in tokenize(text)
        if any(form in forms for term in analyze(token.text) for form in tags(term))
    ]
    assert [(mark.start, mark.end) for mark in HighlightMatcher(clause).highlights(text)] == expected


@given(texts)
def test_a_phrase_is_marked_wherever_its_words_follow_each_other(text):
    slots = compile_text('"مجلس الأمن"').clause.slots
    tokens = tokenize(text)
    tagged = [{form for term in analyze(token.text) for form in tags(term)} for token in tokens]
    starts = [n for n in range(len(tokens) - 1) if tagged[n] & set(slots[0]) and tagged[n + 1] & set(slots[1])]
    expected = sorted({place for start in starts for place in (start, start + 1)})
    found = [mark.start for mark in HighlightMatcher(compile_text('"مجلس الأمن"').clause).highlights(text)]
    assert found == [tokens[place].start for place in expected]
