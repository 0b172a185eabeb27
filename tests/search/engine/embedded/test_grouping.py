"""Pages of groups are those of a plain walk along the order."""

import datetime as dt
import random

import numpy as np
import pytest

from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import VERSION_GROUP, Record
from archive.search.engine.embedded import grouping
from archive.search.engine.embedded.columns import read_columns
from archive.search.engine.embedded.grouping import count_groups, page_of
from archive.search.engine.embedded.records import encode_record
from archive.search.engine.embedded.rows import NO_GROUP, Rows

SIZE = 300


@pytest.fixture(scope="module")
def rows() -> Rows:
    chance = random.Random(5)
    blobs = []
    for pk in range(SIZE):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randint(0, 40))
        key = (f"g{chance.randint(0, 30)}",) if chance.random() < 0.5 else ()
        blobs.append(encode_record(Record(pk, {VERSION_GROUP: key}, day, day, added=chance.randint(1, 50)), length=1))
    return Rows(read_columns(blobs), np.array([pk % 13 != 0 for pk in range(SIZE)]))


def walked(rows: Rows, docs: list[int]) -> tuple[list[int], dict[int, list[int]]]:
    """The pks of the first document of each group, and of the others."""
    first_of: dict[object, int] = {}
    others: dict[int, list[int]] = {}
    for doc in docs:
        key = tuple(rows.columns.keyed[VERSION_GROUP].keys_of(doc)) or doc
        if (first := first_of.setdefault(key, doc)) != doc:
            others.setdefault(first, []).append(doc)
    return list(first_of.values()), others


def by(rows: Rows, docs: np.ndarray, scores: np.ndarray | None, sort: str) -> list[int]:
    """The documents in a plain sort; a document's pk is its place."""
    columns = rows.columns
    score = dict(zip(docs.tolist(), scores.tolist(), strict=True)) if scores is not None else {}
    keys = {
        "newest": lambda doc: (-columns.first[doc], -doc),
        "oldest": lambda doc: (columns.first[doc], -doc),
        "added": lambda doc: (-columns.added[doc], -doc),
        "relevance": lambda doc: (-score.get(doc, 0), -columns.first[doc], -doc),
    }
    return sorted(docs.tolist(), key=keys[sort])


@pytest.mark.parametrize("spare", [0, 20])
@pytest.mark.parametrize("sort", ["newest", "oldest", "added", "relevance"])
@pytest.mark.parametrize(("start", "end"), [(0, 10), (10, 20), (95, 130), (0, None), (400, 410), (0, 0), (20, 10)])
def test_a_page_of_groups_is_cut_from_all_groups_in_order(rows, sort, start, end, spare, monkeypatch):
    monkeypatch.setattr(grouping, "SPARE", spare)
    for docs in (rows.live_docs, rows.live_docs[::3], rows.live_docs[:0]):
        scores = (docs % 5).astype(np.float32) if sort == "relevance" else None
        query = SearchQuery(sort=sort, group=VERSION_GROUP, start=start, end=end)
        page = page_of(rows, docs, scores, query)
        results, others = walked(rows, by(rows, docs, scores, sort))
        expected = results[start:end]
        assert docs[page.places].tolist() == expected
        assert page.groups == len(results) == count_groups(rows, docs, VERSION_GROUP)
        assert page.others == {doc: others[doc] for doc in expected if doc in others}


def test_without_a_group_the_page_is_one_of_hits(rows):
    page = page_of(rows, rows.live_docs, None, SearchQuery(sort="newest", end=5))
    assert rows.live_docs[page.places].tolist() == by(rows, rows.live_docs, None, "newest")[:5]
    assert (page.groups, page.others) == (None, {})


def test_documents_without_a_key_have_no_number(rows):
    numbers = rows.group_numbers(VERSION_GROUP)
    column = rows.columns.keyed[VERSION_GROUP]
    assert [column.keys[number] for number in numbers.tolist() if number != NO_GROUP] == [
        key for doc in range(SIZE) for key in column.keys_of(doc)
    ]
