"""Highlights in any texts, for the page of an article."""

import pytest

from archive.search import SearchRequest, highlights

pytestmark = pytest.mark.django_db


def words(q, *texts, titles=0, **parameters):
    found = highlights(SearchRequest(q=q, **parameters), texts, titles=titles)
    return [[text[mark.start : mark.end] for mark in some] for text, some in zip(texts, found, strict=True)]


def test_each_text_has_its_marks_by_the_mode():
    assert words("الازمة", "الأزمة", "لا شيء، والازمة") == [["الأزمة"], ["والازمة"]]
    assert words("الازمة", "الأزمة", "هذه الازمة", mode="exact") == [[], ["الازمة"]]


def test_a_title_query_is_highlighted_in_titles_only():
    assert words("العنوان:ميناء", "ميناء", "ميناء", titles=1) == [["ميناء"], []]


def test_without_words_nothing_is_marked():
    assert words("", "ميناء", "رصيف") == [[], []]
    assert words('"', "ميناء") == [[]]


@pytest.mark.parametrize(
    ("q", "printed", "marked"),
    [
        ("السمك", "في #سوق\u200cالسمك اليوم", ["السمك"]),
        ("سوقالسمك", "في #سوق\u200cالسمك اليوم", ["سوق\u200cالسمك"]),
        ('"سوق السمك"', "في #سوق\u200cالسمك اليوم", ["سوق", "السمك"]),
        ("12500", "دفع 12 500 دينار", ["12 500"]),
        ("12 500", "دفع 12,500 دينار", ["12,500"]),
        ("150300", "بين 150 300 دينار", ["150 300"]),
        ('"صلى الله عليه"', "قال النبيﷺ لهم", ["ﷺ"]),
        ("خلق", "﴿الذي خلق﴾", ["خلق"]),
        ("مئة", "بالمائة", ["بالمائة"]),
    ],
)
def test_whole_printed_words_are_marked_however_they_are_cut(q, printed, marked):
    assert words(q, printed) == [marked]
