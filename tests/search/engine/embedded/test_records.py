"""Records are encoded and decoded without loss."""

import datetime as dt

from archive.search.engine.document import KEYED, Record
from archive.search.engine.embedded.records import UNDATED, date_of, decode_record, decode_rows, encode_record


def test_a_record_is_decoded_as_it_was_encoded():
    record = Record(7, {"person": ("ب", "أ"), "tag": ("x", "")}, dt.date(2024, 6, 20), dt.date(2024, 6, 21), "day")
    found = decode_record(encode_record(record, length=12, version=5))
    assert (found.pk, found.first, found.last) == (7, record.first, record.last)
    assert found.keys == dict.fromkeys(KEYED, ()) | {"person": ("أ", "ب"), "tag": ("x",)}


def test_an_undated_record_has_no_dates():
    assert decode_record(encode_record(Record(1), length=0)).first is None
    assert date_of(UNDATED) is date_of(None) is None


def test_an_empty_blob_is_a_document_without_a_record():
    rows = decode_rows([encode_record(Record(1), length=3, version=9), b""])
    assert [row[0] for row in rows] == [1, 0]
    assert len(rows[0]) == len(rows[1])


def test_mentioned_dates_are_distinct_and_sorted():
    day, later = dt.date(2024, 1, 1), dt.date(2024, 2, 1)
    record = Record(1, mentioned_dates=((later, later, True), (day, later, False), (later, later, True)))
    assert record.mentioned_days == [
        (day.toordinal(), later.toordinal(), False),
        (later.toordinal(), later.toordinal(), True),
    ]


def test_half_characters_in_keys_survive():
    assert decode_record(encode_record(Record(1, {"tag": ("a\ud800",)}), length=0)).keys["tag"] == ("a\ud800",)
