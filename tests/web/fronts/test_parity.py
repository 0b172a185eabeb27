"""Page, JSON, feed, export, batch search and alerts show the same articles in the same order, whatever is asked."""

from collections import Counter

import pytest

from archive.web.query_string.parameters import PARAMETERS
from tests.web.fronts.draws import Draws
from tests.web.fronts.fronts import FRONTS, expected, json_page

SEARCHES = 200


@pytest.fixture
def searches(reader):
    return list(Draws(reader, seed=15).some(SEARCHES))


def test_every_front_shows_the_articles_that_the_json_names(reader, searches):
    assert {name for params in searches for name in params} == {parameter.name for parameter in PARAMETERS}
    shown = [(front, params, front.read(reader, params)) for params in searches for front in FRONTS]
    differing = [
        (front.name, params)
        for front, params, found in shown
        if found is not None and not front.agrees(found, expected(reader, front, params))
    ]
    assert differing == []
    answered = Counter(front.name for front, _, found in shown if found)
    assert all(answered[front.name] > SEARCHES / 5 for front in FRONTS), answered


def test_only_page_and_json_group_versions_by_themselves(reader):
    grouped, single = (
        json_page(reader, {"per_page": ["100"]}),
        json_page(reader, {"per_page": ["100"], "group": ["none"]}),
    )
    assert grouped["groups"] < grouped["count"] == single["groups"]
    shown = {front.name: len(front.read(reader, {"per_page": ["100"]}) or ()) for front in FRONTS}
    numbers = {"page": len(grouped["results"]), "feed": len(single["results"]), "export": single["count"]}
    assert {name: shown[name] for name in numbers} == numbers


def test_a_story_is_one_result_on_every_front_that_is_asked_to(reader):
    params = {"per_page": ["100"], "group": ["story"]}
    versions, stories = json_page(reader, {"per_page": ["100"]}), json_page(reader, params)
    assert stories["groups"] < versions["groups"] < stories["count"] == versions["count"]
    told = [hit for hit in stories["results"] if hit["story"]]
    shown = [
        one["id"]
        for hit in stories["results"]
        for text in (hit, *(hit["story"]["articles"] if hit["story"] else ()))
        for one in (text, *text["versions"])
    ]
    assert len(shown) == len(set(shown)) == stories["count"]
    assert any(hit["story"]["articles"] and hit["story"]["outlets"] > 1 for hit in told)
    assert all(hit["story"]["size"] > 1 for hit in told)
    for front in FRONTS:
        if "group" not in front.ignores:
            assert len(front.read(reader, params) or ()) == stories["groups"], front.name
