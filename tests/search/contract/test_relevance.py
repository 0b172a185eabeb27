"""By relevance: nearer levels above farther ones, title and lede above the body, and optional parts do not match."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import BODY_WEIGHT, LEDE_WEIGHT, TITLE_WEIGHT, Section
from archive.search.query import loosen, word_clause
from archive.text import analyze

REST = "خبر من سطر واحد"
OTHERS = [[(f"سطر آخر لا صلة له بشيء رقم {number}", BODY_WEIGHT)] for number in range(20)]


@pytest.fixture
def index(engine):
    """Makes a view of documents, each a list of (text, weight); their pks are 0, 1, …; others follow."""

    def made(*texts: list[tuple[str, int]]):
        engine.write(
            Document(pk, (), tuple(Section(*each) for each in sections), Record(pk))
            for pk, sections in enumerate([*texts, *OTHERS])
        )
        return engine.view()

    return made


def word(printed: str, mode="wide"):
    return word_clause(analyze(printed)[0], mode)


def ordered(view, clause):
    return view.search(SearchQuery(clause)).pks


def test_exact_ranks_above_spelling_above_stem_above_light(index):
    printed = ["والتعليمية", "تعليمات", "التعليم", "تعليم"]
    view = index(*([(f"{word} {REST}", BODY_WEIGHT)] for word in printed))
    assert ordered(view, word("تعليم")) == [3, 2, 1]
    assert ordered(view, loosen(word("تعليم"))) == [3, 2, 1, 0]


def test_title_and_lede_rank_above_the_body(index):
    view = index(
        [(REST, TITLE_WEIGHT), (REST, LEDE_WEIGHT), ("هانوي", BODY_WEIGHT)],
        [(REST, TITLE_WEIGHT), ("هانوي", LEDE_WEIGHT), (REST, BODY_WEIGHT)],
        [("هانوي", TITLE_WEIGHT), (REST, LEDE_WEIGHT), (REST, BODY_WEIGHT)],
    )
    assert ordered(view, word("هانوي")) == [2, 1, 0]


def test_a_rare_word_weighs_more_than_a_common_one(index):
    view = index([("سطر نادر", BODY_WEIGHT)], [("سطر سطر", BODY_WEIGHT)])
    assert ordered(view, c.Or((word("نادر"), word("سطر"))))[0] == 0


def test_more_occurrences_and_a_shorter_text_rank_higher(index):
    view = index(
        [(f"هانوي {REST} {REST} {REST} {REST}", BODY_WEIGHT)],
        [(f"هانوي {REST}", BODY_WEIGHT)],
        [(f"هانوي هانوي {REST}", BODY_WEIGHT)],
    )
    assert ordered(view, word("هانوي")) == [2, 1, 0]


def test_a_light_stem_ranks_and_does_not_match(index):
    view = index(
        [("تعليم هانوي والتعليمية", BODY_WEIGHT)],
        [("تعليم هانوي والصحفية", BODY_WEIGHT)],
        [("والتعليمية", BODY_WEIGHT)],
    )
    assert ordered(view, c.And((word("تعليم"), word("هانوي")))) == [0, 1]
    assert ordered(view, word("تعليم")) == [0, 1]


def test_optional_parts_rank_and_do_not_match(index):
    view = index([("هانوي", BODY_WEIGHT)], [("هانوي نادر", BODY_WEIGHT)], [("نادر", BODY_WEIGHT)])
    assert ordered(view, c.And((word("هانوي"),), (word("نادر"),))) == [1, 0]
    assert ordered(view, c.Or((word("هانوي"),), (word("نادر"),))) == [1, 0]


def test_boosts_and_constant_scores_rank(index):
    view = index([("هانوي", BODY_WEIGHT)], [("نادر", BODY_WEIGHT)])
    first, second = word("هانوي"), word("نادر")
    assert ordered(view, c.Or((c.Boost(first, 0.2), second))) == [1, 0]
    assert ordered(view, c.Or((first, c.Boost(second, 0.2)))) == [0, 1]
    both = view.search(
        SearchQuery(c.Or((c.ConstantScore(first, 3.0), c.ConstantScore(second, 1.5), c.ConstantScore(first, 0.25))))
    )
    assert (both.pks, both.scores) == ([0, 1], [3.25, 1.5])


def test_filters_add_nothing_to_a_score(index):
    view = index([("هانوي", BODY_WEIGHT)], [("هانوي هانوي", BODY_WEIGHT)])
    plain = view.search(SearchQuery(word("هانوي")))
    narrowed = view.search(SearchQuery(c.And((word("هانوي"), c.DocIds((0, 1)))), {"not": c.Not(c.HasDate())}))
    assert (narrowed.pks, narrowed.scores) == (plain.pks, plain.scores)


def test_without_scores_the_newest_come_first(index):
    view = index()
    found = view.search(SearchQuery(c.DocIds((3, 7, 5))))
    assert (found.pks, found.scores) == ([7, 5, 3], [0.0, 0.0, 0.0])


def test_a_phrase_ranks_above_its_scattered_words(index):
    view = index([("هانوي ثم قال نادر", BODY_WEIGHT)], [("هانوي نادر ثم قال", BODY_WEIGHT)])
    together = c.Phrase((("e:هانوي",), ("e:نادر",)))
    assert ordered(view, c.And((word("هانوي"), word("نادر")), (together,))) == [1, 0]
