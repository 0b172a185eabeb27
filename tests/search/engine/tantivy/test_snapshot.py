"""One snapshot as long as nothing changes; words by sound are kept where gathering them anew would not pay."""

import pytest

from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.tantivy import snapshot
from archive.text.names import phonetic_key


def document(pk: int, text: str) -> Document:
    return Document(pk, (), (Section(text),), Record(pk))


def test_nothing_is_opened_while_nothing_changes(engine):
    engine.write([document(1, "هانوي")])
    assert engine.reader.snapshot() is engine.reader.snapshot()
    assert engine.reader.snapshot().translator is engine.reader.snapshot().translator


@pytest.mark.parametrize(("large", "found"), [(1_000, ["بوتين"]), (10, [])])
def test_words_by_sound_may_be_behind_in_a_large_archive_alone(engine, monkeypatch, large, found):
    monkeypatch.setattr(snapshot, "LARGE", large)
    engine.write(document(pk, "هانوي") for pk in range(150))
    assert engine.view().words_by_sound(phonetic_key("هانوي")) == ["هانوي"]
    engine.write([document(200, "بوتين")])
    assert engine.view().words_by_sound(phonetic_key("بوتين")) == found
    engine.write(document(pk, "نفط") for pk in range(300, 310))
    assert engine.view().words_by_sound(phonetic_key("بوتين")) == ["بوتين"]
    engine.clear()
    assert engine.view().words_by_sound(phonetic_key("بوتين")) == []
