"""Dirty documents are matched by their words."""

from archive.search.engine import clauses as c
from archive.search.engine.tantivy.bitmaps.dirty_docs import DirtyDoc, DirtyDocCache, matches
from archive.search.engine.tantivy.engine import Tantivy
from tests.search.contract.collection import made

BOOK = c.Word((("e:كتاب", "s:كتاب"),))
TWO = [DirtyDoc.of("كتاب الوزير\fكتاب الوزير\nجاء القلم".encode()), DirtyDoc.of("خبر\fخبر\nوالكتاب هنا".encode())]


def matching(clause):
    mask = matches(TWO, clause)
    return None if mask is None else mask.tolist()


def test_words_match_by_field_and_in_boolean_clauses():
    assert matching(BOOK) == [True, True]
    assert matching(c.Word(BOOK.levels, "title")) == [True, False]
    assert matching(c.And((BOOK, c.Not(c.Word((("e:هنا",),)))))) == [True, False]
    assert matching(c.Or((c.Word((("e:القلم",),)), c.Word((("e:هنا",),))))) == [True, True]


def test_the_words_of_a_phrase_must_be_adjacent():
    assert matching(c.Phrase((("e:كتاب",), ("e:الوزير",)))) == [True, False]
    assert matching(c.Phrase((("e:الوزير",), ("e:كتاب",)))) == [False, False]


def test_prefixes_are_left_to_tantivy():
    assert matching(c.Prefix(("e:كت",))) is None
    assert matching(c.And((BOOK, c.Prefix(("e:كت",))))) is None


def test_a_document_is_read_once_and_dropped_when_it_is_no_longer_dirty(tmp_path, monkeypatch):
    engine = Tantivy(str(tmp_path / "index"))
    engine.write(made(3))
    words, searcher = DirtyDocCache(), engine.view().snapshot.searcher
    first = words.read(searcher, [(1, 7), (3, 7)])
    assert len(first) == 2
    again = words.read(searcher, [(3, 7), (2, 7)])
    assert again[0] is first[1]
    assert words.read(searcher, [(1, 7)])[0] is not first[0]
    assert words.read(searcher, []) == []


def test_a_document_without_a_version_is_read_each_time(tmp_path):
    engine = Tantivy(str(tmp_path / "index"))
    engine.write(made(2))
    words, searcher = DirtyDocCache(), engine.view().snapshot.searcher
    assert words.read(searcher, [(1, 0)])[0] is not words.read(searcher, [(1, 0)])[0]
