"""Whether an answer is the one that was expected."""

from archive.search.engine.contract import SearchQuery, SearchResult, View
from tests.search.contract.oracle import Expected, Oracle


def assert_agrees(view: View, oracle: Oracle, question: SearchQuery) -> None:
    """Same count, facets and days; the page in order, or, by relevance, all hits in some order with falling scores."""
    answer, expected = view.search(question), oracle.search(question)
    assert counts(answer) == counts(expected)
    if question.sort == "relevance":
        assert_ranked(view, answer, expected, question)
    else:
        assert answer.pks == expected.pks[question.start : question.end]


def counts(answer: SearchResult | Expected) -> dict[str, object]:
    return {
        "count": answer.count,
        "facets": {name: list(pairs) for name, pairs in answer.facets.items()},
        "clause_counts": answer.clause_counts,
        "undated": answer.undated,
        "days": (answer.first_day, answer.last_day),
    }


def assert_ranked(view: View, answer: SearchResult, expected: Expected, question: SearchQuery) -> None:
    whole = view.search(SearchQuery(question.clause, question.filters, end=None))
    assert sorted(whole.pks) == sorted(expected.pks)
    assert whole.scores == sorted(whole.scores, reverse=True)
    assert answer.pks == whole.pks[question.start : question.end]
    assert answer.scores == whole.scores[question.start : question.end]
    place = {pk: number for number, pk in enumerate(expected.pks)}
    tied = [pk for pk, after in zip(whole.pks, whole.pks[1:], strict=False) if place[pk] > place[after]]
    scores = dict(zip(whole.pks, whole.scores, strict=True))
    following = dict(zip(whole.pks, whole.pks[1:], strict=False))
    assert all(scores[pk] > scores[following[pk]] or _rounded_alike(scores[pk]) for pk in tied)


def _rounded_alike(score: float) -> bool:
    """Scores are rounded to four places, so two that look alike may differ; no two that are 0 do."""
    return score != 0
