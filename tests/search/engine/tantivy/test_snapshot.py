"""A snapshot serves until a commit; the phonetic table of a large archive may lag behind."""

import pytest

from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.tantivy import snapshot
from archive.text.names import phonetic_key


def document(pk: int, text: str) -> Document:
    return Document(pk, (), (Section(text),), Record(pk))


def test_a_snapshot_serves_until_the_next_commit(engine):
    engine.write([document(1, "هانوي")])
    assert engine.reader.snapshot() is engine.reader.snapshot()
    assert engine.reader.snapshot().queries is engine.reader.snapshot().queries


@pytest.mark.parametrize(("large", "found"), [(1_000, ["بوتين"]), (10, [])])
def test_only_a_large_archive_may_lag_behind_in_words_by_sound(engine, monkeypatch, large, found):
    monkeypatch.setattr(snapshot, "LARGE_ARCHIVE", large)
    engine.write(document(pk, "هانوي") for pk in range(150))
    assert engine.view().words_by_sound(phonetic_key("هانوي")) == ["هانوي"]
    engine.write([document(200, "بوتين")])
    assert engine.view().words_by_sound(phonetic_key("بوتين")) == found
    engine.write(document(pk, "نفط") for pk in range(300, 310))
    assert engine.view().words_by_sound(phonetic_key("بوتين")) == ["بوتين"]
    engine.clear()
    assert engine.view().words_by_sound(phonetic_key("بوتين")) == []
