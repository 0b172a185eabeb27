"""Records as arrays, joined over segments."""

import datetime as dt

from archive.search.engine.columns import UNDATED, join_columns, packed, read_columns
from archive.search.engine.document import Record


def test_records_come_back_as_columns_and_join():
    day = dt.date(2024, 6, 20)
    first = read_columns([packed(Record(7, {"person": ("a", "b")}, day, day, "day"), length=12, stamp=5), b""])
    year = Record(9, {"person": ("b",)}, dt.date(2023, 1, 1), dt.date(2023, 12, 31), "year", ((day, day, True),))
    both = join_columns([first, read_columns([packed(year, length=4)])])
    assert both.pks.tolist() == [7, 0, 9]
    assert both.stamps.tolist() == [5, 0, 0]
    assert both.years.tolist() == [2024, UNDATED, 2023]
    assert both.months.tolist() == [2024 * 12 + 5, UNDATED, UNDATED]
    assert both.keyed["person"].mask(("b",), 3).tolist() == [True, False, True]
    assert both.keyed["person"].keys_of(0) == ["a", "b"]
    assert both.spoken_docs.tolist() == [2]
    assert len(join_columns([])) == 0
