"""Bits become rows of a snapshot; what changed since is dirty."""

import numpy as np
import pytest
from pyroaring import BitMap

from archive.search.engine.document import Record
from archive.search.engine.embedded.columns import read_columns
from archive.search.engine.embedded.records import encode_record
from archive.search.engine.tantivy.bitmaps.live_term_bitmaps import LiveTermBitmaps
from archive.search.engine.tantivy.bitmaps.term_bitmaps import TermBitmaps
from archive.search.engine.tantivy.records import PkRows

ONE, TWO = ("text", "one"), ("text", "two")


def bitmaps(versions: dict[int, int], **terms: list[int]) -> TermBitmaps:
    """Bitmaps of documents by pk."""
    pks = sorted(versions)
    blobs = {("text", name): BitMap([pks.index(pk) for pk in found]).serialize() for name, found in terms.items()}
    places, start = {}, 0
    for key, blob in blobs.items():
        places[key] = slice(start, start + len(blob))
        start += len(blob)
    documents = np.array([pks, [versions[pk] for pk in pks]], np.int64)
    return TermBitmaps(documents, np.frombuffer(b"".join(blobs.values()), np.uint8), places)


@pytest.fixture
def rows() -> PkRows:
    """Pks 30, 10, 40 and 20 with version 1, the last one deleted."""
    blobs = [encode_record(Record(pk), length=1, version=1) for pk in (30, 10, 40, 20)]
    return PkRows(read_columns(blobs), np.array([True, True, True, False]))


def test_bits_become_rows_and_deleted_documents_vanish(rows):
    live = LiveTermBitmaps(bitmaps({10: 1, 20: 1, 30: 1, 40: 1}, one=[10, 20], two=[40]), rows)
    assert live.mask([ONE], 4).tolist() == [False, True, False, False]
    assert live.mask([ONE, TWO], 4).tolist() == [False, True, True, False]
    assert live.mask([], 4).tolist() == [False] * 4
    assert len(live.dirty) == 0


def test_changed_and_new_documents_are_dirty(rows):
    live = LiveTermBitmaps(bitmaps({10: 9, 20: 1, 30: 1}, one=[10, 30]), rows)
    assert rows.columns.pks[live.dirty].tolist() == [10, 40]
    assert (live.changed, live.added, live.last_pk) == ([10], 1, 30)
    assert live.mask([ONE], 4).tolist() == [True, False, False, False]


def test_a_document_without_a_version_is_always_dirty(rows):
    live = LiveTermBitmaps(bitmaps({10: 0, 30: 1, 40: 1}, one=[10]), rows)
    assert live.changed == [10]


def test_without_bitmaps_every_document_is_dirty(rows):
    live = LiveTermBitmaps(None, rows)
    assert len(live.dirty) == 3
    assert ONE not in live
    assert not live.mask([ONE], 4).any()
