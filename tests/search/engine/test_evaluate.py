"""How words score: nearer levels above farther ones, title and lede above the body, and light stems that only rank."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.answering import Question, answer
from archive.search.engine.columns import Record
from archive.search.engine.forms import BODY_WEIGHT, LEDE_WEIGHT, TITLE_WEIGHT, Section
from archive.search.engine.generations import Generations
from archive.search.engine.snapshot import Reader, Snapshot
from archive.search.engine.writer import ArchiveWriter
from archive.search.query.forms import loosened, word_clause
from archive.text import analyze

REST = "خبر من سطر واحد"


@pytest.fixture
def index(tmp_path: Path):
    """Makes a snapshot of documents, each a list of (text, weight); a document's number is its place."""

    def made(*texts: list[tuple[str, int]]) -> Snapshot:
        generations = Generations(tmp_path)
        folder = generations.create()
        with ArchiveWriter(generations.open(folder)) as writer:
            for pk, sections in enumerate(texts):
                writer.add(pk=pk, sections=[Section(*each) for each in sections], title=[], record=Record(pk))
        generations.publish(folder)
        return Reader(tmp_path).snapshot()

    return made


def word(printed: str, mode="wide"):
    return word_clause(analyze(printed)[0], mode)


def ordered(snapshot: Snapshot, clause: c.Clause) -> list[int]:
    return answer(snapshot, Question(clause)).pks


def scores(snapshot: Snapshot, clause: c.Clause) -> list[float]:
    return answer(snapshot, Question(clause)).scores


def test_exact_goes_above_spelling_above_stem_above_light(index):
    printed = ["والتعليمية", "تعليمات", "التعليم", "تعليم"]
    snapshot = index(*([(f"{word} {REST}", BODY_WEIGHT)] for word in printed))
    assert ordered(snapshot, word("تعليم")) == [3, 2, 1]
    assert ordered(snapshot, loosened(word("تعليم"))) == [3, 2, 1, 0]


def test_title_and_lede_go_above_the_body(index):
    rest = ("كلمات أخرى", BODY_WEIGHT)
    snapshot = index(
        [(REST, TITLE_WEIGHT), (REST, LEDE_WEIGHT), ("هانوي", BODY_WEIGHT)],
        [(REST, TITLE_WEIGHT), ("هانوي", LEDE_WEIGHT), (REST, BODY_WEIGHT)],
        [("هانوي", TITLE_WEIGHT), (REST, LEDE_WEIGHT), (REST, BODY_WEIGHT)],
        [rest],
    )
    assert ordered(snapshot, word("هانوي")) == [2, 1, 0]


def test_a_light_stem_brings_no_hit_by_itself_unless_any_word_may_match(index):
    snapshot = index([(f"والتعليمية {REST}", BODY_WEIGHT)], [("غير ذلك", BODY_WEIGHT)])
    clause = word("تعليم")
    assert ordered(snapshot, clause) == ordered(snapshot, c.And((clause, word("خبر")))) == []
    assert ordered(snapshot, loosened(clause)) == [0]
    assert sorted(ordered(snapshot, loosened(c.Or((clause, word("ذلك")))))) == [0, 1]


def test_a_light_stem_ranks_what_is_found(index):
    snapshot = index([("تعليم سطر والتعليمية", BODY_WEIGHT)], [("تعليم سطر واحدة", BODY_WEIGHT)])
    together = c.And((word("تعليم"), word("سطر")))
    assert ordered(snapshot, together) == [0, 1]
    assert ordered(snapshot, c.And((word("تعليم", "spelling"), word("سطر")))) == [1, 0]


@pytest.mark.parametrize("mode", ["exact", "spelling", "wide"])
def test_the_printed_word_scores_alike_in_every_mode_but_for_its_light_stem(index, mode):
    snapshot = index([("هانوي مدينة", BODY_WEIGHT)], [("غير ذلك", BODY_WEIGHT)])
    clause = word("هانوي", mode)
    assert isinstance(clause, c.Word)
    assert scores(snapshot, replace(clause, light=())) == scores(snapshot, c.Word((("e:هانوي",),)))


def test_what_only_ranks_counts_less(index):
    snapshot = index([("سطر خبر", BODY_WEIGHT)], [("غير ذلك", BODY_WEIGHT)])
    first, second = c.Word((("e:سطر",),)), c.Word((("e:خبر",),))
    together = scores(snapshot, c.And((first, second)))[0]
    assert scores(snapshot, c.And((first,)))[0] < scores(snapshot, c.And((first,), (second,)))[0] < together
