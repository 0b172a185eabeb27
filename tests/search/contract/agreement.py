"""Whether a result is the expected one."""

from collections import defaultdict
from dataclasses import replace

from archive.search.engine.contract import SearchQuery, SearchResult, View
from tests.search.contract.oracle import Expected, Oracle, grouped


def assert_agrees(view: View, oracle: Oracle, query: SearchQuery) -> None:
    """Same count, groups, facets and dates, and the same page; by relevance, the same hits with falling scores and ties in order."""
    result, expected = view.search(query), oracle.search(query)
    assert counts(result) == counts(expected)
    if query.sort == "relevance":
        assert_ranked(view, oracle, result, query)
    else:
        page = expected.pks[query.start : query.end]
        assert result.pks == page
        assert result.others == {pk: expected.others[pk] for pk in page if pk in expected.others}


def counts(result: SearchResult | Expected) -> dict[str, object]:
    return {
        "count": result.count,
        "facets": {name: list(pairs) for name, pairs in result.facets.items()},
        "clause_counts": result.clause_counts,
        "undated": result.undated,
        "dates": (result.first_day, result.last_day),
        "groups": result.groups,
    }


def assert_ranked(view: View, oracle: Oracle, result: SearchResult, query: SearchQuery) -> None:
    whole = view.search(SearchQuery(query.clause, query.filters, end=None))
    expected = oracle.search(replace(query, group=""))
    assert sorted(whole.pks) == sorted(expected.pks)
    assert whole.scores == sorted(whole.scores, reverse=True)
    assert_ties_in_order(oracle, whole, expected.pks)
    ranked = [oracle.held[pk] for pk in whole.pks]
    score_of = dict(zip(whole.pks, whole.scores, strict=True))
    results, others = grouped(ranked, query.group)
    page = [held.pk for held in results][query.start : query.end]
    assert result.pks == page
    assert result.scores == [score_of[pk] for pk in page]
    assert result.others == {pk: others[pk] for pk in page if pk in others}


def assert_ties_in_order(oracle: Oracle, whole: SearchResult, newest: list[int]) -> None:
    """Scores are rounded to four places, so two documents with the same score need not be tied. Those of the same text are,
    and so are those of score 0: they come in the order of `newest`."""
    place = {pk: number for number, pk in enumerate(newest)}
    tied: defaultdict[tuple[object, float], list[int]] = defaultdict(list)
    for pk, score in zip(whole.pks, whole.scores, strict=True):
        tied[oracle.texts[pk] if score else None, score].append(pk)
    for pks in tied.values():
        assert pks == sorted(pks, key=place.__getitem__)
