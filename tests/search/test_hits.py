"""Hits show the record as it stands, in the order of the answer, at the price of two queries."""

import pytest

from archive.search.engine.clauses import MatchAll
from archive.search.engine.contract import SearchResult
from archive.search.hits import hits
from tests.search.conftest import compile_text, write

pytestmark = pytest.mark.django_db


def answer(*articles):
    return SearchResult(
        count=len(articles),
        pks=[article.pk for article in articles],
        scores=[float(number) for number in range(len(articles))],
        facets={},
        undated=0,
        first_day=None,
        last_day=None,
    )


def test_hits_come_in_the_order_of_the_answer_without_what_was_withdrawn():
    articles = [write(f"خبر {number}", "نص") for number in range(3)]
    articles[1].state = "withdrawn"
    articles[1].save()
    found = hits(answer(articles[2], articles[1], articles[0]), MatchAll())
    assert [(hit.pk, hit.score) for hit in found] == [(articles[2].pk, 0.0), (articles[0].pk, 2.0)]


def test_any_number_of_hits_costs_two_queries(django_assert_num_queries):
    articles = [write(f"خبر {number}", "فقرة", "فقرة أخرى", source="صحيفة") for number in range(7)]
    clause = compile_text("فقرة").clause
    with django_assert_num_queries(2):
        found = hits(answer(*articles), clause)
    assert {hit.source_name for hit in found} == {"صحيفة"}
    with django_assert_num_queries(0):
        assert hits(answer(), MatchAll()) == ()


def test_paragraphs_are_gone_through_in_their_order():
    article = write("خبر", "بلا شيء", "الكلمة المطلوبة هنا", "الكلمة المطلوبة هناك")
    (hit,) = hits(answer(article), compile_text("الكلمة المطلوبة").clause)
    assert hit.snippet.endswith("هنا")


def test_only_printed_titles_are_marked_and_reasons_are_given_when_asked_for():
    clause = compile_text("نفط").clause
    printed, bare = write("النفط يرتفع", "خبر"), write(None, "النفط يرتفع")
    first, second = hits(answer(printed, bare), clause, explain=True)
    assert first.title_html == "<mark>النفط</mark> يرتفع"
    assert "<mark>" not in second.title_html
    assert all(hit.explanation for hit in (first, second))
    assert not hits(answer(printed), clause)[0].explanation
