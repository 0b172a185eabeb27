"""Facet counts agree with counting document by document, however they are computed."""

import datetime as dt
import random
from collections import Counter

import numpy as np
import pytest

from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Record
from archive.search.engine.embedded import facets
from archive.search.engine.embedded.columns import read_columns
from archive.search.engine.embedded.facets import count, count_of, facet
from archive.search.engine.embedded.records import encode_record
from archive.search.engine.embedded.rows import Rows

SIZE = 300
NAMES = ("tag", "source", "year", "month")


@pytest.fixture(scope="module")
def records() -> list[Record]:
    chance = random.Random(5)
    made = []
    for pk in range(SIZE):
        day = dt.date(2022, 1, 1) + dt.timedelta(days=chance.randint(0, 900)) if chance.random() < 0.9 else None
        keys = {"tag": tuple(chance.sample("abcdefghijkl", chance.randint(0, 4))), "source": (chance.choice("xyz"),)}
        made.append(Record(pk, keys, day, day, chance.choice(("day", "year"))))
    return made


@pytest.fixture(scope="module")
def rows(records) -> Rows:
    return Rows(read_columns([encode_record(record, length=1) for record in records]), np.arange(SIZE) % 9 != 0)


def expected(records: list[Record], name: str, docs: list[int], limit: int | None) -> list[tuple[str, int]]:
    if name in ("year", "month"):
        found = Counter(key for doc in docs if (key := records[doc].calendar_keys.get(name)))
        return sorted(found.items())
    found = Counter(key for doc in docs for key in records[doc].keys[name])
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


@pytest.mark.parametrize("ratio", [0, 5, 10**6])
@pytest.mark.parametrize("share", [0.0, 2.0])
@pytest.mark.parametrize("step", [1, 2, 30])
@pytest.mark.parametrize("name", NAMES)
def test_counts_agree_however_they_are_computed(rows, records, name, step, share, ratio, monkeypatch):
    monkeypatch.setattr(facets, "TALLY_SHARE", share)
    monkeypatch.setattr(facets, "SORT_RATIO", ratio)
    docs = rows.live_docs[::step]
    for limit in (1, 3, None):
        assert count(rows, name, docs, limit=limit) == expected(records, name, docs.tolist(), limit)


def test_no_documents_have_no_counts(rows):
    assert [count(rows, name, rows.live_docs[:0], limit=5) for name in NAMES] == [[]] * len(NAMES)


def test_one_key_is_counted_by_itself(rows, records):
    docs = rows.live_docs
    counts = dict(expected(records, "tag", docs.tolist(), None))
    assert count_of(rows, "tag", "c", docs) == counts["c"]
    assert count_of(rows, "tag", "unknown", docs) == 0


def test_selected_keys_are_appended_once(rows):
    query = SearchQuery(facet_limit=2, selected={"tag": ("l", "unknown", "l")})
    found = facet(rows, query, "tag", rows.live_docs)
    assert len({key for key, _ in found}) == len(found)
    assert found[-1] == ("unknown", 0)
