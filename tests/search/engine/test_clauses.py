"""Clauses are walked and rewritten without losing a part."""

import datetime as dt

import pytest

from archive.search.engine import clauses as c

ONE, TWO, THREE = (c.Word(((f"e:{name}",),)) for name in ("one", "two", "three"))


def upper(clause: c.Clause) -> c.Clause:
    return c.MatchNone() if clause == ONE else clause.map(upper)


def test_walking_lists_the_parts_that_make_a_hit():
    clause = c.And((c.Or((ONE, c.Boost(TWO, 2.0))), c.Not(THREE)), optional=(THREE,))
    assert c.walk(clause) == [clause, clause.parts[0], ONE, clause.parts[0].parts[1], TWO]


@pytest.mark.parametrize("around", [c.Not, lambda part: c.Boost(part, 2.0), lambda part: c.ConstantScore(part, 1.0)])
def test_mapping_replaces_the_part_of_a_wrapper(around):
    assert upper(around(ONE)) == around(c.MatchNone())


@pytest.mark.parametrize("kind", [c.And, c.Or])
def test_mapping_replaces_required_and_optional_parts(kind):
    assert upper(kind((ONE, TWO), (ONE,))) == kind((c.MatchNone(), TWO), (c.MatchNone(),))


def test_mapping_a_leaf_returns_it():
    assert THREE.map(upper) is THREE
    assert c.MatchAll().children() == ()


def test_light_stems_are_forms_of_loose_words_only():
    word = c.Word((("e:a",), ("e:a", "s:b")), light=("l:c",))
    assert word.forms == ("e:a", "e:a", "s:b")
    assert c.Word(word.levels, light=word.light, loose=True).forms[-1] == "l:c"


@pytest.mark.parametrize(("within", "span"), [(None, 2), (0, 2), (1, 2), (5, 5)])
def test_a_window_has_room_for_every_slot(within, span):
    assert c.Phrase((("e:a",), ("e:b",), ("e:c",)), within=within).span == span


def test_equal_clauses_have_equal_hashes():
    assert len({c.And((ONE, c.Not(TWO))), c.And((ONE, c.Not(TWO))), c.Or((ONE, c.Not(TWO)))}) == 2


def test_an_anniversary_is_a_day_of_every_year_that_has_it():
    days = [dt.date.fromordinal(day) for day in c.Anniversary(2, 29).ordinals]
    assert all((day.month, day.day) == (2, 29) for day in days)
    assert dt.date(2000, 2, 29) in days
    assert len(c.Anniversary(6, 20).ordinals) == c.LAST_YEAR - c.FIRST_YEAR + 1
    assert c.Anniversary(2, 30).ordinals == ()
