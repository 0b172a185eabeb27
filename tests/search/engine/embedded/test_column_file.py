"""Columns mapped from their file are those that were saved."""

import datetime as dt
from zlib import crc32

import numpy as np
import pytest

from archive.search.engine.document import KEYED, Record
from archive.search.engine.embedded.column_file import load_columns, save_columns
from archive.search.engine.embedded.columns import BY_DOC, BY_MENTION, read_columns
from archive.search.engine.embedded.records import encode_record

DAY = dt.date(2024, 6, 20)
RECORDS = [
    encode_record(Record(7, {"person": ("أ", "ب"), "source": ("س",)}, DAY, DAY, "day"), length=12, version=5),
    b"",
    encode_record(Record(9, {"person": ("ب",)}, DAY, DAY, "year", ((DAY, DAY, True), (DAY, DAY, False))), length=4),
]


@pytest.mark.parametrize("blobs", [RECORDS, []], ids=["three documents", "none"])
def test_every_column_is_read_back(tmp_path, blobs):
    columns = read_columns(blobs)
    save_columns(columns, tmp_path / "columns")
    loaded = load_columns(tmp_path / "columns")
    for name in (*BY_DOC, *BY_MENTION, "mentioned_docs"):
        np.testing.assert_array_equal(getattr(loaded, name), getattr(columns, name), strict=True)
    for name in KEYED:
        one, other = columns.keyed[name], loaded.keyed[name]
        assert (other.keys, other.number, other.single) == (one.keys, one.number, one.single)
        for part in ("docs", "values", "starts"):
            np.testing.assert_array_equal(getattr(other, part), getattr(one, part), strict=True)
    assert [loaded.record(doc) for doc in range(len(loaded))] == [columns.record(doc) for doc in range(len(columns))]


@pytest.mark.parametrize("content", [b"[]\n", b"{}\n", b'{"format": "columns-0"}\n'])
def test_another_file_is_refused(tmp_path, content):
    (tmp_path / "columns").write_bytes(content + crc32(content).to_bytes(4, "little"))
    with pytest.raises(ValueError, match="format"):
        load_columns(tmp_path / "columns")


def test_a_missing_file_is_reported(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_columns(tmp_path / "columns")


@pytest.mark.parametrize("place", [20, -6], ids=["header", "values"])
def test_a_damaged_file_is_refused(tmp_path, place):
    path = tmp_path / "columns"
    save_columns(read_columns(RECORDS), path)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(ValueError, match="damaged"):
        load_columns(path)


@pytest.mark.parametrize("size", [0, 1, 8, 200])
def test_a_truncated_file_is_refused(tmp_path, size):
    path = tmp_path / "columns"
    save_columns(read_columns(RECORDS), path)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(ValueError, match=r"."):
        load_columns(path)
