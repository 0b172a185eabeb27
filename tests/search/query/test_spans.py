"""One loop over expanders: each sees only the words that those before it left free."""

from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.clauses import MatchAll
from archive.search.query.spans import DateSpan, Expansion, find_spans


def dates(words):
    return [DateSpan(place, place + 1, None) for place, word in enumerate(words) if word == "date"]


def pairs(words):
    """Every two neighbouring words, from the left."""
    return [Expansion(place, place + 2, MatchAll()) for place in range(0, len(words) - 1, 2)]


def test_without_expanders_there_are_no_spans():
    assert find_spans(("a", "b"), ()) == ()


def test_spans_come_in_the_order_of_the_words_whichever_expander_found_them():
    found = find_spans(("a", "b", "date", "c", "d"), (dates, pairs))
    assert [(span.first, span.last) for span in found] == [(0, 2), (2, 3), (3, 5)]


def test_an_earlier_expander_takes_precedence():
    found = find_spans(("a", "date", "b"), (dates, pairs))
    assert found == (DateSpan(1, 2, None),)


def test_a_later_expander_sees_each_free_run_of_words_by_itself():
    seen = []
    find_spans(("a", "date", "b", "c"), (dates, lambda words: seen.append(words) or ()))
    assert seen == [("a",), ("b", "c")]


@given(st.lists(st.sampled_from(["a", "b", "date"]), max_size=12).map(tuple))
def test_spans_never_overlap_and_stay_within_the_words(words):
    place = 0
    for span in find_spans(words, (dates, pairs)):
        assert place <= span.first < span.last <= len(words)
        place = span.last
