"""Pages of groups by score, however many hits must be walked for them."""

import datetime as dt
import random

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import VERSION_GROUP, Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.tantivy import grouping, hits

FIRST = dt.date(2024, 1, 1)
WORD = c.Word((("e:هانوي",),))


def document(pk: int, chance: random.Random) -> Document:
    """Two thirds belong to one of eight groups, whose documents score highest."""
    grouped = pk % 3 > 0
    text = Section(" ".join(["هانوي"] * (chance.randint(4, 9) if grouped else chance.randint(1, 5)) + ["خبر"]))
    day = FIRST + dt.timedelta(days=chance.randint(0, 30))
    return Document(pk, (), (text,), Record(pk, {VERSION_GROUP: (f"g{pk % 8}",) if grouped else ()}, day, day, "day"))


@pytest.fixture
def view(engine):
    chance = random.Random(4)
    for part in range(3):  # segments of their own
        engine.write([document(pk, chance) for pk in range(part * 60, part * 60 + 60)])
    return engine.view()


@pytest.mark.parametrize(("start", "end"), [(0, 5), (6, 20), (50, 70), (66, 90), (0, 0), (30, 20)])
@pytest.mark.parametrize("spare", [0, 20])
def test_the_walk_goes_on_until_there_are_enough_groups(view, monkeypatch, start, end, spare):
    monkeypatch.setattr(grouping, "SPARE", spare)
    monkeypatch.setattr(hits, "LOOKAHEAD", 1)
    every = view.search(SearchQuery(WORD, end=None))
    seen: dict[object, int] = {}
    for pk in every.pks:
        seen.setdefault(pk % 8 if pk % 3 else f"pk {pk}", pk)
    results = list(seen.values())
    page = view.search(SearchQuery(WORD, group=VERSION_GROUP, start=start, end=end))
    assert page.pks == results[start:end]
    assert page.scores == [every.scores[every.pks.index(pk)] for pk in page.pks]
    assert (page.count, page.groups) == (180, len(results))
    for pk, others in page.others.items():
        assert others == [other for other in every.pks if other % 3 and other % 8 == pk % 8 and other != pk]
