"""Clauses as queries of the cluster, without a server."""

import datetime as dt

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.opensearch import queries
from archive.search.engine.opensearch.queries import MATCH_ALL, NOTHING, matching, scores, scoring

WORD = c.Word((("e:قمة",), ("e:قمة", "s:قمة")), light=("l:قم",))
DAY, NEXT = dt.date(2024, 6, 20), dt.date(2024, 6, 21)


def test_a_word_matches_its_levels_and_light_stems_only_rank():
    assert matching(WORD) == {"terms": {"weights": ["e:قمة", "s:قمة"]}}
    loose = c.Word(WORD.levels, light=WORD.light, loose=True)
    assert matching(loose) == {"terms": {"weights": ["e:قمة", "s:قمة", "l:قم"]}}


def test_a_word_scores_by_level_and_light_stem():
    query = scoring(WORD)["bool"]
    assert query["filter"] == [matching(WORD)]
    assert [part["match"]["weights"]["boost"] for part in query["should"]] == [
        pytest.approx(w) for w in (0.4, 0.6, 0.3)
    ]


def test_words_of_the_title_are_looked_up_in_the_title():
    assert matching(c.Word((("e:قمة",),), "title")) == {"terms": {"title": ["e:قمة"]}}


@pytest.mark.parametrize(
    ("clause", "query"),
    [
        (c.And(()), MATCH_ALL),
        (c.Or(()), NOTHING),
        (c.MatchAll(), MATCH_ALL),
        (c.Boost(c.HasDate(), 2.0), {"exists": {"field": "first"}}),
        (c.Phrase(()), NOTHING),
        (c.Phrase((("e:a",), ())), NOTHING),
        (c.Published(None, None), {"exists": {"field": "first"}}),
        (c.KeyPrefix("tag", "a"), {"prefix": {"tag": {"value": "a"}}}),
        (c.MentionsDate(NEXT, DAY, within=True), NOTHING),
    ],
)
def test_matching_ignores_scores(clause, query):
    assert matching(clause) == query


def test_an_inverted_range_matches_intervals_that_contain_it():
    query = matching(c.MentionsDate(NEXT, DAY))["range"]["spoken"]
    assert query == {"gte": DAY.toordinal(), "lte": NEXT.toordinal(), "relation": "contains"}


def test_an_anniversary_is_a_set_of_first_days_that_are_last_days_too():
    days = list(c.Anniversary(6, 20).ordinals)
    assert matching(c.Anniversary(6, 20)) == {
        "bool": {"filter": [{"terms": {"first": days}}, {"terms": {"last": days}}]}
    }


def test_stated_dates_have_a_field_of_their_own():
    assert set(matching(c.MentionsDate(DAY, NEXT, stated=True))["range"]) == {"stated"}


def test_a_window_leaves_room_for_its_slots_and_counts_equal_ones_once():
    clause = c.Phrase((("e:a",), ("e:b",), ("e:a",)), within=5)
    query = matching(clause)["intervals"]["text"]["all_of"]
    assert (query["max_gaps"], len(query["intervals"])) == (4, 2)
    assert matching(c.Phrase((("e:a",), ("e:a",)), within=5)) == {"terms": {"weights": ["e:a"]}}


def test_wildcards_in_letters_are_escaped():
    values = [part["wildcard"]["weights"]["value"] for part in matching(c.Substring("a*?"))["bool"]["should"]]
    assert values == ["e:*a\\*\\?*", "s:*a\\*\\?*"]


def test_many_values_are_split(monkeypatch):
    monkeypatch.setattr(queries, "MAX_TERMS", 2)
    assert len(matching(c.DocIds((1, 2, 3)))["bool"]["should"]) == 2


@pytest.mark.parametrize(
    ("clause", "scored"),
    [
        (WORD, True),
        (c.Not(WORD), False),
        (c.HasDate(), False),
        (c.Boost(c.HasDate(), 2.0), False),
        (c.And((c.HasDate(),)), False),
        (c.And((c.HasDate(),), (WORD,)), True),
        (c.Or((c.HasDate(), c.Boost(WORD, 2.0))), True),
        (c.ConstantScore(c.HasDate(), 1.0), True),
    ],
)
def test_it_is_known_whether_anything_scores(clause, scored):
    assert scores(clause) is scored


def test_filters_of_a_conjunction_do_not_score():
    query = scoring(c.And((WORD, c.HasDate())))["bool"]
    assert query["filter"] == [{"exists": {"field": "first"}}]
    assert len(query["must"]) == 1
