"""Records know their days and calendar keys; samples are spread evenly."""

import datetime as dt
from itertools import pairwise

import pytest

from archive.search.engine.document import Record, spread

DAY, LATER = dt.date(2024, 6, 20), dt.date(2024, 6, 21)


@pytest.mark.parametrize(
    ("record", "days"),
    [
        (Record(1), None),
        (Record(1, first=DAY), (DAY.toordinal(), DAY.toordinal())),
        (Record(1, first=DAY, last=LATER), (DAY.toordinal(), LATER.toordinal())),
    ],
)
def test_a_record_without_a_last_day_ends_on_its_first(record, days):
    assert record.days == days


@pytest.mark.parametrize(
    ("precision", "keys"),
    [
        ("day", {"year": "2024", "month": "2024-06"}),
        ("month", {"year": "2024", "month": "2024-06"}),
        ("year", {"year": "2024"}),
    ],
)
def test_a_date_of_a_year_has_no_month(precision, keys):
    assert Record(1, first=DAY, precision=precision).calendar_keys == keys


def test_an_undated_record_is_in_no_calendar_facet():
    assert Record(1).calendar_keys == {}


def test_consecutive_documents_are_spread_evenly():
    sample = sorted(sorted(range(1000), key=spread)[:10])
    assert max(after - before for before, after in pairwise(sample)) < 300
