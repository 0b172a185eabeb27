"""Scores of words: nearer levels above farther ones, title and lede above the body; light stems only rank."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import BODY_WEIGHT, LEDE_WEIGHT, TITLE_WEIGHT, Section
from archive.search.engine.whoosh.engine import Whoosh
from archive.search.engine.whoosh.view import WhooshView
from archive.search.query import loosen, word_clause
from archive.text import analyze

REST = "خبر من سطر واحد"


@pytest.fixture
def index(tmp_path: Path):
    """Makes a view of documents, each a list of (text, weight); their pks are 0, 1, …"""

    def made(*texts: list[tuple[str, int]]) -> WhooshView:
        engine = Whoosh(str(tmp_path))
        engine.write(
            Document(pk, (), tuple(Section(*each) for each in sections), Record(pk))
            for pk, sections in enumerate(texts)
        )
        return engine.view()

    return made


def word(printed: str, mode="wide"):
    return word_clause(analyze(printed)[0], mode)


def ordered(view: WhooshView, clause: c.Clause) -> list[int]:
    return view.search(SearchQuery(clause)).pks


def scores(view: WhooshView, clause: c.Clause) -> list[float]:
    return view.search(SearchQuery(clause)).scores


def test_exact_ranks_above_spelling_above_stem_above_light(index):
    printed = ["والتعليمية", "تعليمات", "التعليم", "تعليم"]
    view = index(*([(f"{word} {REST}", BODY_WEIGHT)] for word in printed))
    assert ordered(view, word("تعليم")) == [3, 2, 1]
    assert ordered(view, loosen(word("تعليم"))) == [3, 2, 1, 0]


def test_title_and_lede_rank_above_the_body(index):
    rest = ("كلمات أخرى", BODY_WEIGHT)
    view = index(
        [(REST, TITLE_WEIGHT), (REST, LEDE_WEIGHT), ("هانوي", BODY_WEIGHT)],
        [(REST, TITLE_WEIGHT), ("هانوي", LEDE_WEIGHT), (REST, BODY_WEIGHT)],
        [("هانوي", TITLE_WEIGHT), (REST, LEDE_WEIGHT), (REST, BODY_WEIGHT)],
        [rest],
    )
    assert ordered(view, word("هانوي")) == [2, 1, 0]


def test_a_light_stem_matches_only_in_loose_words(index):
    view = index([(f"والتعليمية {REST}", BODY_WEIGHT)], [("غير ذلك", BODY_WEIGHT)])
    clause = word("تعليم")
    assert ordered(view, clause) == ordered(view, c.And((clause, word("خبر")))) == []
    assert ordered(view, loosen(clause)) == [0]
    assert sorted(ordered(view, loosen(c.Or((clause, word("ذلك")))))) == [0, 1]


def test_a_light_stem_ranks_hits(index):
    view = index([("تعليم سطر والتعليمية", BODY_WEIGHT)], [("تعليم سطر واحدة", BODY_WEIGHT)])
    together = c.And((word("تعليم"), word("سطر")))
    assert ordered(view, together) == [0, 1]
    assert ordered(view, c.And((word("تعليم", "spelling"), word("سطر")))) == [1, 0]


@pytest.mark.parametrize("mode", ["exact", "spelling", "wide"])
def test_the_printed_word_scores_the_same_in_every_mode_except_for_its_light_stem(index, mode):
    view = index([("هانوي مدينة", BODY_WEIGHT)], [("غير ذلك", BODY_WEIGHT)])
    clause = word("هانوي", mode)
    assert isinstance(clause, c.Word)
    assert scores(view, replace(clause, light=())) == scores(view, c.Word((("e:هانوي",),)))


def test_optional_parts_count_less(index):
    view = index([("سطر خبر", BODY_WEIGHT)], [("غير ذلك", BODY_WEIGHT)])
    first, second = c.Word((("e:سطر",),)), c.Word((("e:خبر",),))
    together = scores(view, c.And((first, second)))[0]
    assert scores(view, c.And((first,)))[0] < scores(view, c.And((first,), (second,)))[0] < together
