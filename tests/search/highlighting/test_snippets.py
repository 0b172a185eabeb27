"""Snippets are safe, mark whole printed words, and show the passage that answers best."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.clauses import Boost, Or, Word
from archive.search.highlighting.snippets import (
    SNIPPET_LENGTH,
    Highlight,
    HighlightMatcher,
    explanation,
    highlighted_html,
    snippet,
)
from tests.search.conftest import compile_text

pytestmark = pytest.mark.django_db


def cut(query, *paragraphs, mode="wide"):
    return snippet(paragraphs, HighlightMatcher(compile_text(query, mode=mode).clause))[0]


def test_it_marks_whole_words_with_clitics_and_vowel_signs():
    assert cut("بوتين", "قال وبوتين كلاماً.") == "قال <mark>وبوتين</mark> كلاماً."
    assert cut("شكل", "شكّل الوفدُ لجنةً.") == "<mark>شكّل</mark> الوفدُ لجنةً."


def test_it_marks_by_the_mode():
    assert "<mark>" not in cut("الازمة", "الأزمة مستمرة.", mode="exact")
    assert "<mark>الأزمة</mark>" in cut("الازمة", "الأزمة مستمرة.", mode="spelling")


def test_it_marks_phrases_only_where_they_stand_together():
    text = "كوريا بلد، وكوريا الشمالية بلد آخر."
    assert cut('"كوريا الشمالية"', text) == "كوريا بلد، <mark>وكوريا</mark> <mark>الشمالية</mark> بلد آخر."


def test_it_marks_beginnings_and_nothing_negated():
    assert cut("هان* -قمة", "قمة هانوي.") == "قمة <mark>هانوي</mark>."


def test_html_in_the_text_stays_text():
    shown = cut("خبر", "<script>alert('خبر')</script> & خبر")
    assert "<script>" not in shown
    assert shown.count("<mark>خبر</mark>") == 2
    assert "&amp;" in shown


def test_without_a_query_it_shows_how_the_text_begins():
    long = "كلمة " * 100
    assert cut("", long).startswith("كلمة كلمة")
    assert cut("", long).endswith(" …")
    assert cut("") == ""


def test_it_chooses_the_passage_with_most_of_the_query():
    shown = cut("النفط أسعار", "النفط سلعة.", "حشو " * 80 + "أسعار النفط ترتفع " + "حشو " * 80)
    assert shown.startswith("… ")
    assert "<mark>أسعار</mark> <mark>النفط</mark>" in shown


def test_a_passage_with_all_words_typed_suffices_whatever_variants_were_searched():
    typed, other = Word((("e:بوتين",),)), Word((("e:بوتن",),))
    matcher = HighlightMatcher(Or((typed, Boost(other, 0.6))))
    texts = ["زار بوتين هانوي.", "بوتن وبوتين."]
    assert snippet(texts, matcher)[0] == "زار <mark>بوتين</mark> هانوي."


PIECES = st.sampled_from(("كلمة", "وكلمتها", "<b>", "&amp;", "'", ".", "حشو طويل", "Harbor", "20%"))
TEXTS = st.one_of(st.text(max_size=600), st.lists(PIECES, max_size=80).map(" ".join)).map(
    lambda text: text.replace("…", "")
)


@given(TEXTS, st.text(max_size=30))
def test_it_is_always_well_formed_and_never_changes_the_text(text, query):
    shown = cut(query + " كلمة", text)
    plain = unescape(re.sub(r"</?(?:mark|bdi)>", "", shown)).removeprefix("… ").removesuffix(" …")
    assert plain.strip() in text
    assert len(plain) <= SNIPPET_LENGTH
    assert shown.count("<mark>") == shown.count("</mark>")
    assert not re.search(r"<(?!/?(?:mark|bdi)>)", shown)


def reasons(query, text, **how):
    matcher = HighlightMatcher(compile_text(query, **how).clause)
    return explanation(matcher, [(text[mark.start : mark.end], mark) for mark in matcher.highlights(text)])


@pytest.mark.parametrize(
    ("query", "text", "reason"),
    [
        ("بوتين", "بوتين", "«بوتين» ← «بوتين» كما طُبعت"),
        ("بوتين", "لبوتين", "«لبوتين» ← «بوتين» بحسب الإملاء (ل + بوتين)"),
        ("الازمة", "الأزمة", "«الأزمة» ← «الازمة» بحسب الإملاء"),
        ("ازمة", "والأزمة", "«والأزمة» ← «ازمة» بحسب الإملاء (وال + أزمة)"),
        ("أزمة", "أزمات", "«أزمات» ← «أزمة» بحسب الجذع"),
        ('"وزير خارجية"', "وزير خارجية", "«وزير» ← «وزير خارجية» كما طُبعت"),
        ("بيونغ*", "بيونغيانغ", "«بيونغيانغ» ← «بيونغ*» كما طُبعت"),
    ],
)
def test_it_says_which_word_answered_which_by_which_step(query, text, reason):
    assert reasons(query, text)[0] == reason


def test_another_name_names_what_was_typed():
    typed, other = Word((("e:بوتين",),)), Word((("e:بوتن",),))
    matcher = HighlightMatcher(Or((typed, Boost(other, 0.6))))
    assert explanation(matcher, [("بوتن", mark) for mark in matcher.highlights("بوتن")]) == (
        "«بوتن» ← «بوتين» اسم آخر",
    )


def test_where_any_word_may_match_a_light_stem_is_marked_too():
    matcher = HighlightMatcher(Word((("e:كتابه",),), light=("l:كتاب", "e:كتاب"), loose=True))
    assert [mark.level for mark in matcher.highlights("كتاب")] == [4]
    assert not HighlightMatcher(Word((("e:كتابه",),), light=("l:كتاب", "e:كتاب"))).highlights("كتاب")


def test_ranges_signed_numbers_and_latin_runs_are_isolated_around_their_marks():
    assert cut("", "فاز 4-2 على Harbor Ltd بنسبة -5%") == (
        "فاز <bdi>4-2</bdi> على <bdi>Harbor Ltd</bdi> بنسبة <bdi>-5%</bdi>"
    )
    assert cut("ltd", "شركة Harbor Ltd، 2011") == "شركة <bdi>Harbor <mark>Ltd</mark></bdi>، 2011"
    assert cut("4", "فاز 4-2") == "فاز <bdi><mark>4</mark>-2</bdi>"


def test_marks_that_overlap_the_edge_are_left_out():
    assert highlighted_html("خبر", [Highlight(1, 3, 0, 0)], 0, 2) == "خب"
