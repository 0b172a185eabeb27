"""The file of word forms: what is looked up is what analysis gives."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import drain
from archive.search.highlighting import word_form_table
from archive.search.highlighting.word_form_table import (
    HEADER_SIZE,
    WordFormTable,
    analysed_forms,
    open_table,
    update_word_form_table,
    write_table,
)
from archive.search.highlighting.word_forms import WordFormCache
from tests.search.conftest import write

WORDS = ["والكتاب", "كتاب", "بوتين", "وزارات", "2024", "REUTERS", "السيارة"]


@pytest.fixture
def path(tmp_path, monkeypatch):
    path = tmp_path / "word_forms.table"
    monkeypatch.setattr(word_form_table, "table_path", lambda: path)
    return path


def test_every_word_has_the_forms_that_analysis_gives(path):
    write_table(path, WORDS, documents=1)
    assert WordFormTable(path).forms(WORDS) == {word: analysed_forms(word) for word in WORDS}


def test_other_words_are_not_in_it(path):
    write_table(path, WORDS, documents=1)
    assert WordFormTable(path).forms(["قلم", "", "و"]) == {}
    assert WordFormTable(path).forms([]) == {}


def test_words_with_the_same_checksum_are_never_taken_for_one_another(path):
    write_table(path, ["plumless"], documents=1)
    assert WordFormTable(path).forms(["buckeroo"]) == {}  # CRC-32 of both: 4ddb0c25


def test_an_empty_table_has_no_words(path):
    write_table(path, [], documents=0)
    assert WordFormTable(path).forms(["كتاب"]) == {}


@given(st.text(min_size=1, max_size=12))
def test_a_cached_word_has_the_same_forms_with_and_without_the_table(tmp_path_factory, word):
    path = tmp_path_factory.getbasetemp() / "any.table"
    write_table(path, [word, *WORDS], documents=1)
    cache = WordFormCache("", WordFormTable(path))
    words = {word, "كِتاب", "سيّارة", "٢٠٢٤", "وَزاراتٌ"}
    cache.add(words)
    assert {each: cache.forms(each) for each in words} == {each: analysed_forms(each) for each in words}


@pytest.mark.parametrize("content", [b"", b"{}", b"no header", json.dumps({"format": 99}).encode().ljust(HEADER_SIZE)])
def test_a_file_that_is_no_table_is_ignored(path, content):
    path.write_bytes(content)
    assert open_table(path) is None


def test_a_missing_file_is_ignored(path):
    assert open_table(path) is None


def test_a_table_of_another_analysis_is_ignored(path, monkeypatch):
    write_table(path, WORDS, documents=1)
    assert open_table(path) is not None
    monkeypatch.setattr(word_form_table, "analysis_version", lambda: "another")
    assert open_table(path) is None


@pytest.mark.django_db
def test_the_background_job_writes_the_words_of_the_index_once(path):
    write("خبر", "رفرفت الأعلام")
    drain()
    assert update_word_form_table()
    table = open_table(path)
    assert table.documents == 1
    assert set(table.forms(["رفرفت", "الأعلام", "قلم"])) == {"رفرفت", "الأعلام"}
    assert not update_word_form_table()


@pytest.mark.django_db
def test_it_is_written_again_when_the_index_has_grown(path):
    write("خبر", "رفرفت الأعلام")
    drain()
    update_word_form_table()
    write("خبر", "سقط المطر")
    drain()
    assert update_word_form_table()
    assert set(open_table(path).forms(["رفرفت", "المطر"])) == {"رفرفت", "المطر"}


def test_it_pauses_while_it_analyses_and_leaves_the_old_file_if_it_is_stopped(path, monkeypatch):
    monkeypatch.setattr(word_form_table, "PAUSE_EVERY", 2)
    write_table(path, WORDS, documents=1)
    before = path.read_bytes()

    def stop():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_table(path, ["قلم", "ورق", "حبر"], documents=1, pause=stop)
    assert path.read_bytes() == before


def test_a_table_is_not_written_if_the_analysis_changes_meanwhile(path, monkeypatch):
    versions = iter(["one", "another"])
    monkeypatch.setattr(word_form_table, "analysis_version", lambda: next(versions))
    with pytest.raises(RuntimeError, match="analysis has changed"):
        write_table(path, WORDS, documents=1)
    assert not path.exists()


@pytest.mark.parametrize("place", [HEADER_SIZE, HEADER_SIZE + 40, -1])
def test_a_damaged_table_is_ignored(path, place):
    write_table(path, WORDS, documents=1)
    content = bytearray(path.read_bytes())
    content[place] ^= 0x21
    path.write_bytes(content)
    assert open_table(path) is None


@pytest.mark.django_db
def test_a_truncated_table_is_ignored_and_written_again(path):
    write("خبر", "قال بوتين")
    drain()
    update_word_form_table()
    path.write_bytes(path.read_bytes()[:-1])
    assert open_table(path) is None
    assert update_word_form_table()
    assert open_table(path) is not None
