"""The query language reads any string whatsoever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import lexer, parser
from archive.search.query.parser import MAX_LENGTH, parse
from archive.search.query.tree import AllOf, AnyOf, Fielded, Not, Phrase, Prefix, Words


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("بوتين هانوي", Words(("بوتين", "هانوي"))),
        ('بوتين "هانوي اليوم"', AllOf((Words(("بوتين",)), Phrase("هانوي اليوم")))),
        ("«هانوي»~٥", Phrase("هانوي", 5)),
        ("أ أو ب ج", AnyOf((Words(("أ",)), Words(("ب", "ج"))))),
        ("ليس بوتين", Not(Words(("بوتين",)))),
        ("-(أ | ب)", Not(AnyOf((Words(("أ",)), Words(("ب",)))))),
        ("بيونغ*", Prefix("بيونغ")),
        ("المصدر: رويترز", Fielded("source", Words(("رويترز",)))),
        ("title:x", Fielded("title", Words(("x",)))),
        ("Title:x", Fielded("title", Words(("x",)))),
        ("جهه:الناتو", Fielded("organization", Words(("الناتو",)))),
        ("قال: نعم", Words(("قال:", "نعم"))),
        ("NOT NOT x", Words(("x",))),
        ("ما-بعد", Words(("ما-بعد",))),
    ],
)
def test_it_reads(query, tree):
    assert parse(query).tree == tree


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("أ و ب", lexer.NOTE_WAW),
        ('"أ ب', lexer.NOTE_QUOTE),
        ("أ*", lexer.NOTE_PREFIX),
        ("كلمة " * 100, parser.NOTE_PARTS),
        ("كلمات" * MAX_LENGTH, parser.NOTE_LENGTH),
        ("(" * 50 + "أ", parser.NOTE_DEPTH),
    ],
)
def test_what_it_ignores_it_reports(query, note):
    assert note in parse(query).notes


@pytest.mark.parametrize(
    "query", ["", " ", "((((", "))))", "-", "أو", "ليس", "أو أو", '""', "«»", "شخص:", "تاريخ:تاريخ:", "*", "|"]
)
def test_a_query_that_asks_nothing_has_no_tree(query):
    assert parse(query).tree is None


@given(st.text(alphabet=st.sampled_from('ابجد وأوليس-()"«»:*~|1 \u202e\x00\ud800المصدر'), max_size=80))
def test_it_never_raises(query):
    parse(query)
