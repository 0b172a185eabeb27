"""Names mentioned together: what the page and the interface say is what their links find."""

import json
import re
from html import unescape

import pytest

from archive.entities.services import authority_load
from archive.ingest.sample import sample_load
from archive.search import drain

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(db):
    authority_load()
    sample_load()
    drain()


def answer(client, query=""):
    response = client.get(f"/api/v1/network?{query}")
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def count_of(client, url):
    address = url.removeprefix("http://testserver").replace("/search/?", "/api/v1/search?", 1)
    return client.get(address).json()["count"]


@pytest.mark.parametrize("query", ["", "q=القمة", "q=زلزال أو نوبل&from=2010&kinds=person&kinds=place"])
def test_each_name_and_pair_links_to_exactly_its_articles(client, archive, query):
    network = answer(client, query)
    assert network["pairs"]
    assert network["count"] == count_of(client, f"/search/?{query.split('&kinds')[0]}")
    for name in network["names"]:
        assert count_of(client, name["url"]) == name["count"]
    for pair in network["pairs"]:
        assert count_of(client, pair["url"]) == pair["count"] >= network["least_support"]
    strengths = [pair["association"] for pair in network["pairs"]]
    assert strengths == sorted(strengths, reverse=True)


def test_the_drawing_and_the_table_have_the_same_links(client, archive):
    text = client.get("/search/network/?q=القمة").content.decode()
    drawn = re.findall(r'<a class="network__line" href="([^"]+)"', text)
    listed = re.findall(r'</th><td><a href="([^"]+)"', text)
    assert drawn == listed
    network = answer(client, "q=القمة")
    assert [unescape(link) for link in listed] == [
        pair["url"].removeprefix("http://testserver") for pair in network["pairs"]
    ]
    first = network["pairs"][0]
    labels = {name["key"]: name["label"] for name in network["names"]}
    assert f"{labels[first['keys'][0]]} و{labels[first['keys'][1]]}:" in text


def test_kinds_are_chosen(client, archive):
    assert {name["type"] for name in answer(client, "kinds=place")["names"]} == {"place"}
    text = client.get("/search/network/?kinds=place").content.decode()
    assert "network__name--place" in text
    assert "network__name--person" not in text


def test_a_name_that_readers_may_not_know_of_is_not_shown(client, archive, monkeypatch):
    shown = answer(client)["names"]
    hidden = shown[0]
    monkeypatch.setattr("archive.web.presenters.labels.hidden_entity_keys", lambda keys: {hidden["key"]} & set(keys))
    monkeypatch.setattr("archive.web.presenters.labels.entity_labels", lambda keys: {})
    network = answer(client)
    assert hidden["key"] not in [name["key"] for name in network["names"]]
    assert all(hidden["key"] not in pair["keys"] for pair in network["pairs"])
    assert client.get(f"/api/v1/network?names={hidden['key']}").status_code == 404


def test_names_are_active_filters_that_can_be_dropped(client, archive):
    name = answer(client)["names"][0]
    text = client.get(f"/search/?names={name['key']}&q=القمة").content.decode()
    assert f'<span class="chip__kind">يذكر</span> <bdi>{name["label"]}</bdi>' in text


@pytest.mark.parametrize("query", ["kinds=animal", "page=2", "compare=x", "x=1", "names=%01"])
def test_what_is_not_understood_is_refused_with_a_sentence(client, archive, query):
    assert client.get(f"/search/network/?{query}").status_code == 400
    assert "error" in client.get(f"/api/v1/network?{query}").json()


def test_the_results_page_leads_there(client, archive):
    assert (
        'href="/search/network/?q=%D9%86%D9%88%D8%A8%D9%84&amp;from=2010"'
        in client.get("/search/?q=نوبل&from=2010").content.decode()
    )


def test_without_results_or_pairs_it_says_so(client, archive):
    assert "لم نجد ما يطابق" in client.get("/search/network/?q=ظظظظظظ").content.decode()
    one = client.get("/api/v1/search?q=القمة&per_page=1").json()["results"][0]["title"]
    text = client.get("/search/network/", {"q": f"العنوان:«{one}»"}).content.decode()
    assert "لا أسماء تُذكر معًا" in text
