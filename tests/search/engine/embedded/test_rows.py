"""Rows know their dates and their calendar."""

import datetime as dt

import numpy as np
import pytest

from archive.search.engine.document import Record
from archive.search.engine.embedded.columns import read_columns
from archive.search.engine.embedded.records import encode_record
from archive.search.engine.embedded.rows import DateRange, Rows

EARLY, LATE = dt.date(2023, 5, 1), dt.date(2024, 12, 31)
RECORDS = [
    Record(1, first=EARLY, last=EARLY, precision="day"),
    Record(2, first=dt.date(2024, 1, 1), last=LATE, precision="year"),
    Record(3),
    Record(4, first=dt.date(1999, 1, 1), precision="day"),
]


@pytest.fixture
def rows() -> Rows:
    blobs = [encode_record(record, length=1) for record in RECORDS]
    return Rows(read_columns(blobs), np.array([True, True, True, False]))


def test_the_date_range_spans_live_documents(rows):
    assert rows.date_range(rows.live_docs) == rows.date_range(rows.live_docs) == DateRange(1, EARLY, LATE)


def test_undated_documents_have_no_range(rows):
    assert rows.date_range(np.array([2])) == DateRange(1)
    assert rows.date_range(rows.live_docs[:0]) == DateRange()


def test_a_document_dated_to_the_year_has_no_month(rows):
    years, months = rows.calendar("year"), rows.calendar("month")
    assert [years.keys[value] for value in years.values] == ["2023", "2024", "", "1999"]
    assert [months.keys[value] for value in months.values] == ["2023-05", "", "", "1999-01"]


def test_undated_documents_come_last_in_both_orders(rows):
    assert rows.newest.tolist() == [1, 0, 3, 2]
    assert rows.oldest.tolist() == [3, 0, 1, 2]
