"""Records as columns, joined over segments."""

import datetime as dt

import numpy as np

from archive.search.engine.document import Record
from archive.search.engine.embedded.columns import PARSED_RECORDS, join_columns, ranges, read_columns, take_columns
from archive.search.engine.embedded.records import UNDATED, encode_record


def test_encoded_records_become_columns_and_are_joined():
    day = dt.date(2024, 6, 20)
    first = read_columns([encode_record(Record(7, {"person": ("a", "b")}, day, day, "day"), length=12, version=5), b""])
    year = Record(9, {"person": ("b",)}, dt.date(2023, 1, 1), dt.date(2023, 12, 31), "year", ((day, day, True),))
    both = join_columns([first, read_columns([encode_record(year, length=4)])])
    assert both.pks.tolist() == [7, 0, 9]
    assert both.versions.tolist() == [5, 0, 0]
    assert both.years.tolist() == [2024, UNDATED, 2023]
    assert both.months.tolist() == [2024 * 12 + 5, UNDATED, UNDATED]
    assert both.keyed["person"].mask(("b",), 3).tolist() == [True, False, True]
    assert both.keyed["person"].keys_of(0) == ["a", "b"]
    assert both.mentioned_docs.tolist() == [2]
    assert len(join_columns([])) == 0


def test_many_records_give_the_same_columns_as_few_at_a_time():
    blobs = [
        encode_record(Record(pk, {"tag": (f"t{pk % 7}", f"u{pk}"), "source": ("s",)}), length=pk % 50)
        for pk in range(2 * PARSED_RECORDS + 5)
    ]
    many = read_columns(blobs)
    few = join_columns([read_columns([blob]) for blob in blobs[::97]])
    assert many.pks.tolist() == list(range(2 * PARSED_RECORDS + 5))
    assert [many.keyed["tag"].keys_of(doc) for doc in range(0, len(many), 97)] == [
        few.keyed["tag"].keys_of(doc) for doc in range(len(few))
    ]
    assert many.lengths[::97].tolist() == few.lengths.tolist()
    assert sorted(many.keyed["tag"].values_of(np.array([3, PARSED_RECORDS + 1])).tolist()) == sorted(
        many.keyed["tag"].number[key] for key in ("t3", "u3", f"t{(PARSED_RECORDS + 1) % 7}", f"u{PARSED_RECORDS + 1}")
    )


def test_a_column_of_single_keys_skips_documents_without_one():
    blobs = [encode_record(Record(pk, {"source": (f"s{pk % 3}",) if pk % 4 else ()}), length=1) for pk in range(12)]
    column = read_columns(blobs).keyed["source"]
    assert column.single
    assert [column.keys[value] for value in column.values_of(np.array([1, 4, 6, 11]))] == ["s1", "s0", "s2"]
    assert not read_columns([encode_record(Record(1, {"source": ("a", "b")}), length=1)]).keyed["source"].single


def test_taking_documents_in_any_order_keeps_their_values():
    blobs = [
        encode_record(
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
    for name in ("versions", "lengths", "first", "mentioned_docs", "mentioned_first", "mentioned_stated"):
        assert getattr(taken, name).tolist() == getattr(read, name).tolist()
    for name in ("tag", "source"):
        assert [taken.keyed[name].keys_of(doc) for doc in range(3)] == [
            read.keyed[name].keys_of(doc) for doc in range(3)
        ]
    assert len(take_columns(columns, docs[:0])) == 0


def test_a_document_has_its_record_back():
    record = Record(7, {"person": ("a", "b"), "kind": ("article",)}, dt.date(2024, 6, 20), dt.date(2024, 6, 21))
    found = read_columns([encode_record(record, length=12)]).record(0)
    assert (found.pk, found.first, found.last) == (7, record.first, record.last)
    assert {name: keys for name, keys in found.keys.items() if keys} == record.keys


def test_ranges_are_concatenated():
    assert ranges(np.array([5, 0, 9]), np.array([2, 0, 1])).tolist() == [5, 6, 9]
    assert ranges(np.array([], int), np.array([], int)).tolist() == []
