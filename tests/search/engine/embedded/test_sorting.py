"""Every way to sort gives the order of a plain sort."""

import datetime as dt
import random

import numpy as np
import pytest

from archive.search.engine.document import Record
from archive.search.engine.embedded import sorting
from archive.search.engine.embedded.columns import read_columns
from archive.search.engine.embedded.records import encode_record
from archive.search.engine.embedded.rows import Rows
from archive.search.engine.embedded.sorting import top

SIZE = 400


@pytest.fixture(scope="module")
def rows() -> Rows:
    chance = random.Random(3)
    blobs = []
    for pk in range(SIZE):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randint(0, 60)) if chance.random() < 0.8 else None
        keys = {"source": (chance.choice(("a", "b")),) if chance.random() < 0.9 else (), "tag": tuple("xyz"[: pk % 3])}
        blobs.append(encode_record(Record(pk, keys, day, day), length=1))
    live = np.array([pk % 11 != 0 for pk in range(SIZE)])
    return Rows(read_columns(blobs), live)


def newest(rows: Rows, doc: int) -> tuple[bool, int, int]:
    day = int(rows.columns.first[doc])
    return day < 0, -day, -int(rows.columns.pks[doc])


def oldest(rows: Rows, doc: int) -> tuple[bool, int, int]:
    day = int(rows.columns.first[doc])
    return day < 0, day, -int(rows.columns.pks[doc])


@pytest.mark.parametrize("walk", [10_000, 0])
@pytest.mark.parametrize(("start", "end"), [(0, 3), (0, 10), (7, 20), (0, SIZE), (500, 510)])
@pytest.mark.parametrize(("sort", "key"), [("newest", newest), ("oldest", oldest), ("relevance", newest)])
def test_orders_by_date_give_the_same_page_walked_or_sorted(rows, sort, key, start, end, walk, monkeypatch):
    monkeypatch.setattr(sorting, "MAX_WALK", walk)
    for docs in (rows.live_docs, rows.live_docs[::2]):
        expected = sorted(docs.tolist(), key=lambda doc: key(rows, doc))[start:end]
        assert docs[top(rows, docs, None, sort, start=start, end=end)].tolist() == expected


@pytest.mark.parametrize(("start", "end"), [(0, 5), (3, 60), (0, SIZE)])
def test_ties_in_score_are_sorted_by_newest(rows, start, end):
    docs = rows.live_docs
    scores = (docs % 4).astype(np.float32)
    expected = sorted(docs.tolist(), key=lambda doc: (-(doc % 4), newest(rows, doc)))[start:end]
    assert docs[top(rows, docs, scores, "relevance", start=start, end=end)].tolist() == expected


@pytest.mark.parametrize("descending", [True, False])
def test_documents_without_a_key_come_last_in_either_direction(rows, descending):
    docs = rows.live_docs
    page = docs[top(rows, docs, None, (("source", descending),), start=0, end=SIZE)].tolist()
    keys = [rows.columns.keyed["source"].keys_of(doc) for doc in page]
    known = [key for key in keys if key]
    assert keys == known + [[]] * (len(keys) - len(known))
    assert known == sorted(known, reverse=descending)


def test_further_columns_break_ties(rows):
    docs = rows.live_docs
    page = docs[top(rows, docs, None, (("source", False), ("pk", True)), start=0, end=SIZE)].tolist()
    of_a = [doc for doc in page if rows.columns.keyed["source"].keys_of(doc) == ["a"]]
    assert page[: len(of_a)] == of_a == sorted(of_a, reverse=True)
