"""The check that the contract suite rests on fails if a result is wrong."""

from dataclasses import replace

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery, SearchResult, View
from tests.search.contract.agreement import assert_agrees
from tests.search.contract.collection import made
from tests.search.contract.oracle import Oracle
from tests.search.contract.oracle_engine import OracleView

DOCUMENTS = made(40)
ORACLE = Oracle(DOCUMENTS)


class Changed(OracleView):
    """The oracle's own view, whose hits a test changes."""

    def __init__(self, scores, order) -> None:
        super().__init__(ORACLE)
        self.scores, self.order = scores, order

    def search(self, query: SearchQuery) -> SearchResult:
        result = super().search(replace(query, start=0, end=None))
        pks = sorted(result.pks, key=lambda pk: (-self.scores(pk), self.order(result.pks, pk)))
        page = pks[query.start : query.end]
        return replace(result, pks=page, scores=[self.scores(pk) for pk in page])


def newest(pks: list[int], pk: int) -> int:
    return pks.index(pk)


def oldest(pks: list[int], pk: int) -> int:
    return -pks.index(pk)


def by_text(pk: int) -> float:
    """The same score for the same text, another for each other text."""
    texts = sorted({repr(text) for text in ORACLE.texts.values()})
    return 1.0 + texts.index(repr(ORACLE.texts[pk]))


def agrees(view: View) -> bool:
    try:
        assert_agrees(view, ORACLE, SearchQuery(c.MatchAll()))
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize(
    ("scores", "order", "right"),
    [
        (by_text, newest, True),
        (by_text, oldest, False),
        (lambda pk: 0.0, newest, True),
        (lambda pk: 0.0, oldest, False),
        (lambda pk: 1.0, newest, True),
    ],
)
def test_ties_must_be_in_the_order_of_the_newest(scores, order, right):
    assert agrees(Changed(scores, order)) is right


def test_some_documents_have_the_same_text():
    assert len(set(ORACLE.texts.values())) < len(DOCUMENTS)


@pytest.mark.parametrize("field", ["count", "undated", "first_day"])
def test_a_wrong_count_fails(field):
    class Wrong(OracleView):
        def search(self, query: SearchQuery) -> SearchResult:
            return replace(super().search(query), **{field: None})

    assert agrees(OracleView(ORACLE))
    assert not agrees(Wrong(ORACLE))
