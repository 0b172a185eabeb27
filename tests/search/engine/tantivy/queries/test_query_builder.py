"""Clauses as Tantivy's queries: what they match, and which scores are constant."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.scoring import PREFIX_WEIGHT
from archive.search.engine.tantivy.queries.query_builder import constant_score, head_of

WORD = c.Word((("e:قمة",),))
PREFIX = c.Prefix(("e:قم",))


@pytest.fixture
def search(engine):
    texts = ["قمة", "قمة هانوي", "النفط", "a.b*c"]
    engine.write(Document(pk, (), (Section(text),), Record(pk, {"tag": (f"t.{pk}",)})) for pk, text in enumerate(texts))
    snapshot = engine.view().snapshot

    def found(clause: c.Clause) -> dict[int, float]:
        hits = snapshot.searcher.search(snapshot.queries.query(clause), limit=10).hits
        pks = snapshot.searcher.fast_field_values("pk", [address for _, address in hits])
        return {int(pk): score for pk, (score, _) in zip(pks, hits, strict=True)}

    return found


@pytest.mark.parametrize(
    ("clause", "pks"),
    [
        (WORD, {0, 1}),
        (c.Not(WORD), {2, 3}),
        (c.And(()), {0, 1, 2, 3}),
        (c.Or(()), set()),
        (c.Prefix(("e:قم", "e:الن")), {0, 1, 2}),
        (c.Prefix(("e:هانو",)), {1}),
        (c.Prefix(("s:نف",)), {2}),
        (c.Substring("انو"), {1}),
        (c.Substring("نوي", end=True), {1}),
        (c.Substring("هان", end=True), set()),
        (c.Substring(".*"), set()),
        (c.KeyPrefix("tag", "t."), {0, 1, 2, 3}),
        (c.KeyPrefix("tag", "t.1"), {1}),
        (c.KeyPrefix("tag", "tx"), set()),
        (c.DocIds((1, 1 << 70)), {1}),
        (c.HasDate(), set()),
        (c.Boost(WORD, 2.0), {0, 1}),
    ],
)
def test_a_query_matches_what_the_clause_describes(search, clause, pks):
    assert set(search(clause)) == pks


def test_boosts_and_optional_parts_change_only_scores(search):
    plain, boosted = search(WORD), search(c.Boost(WORD, 2.0))
    assert boosted == {pk: pytest.approx(2 * score) for pk, score in plain.items()}
    ranked = search(c.And((WORD,), optional=(c.Word((("e:هانوي",),)),)))
    assert set(ranked) == set(plain)
    assert ranked[1] > plain[1]
    assert ranked[0] == pytest.approx(plain[0])


def test_filters_score_nothing(search):
    assert set(search(c.And((c.DocIds((0, 1)), c.Not(c.HasDate())))).values()) == {0.0}


@pytest.mark.parametrize(
    ("clause", "score"),
    [
        (WORD, None),
        (c.MatchAll(), 0.0),
        (PREFIX, PREFIX_WEIGHT),
        (c.ConstantScore(WORD, 3.0), 3.0),
        (c.Boost(PREFIX, 2.0), 2 * PREFIX_WEIGHT),
        (c.Boost(WORD, 0.0), 0.0),
        (c.And((PREFIX, c.HasDate())), PREFIX_WEIGHT),
        (c.And((PREFIX, WORD)), None),
        (c.And((PREFIX,), (WORD,)), None),
        (c.Or((PREFIX,)), PREFIX_WEIGHT),
        (c.Or((PREFIX, c.HasDate())), None),
    ],
)
def test_a_constant_score_is_known_beforehand(clause, score):
    assert constant_score(clause) == score


@pytest.mark.parametrize(
    ("form", "head"), [("e:قم", "eقم"), ("s:قمة", "sقمة"), ("e:قممم", None), ("w:قم", None), ("e:", "e")]
)
def test_short_prefixes_have_a_head(form, head):
    assert head_of(form) == head
