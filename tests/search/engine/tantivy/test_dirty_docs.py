"""Documents told by their words."""

from archive.search.engine import clauses as c
from archive.search.engine.tantivy.dirty_docs import Recent, RecentWords, holding
from archive.search.engine.tantivy.engine import Tantivy
from tests.search.contract.collection import made

BOOK = c.Word((("e:كتاب", "s:كتاب"),))
TWO = [Recent.of("كتاب الوزير\fكتاب الوزير\nجاء القلم".encode()), Recent.of("خبر\fخبر\nوالكتاب هنا".encode())]


def told(clause):
    mask = holding(TWO, clause)
    return None if mask is None else mask.tolist()


def test_words_are_told_by_field_and_put_together():
    assert told(BOOK) == [True, True]
    assert told(c.Word(BOOK.levels, "title")) == [True, False]
    assert told(c.And((BOOK, c.Not(c.Word((("e:هنا",),)))))) == [True, False]
    assert told(c.Or((c.Word((("e:القلم",),)), c.Word((("e:هنا",),))))) == [True, True]


def test_words_of_a_phrase_must_stand_together():
    assert told(c.Phrase((("e:كتاب",), ("e:الوزير",)))) == [True, False]
    assert told(c.Phrase((("e:الوزير",), ("e:كتاب",)))) == [False, False]


def test_of_beginnings_words_do_not_tell():
    assert told(c.Prefix(("e:كت",))) is None
    assert told(c.And((BOOK, c.Prefix(("e:كت",))))) is None


def test_a_document_is_read_once_and_let_go_when_it_is_not_asked_for(tmp_path, monkeypatch):
    engine = Tantivy(str(tmp_path / "index"))
    engine.write(made(3))
    words, searcher = RecentWords(), engine.view().snapshot.searcher
    first = words.read(searcher, [(1, 7), (3, 7)])
    assert len(first) == 2
    again = words.read(searcher, [(3, 7), (2, 7)])
    assert again[0] is first[1]
    assert words.read(searcher, [(1, 7)])[0] is not first[0]
    assert words.read(searcher, []) == []


def test_a_document_without_a_stamp_is_read_each_time(tmp_path):
    engine = Tantivy(str(tmp_path / "index"))
    engine.write(made(2))
    words, searcher = RecentWords(), engine.view().snapshot.searcher
    assert words.read(searcher, [(1, 0)])[0] is not words.read(searcher, [(1, 0)])[0]
