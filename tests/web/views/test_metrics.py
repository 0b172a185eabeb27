"""`/metrics`: who may read it, and that it says nothing of anybody."""

import re

import pytest
from django.db import OperationalError
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families

from archive.catalog import metrics
from archive.catalog.metrics import counters, registry
from archive.curation.queues import read_gauges as read_queues
from archive.search import drain
from archive.web.server.current_request import ROUTE
from archive.web.server.request_record import record_answer

pytestmark = pytest.mark.django_db
TOKEN = "t0ken-of-four-and-twenty-letters"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(counters, "_counters", counters._Counters())


@pytest.fixture
def opened(settings):
    settings.ARCHIVE_METRICS = "loopback"


def read(client):
    answer = client.get("/metrics")
    assert answer.status_code == 200
    found = {}
    for family in text_string_to_metric_families(answer.content.decode()):
        assert family.name not in found
        found[family.name] = family
    return found


def value(found, name, **labels):
    (sample,) = [s for family in found.values() for s in family.samples if s.name == name and s.labels == labels]
    return sample.value


def test_it_is_closed_unless_it_is_opened(client, settings):
    assert settings.ARCHIVE_METRICS == ""
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_this_machine_may_read_it(client, opened, address):
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == 200


def test_others_find_nothing_there(client, opened):
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="").status_code == 404


def test_a_proxy_of_this_machine_speaks_for_others(client, opened):
    assert client.get("/metrics", **{"khizana.forwarded": True}).status_code == 404


def test_a_token_opens_it_from_anywhere_and_nothing_else_does(client, settings):
    settings.ARCHIVE_METRICS = TOKEN
    for given in ({}, {"HTTP_AUTHORIZATION": "Bearer wrong"}, {"HTTP_AUTHORIZATION": f"Basic {TOKEN}"}):
        answer = client.get("/metrics", **given)
        assert answer.status_code == 401
        assert "WWW-Authenticate" in answer
    answer = client.get("/metrics", HTTP_AUTHORIZATION=f"Bearer {TOKEN}", REMOTE_ADDR="192.0.2.7")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/metrics", HTTP_AUTHORIZATION=f"Bearer {TOKEN}").status_code == 405


def test_it_tells_articles_by_state_the_index_the_disk_and_the_queues(client, opened, make_article):
    make_article()
    make_article(state="draft")
    drain()
    make_article()
    found = read(client)
    assert value(found, "khizana_articles", state="published") == 2
    assert value(found, "khizana_articles", state="draft") == 1
    assert value(found, "khizana_articles", state="withdrawn") == 0
    assert value(found, "khizana_index_documents", engine="whoosh") == 1
    assert value(found, "khizana_outbox_rows") == 1
    assert value(found, "khizana_queue_length", queue="drafts") == 1
    assert value(found, "khizana_background_up") == 0
    assert value(found, "khizana_feeds_failing") == 0
    assert 0 < value(found, "khizana_disk_free_bytes") <= value(found, "khizana_disk_size_bytes")
    assert found["khizana_unreadable"].samples == []


def test_every_queue_of_the_first_page_has_its_length(db):
    (gauge,) = read_queues()
    names = [labels["queue"] for labels, _ in gauge.values]
    assert len(names) == len(set(names)) >= 12
    assert all(re.fullmatch("[a-z_]+", name) for name in names)


def test_requests_are_told_by_the_name_of_their_address(client, opened):
    for address in ("/search/?q=قهوة", "/search/?q=شاي", "/articles/none/", "/nowhere/", "/static/none.css"):
        answer = client.get(address)
        record_answer(answer.wsgi_request.META, answer.status_code, 0.2)
    record_answer({}, 413, 0.0)
    found = read(client)
    requests = {
        (s.labels["route"], s.labels["status"]): s.value
        for s in found["khizana_requests"].samples
        if s.name.endswith("_total")
    }
    assert requests == {
        ("search", "200"): 2,
        ("article", "404"): 1,
        ("none", "404"): 1,
        ("static", "404"): 1,
        ("refused", "413"): 1,
    }
    assert value(found, "khizana_request_seconds_count", route="search") == 2


def test_what_readers_ask_for_is_not_told(client, opened, make_article):
    make_article(title="عنوان لا يقال")
    drain()
    for address in ("/search/?q=قهوة+مرة", "/قهوة/", f"{reverse('search')}?source=قهوة"):
        answer = client.get(address)
        record_answer(answer.wsgi_request.META, answer.status_code, 0.2)
    text = client.get("/metrics").content.decode()
    assert not re.search("[ء-ي]", text)


def test_searches_are_counted_by_what_they_found(client, opened, make_article):
    make_article(title="قهوة")
    drain()
    client.get("/api/v1/search", {"q": "قهوة"})
    client.get("/api/v1/search", {"q": "زنجبيل"})
    found = read(client)
    assert value(found, "khizana_searches_total", outcome="found") == 1
    assert value(found, "khizana_searches_total", outcome="nothing") == 1


def test_figures_that_cannot_be_read_are_named_and_the_others_stay(client, opened, monkeypatch):
    def broken():
        raise OperationalError("database is locked")

    monkeypatch.setitem(registry.gauge_readers, "catalog", broken)
    found = read(client)
    assert value(found, "khizana_unreadable", figures="catalog") == 1
    assert "khizana_articles" not in found
    assert value(found, "khizana_disk_free_bytes") > 0


def test_what_an_earlier_version_counted_under_other_labels_is_left_out(client, opened):
    metrics.count("khizana_requests_total", "home")
    metrics.count("khizana_forgotten_total", "x")
    found = read(client)
    assert found["khizana_requests"].samples == []
    assert "khizana_forgotten" not in found


def test_every_counter_has_a_name_as_prometheus_asks():
    assert registry.counters
    for name, counter in registry.counters.items():
        assert re.fullmatch(r"khizana_[a-z_]+_total", name)
        assert re.fullmatch(r"khizana_[a-z_]+_seconds", counter.times)


@pytest.mark.parametrize("address", ["/healthz", "/metrics"])
def test_a_machine_is_asked_by_any_name(client, settings, opened, address):
    settings.ALLOWED_HOSTS = ["archive.example.org"]
    assert client.get(address, HTTP_HOST="127.0.0.1:8000").status_code == 200
    assert client.get("/about/", HTTP_HOST="127.0.0.1:8000").status_code == 400
    assert client.get("/metrics", HTTP_HOST="site:8000", **{ROUTE: ""}).status_code == 200
