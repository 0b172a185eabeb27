"""Ties go to the newest, wherever a page starts or ends."""

import datetime as dt
import random

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section

FIRST = dt.date(2024, 1, 1)


@pytest.fixture
def days() -> dict[int, dt.date]:
    chance = random.Random(4)
    return {pk: FIRST + dt.timedelta(days=chance.randint(0, 30)) for pk in range(120)}


@pytest.mark.parametrize("start", [0, 1, 15, 95])
def test_equal_scores_are_sorted_by_newest(engine, days, start):
    for part in range(4):  # segments of their own
        pks = range(part * 30, part * 30 + 30)
        engine.write(Document(pk, (), (Section("هانوي"),), Record(pk, {}, days[pk], days[pk], "day")) for pk in pks)
    expected = sorted(days, key=lambda pk: (-days[pk].toordinal(), -pk))
    for clause in (c.Word((("e:هانوي",),)), c.Prefix(("e:هان",)), c.HasDate()):
        answer = engine.view().search(SearchQuery(clause, start=start, end=start + 10))
        assert answer.pks == expected[start : start + 10]
        assert len(set(answer.scores)) == 1
