"""Records as arrays, joined over segments."""

import datetime as dt

import numpy as np

from archive.search.engine.columns import RUN, UNDATED, join_columns, packed, read_columns, take_columns
from archive.search.engine.document import Record


def test_records_come_back_as_columns_and_join():
    day = dt.date(2024, 6, 20)
    first = read_columns([packed(Record(7, {"person": ("a", "b")}, day, day, "day"), length=12, version=5), b""])
    year = Record(9, {"person": ("b",)}, dt.date(2023, 1, 1), dt.date(2023, 12, 31), "year", ((day, day, True),))
    both = join_columns([first, read_columns([packed(year, length=4)])])
    assert both.pks.tolist() == [7, 0, 9]
    assert both.versions.tolist() == [5, 0, 0]
    assert both.years.tolist() == [2024, UNDATED, 2023]
    assert both.months.tolist() == [2024 * 12 + 5, UNDATED, UNDATED]
    assert both.keyed["person"].mask(("b",), 3).tolist() == [True, False, True]
    assert both.keyed["person"].keys_of(0) == ["a", "b"]
    assert both.spoken_docs.tolist() == [2]
    assert len(join_columns([])) == 0


def test_many_records_are_the_same_columns_as_few_at_a_time():
    blobs = [
        packed(Record(pk, {"tag": (f"t{pk % 7}", f"u{pk}"), "source": ("s",)}), length=pk % 50)
        for pk in range(2 * RUN + 5)
    ]
    many = read_columns(blobs)
    few = join_columns([read_columns([blob]) for blob in blobs[::97]])
    assert many.pks.tolist() == list(range(2 * RUN + 5))
    assert [many.keyed["tag"].keys_of(doc) for doc in range(0, len(many), 97)] == [
        few.keyed["tag"].keys_of(doc) for doc in range(len(few))
    ]
    assert many.lengths[::97].tolist() == few.lengths.tolist()
    assert sorted(many.keyed["tag"].values_of(np.array([3, RUN + 1])).tolist()) == sorted(
        many.keyed["tag"].number[key] for key in ("t3", "u3", f"t{(RUN + 1) % 7}", f"u{RUN + 1}")
    )


def test_a_column_of_single_keys_gives_each_document_its_own_or_none():
    blobs = [packed(Record(pk, {"source": (f"s{pk % 3}",) if pk % 4 else ()}), length=1) for pk in range(12)]
    column = read_columns(blobs).keyed["source"]
    assert column.single
    assert [column.keys[value] for value in column.values_of(np.array([1, 4, 6, 11]))] == ["s1", "s0", "s2"]
    assert not read_columns([packed(Record(1, {"source": ("a", "b")}), length=1)]).keyed["source"].single


def test_documents_are_taken_in_any_order_with_all_that_is_known_of_them():
    blobs = [
        packed(
            Record(
                pk,
                {"tag": tuple("abc"[: pk % 4]), "source": ("x",)},
                mentioned_dates=((dt.date(2024, 1, pk),) * 2 + (True,),) * (pk % 2),
            ),
            length=pk,
            version=pk,
        )
        for pk in range(1, 7)
    ]
    columns = read_columns(blobs)
    docs = np.array([4, 1, 5])
    taken, read = take_columns(columns, docs), read_columns([blobs[doc] for doc in docs])
    assert taken.pks.tolist() == [5, 2, 6]
    for name in ("versions", "lengths", "first", "spoken_docs", "spoken_first", "spoken_stated"):
        assert getattr(taken, name).tolist() == getattr(read, name).tolist()
    for name in ("tag", "source"):
        assert [taken.keyed[name].keys_of(doc) for doc in range(3)] == [
            read.keyed[name].keys_of(doc) for doc in range(3)
        ]
    assert len(take_columns(columns, docs[:0])) == 0
