"""The API says how much may be asked, across processes, and refuses what is beyond it."""

import multiprocessing
import os

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.desk.services import token_create
from archive.web import api_rate
from archive.web.api_rate import PROBES, RateTable

NOW = 1_700_000_000.0


@pytest.fixture
def table(tmp_path) -> RateTable:
    return RateTable(tmp_path / "rates")


def test_a_minutes_worth_may_be_asked_at_once_and_then_as_the_rate_allows(table):
    assert [table.take("a", 60, NOW).remaining for _ in range(60)] == list(range(59, -1, -1))
    refused = table.take("a", 60, NOW)
    assert (refused.allowed, refused.remaining, round(refused.retry_s), round(refused.reset_s)) == (False, 0, 1, 60)
    assert not table.take("a", 60, NOW + 0.9).allowed
    assert table.take("a", 60, NOW + 1).allowed
    assert not table.take("a", 60, NOW + 1).allowed
    assert table.take("a", 60, NOW + 61).remaining == 59


def test_callers_do_not_count_for_one_another(table):
    for _ in range(3):
        table.take("a", 3, NOW)
    assert not table.take("a", 3, NOW).allowed
    assert table.take("b", 3, NOW).remaining == 2


def test_a_clock_that_was_set_back_refuses_nobody_for_long(table):
    for _ in range(4):
        table.take("a", 3, NOW)
    assert table.take("a", 3, NOW - 86_400).allowed


def test_where_too_many_ask_the_least_busy_are_forgotten(table, monkeypatch):
    monkeypatch.setattr(api_rate, "SLOTS", PROBES + 1)
    for _ in range(60):
        table.take("busy", 60, NOW)
    for number in range(PROBES * 4):
        assert table.take(f"{number}", 60, NOW).allowed
    assert not table.take("busy", 60, NOW).allowed


def _ask(path, allowed):
    table = RateTable(path)
    count = sum(table.take("a", 100, NOW).allowed for _ in range(80))
    with allowed.get_lock():
        allowed.value += count


def test_processes_count_together(tmp_path):
    context = multiprocessing.get_context("fork")
    allowed = context.Value("i", 0)
    processes = [context.Process(target=_ask, args=(tmp_path / "rates", allowed)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert allowed.value == 100


@pytest.fixture
def rate(settings, tmp_path, db):
    settings.ARCHIVE_API_RATE = 3
    settings.DATA_DIR = tmp_path
    api_rate._table.cache_clear()
    yield 3
    api_rate._table.cache_clear()


def ask(client, **extra):
    return client.get("/api/v1/openapi.json", **extra)


def test_every_answer_says_what_is_left(client, rate):
    answers = [ask(client) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert {answer["RateLimit-Limit"] for answer in answers} == {"3"}
    assert 1 <= int(answers[-1]["Retry-After"]) <= 20
    assert int(answers[-1]["RateLimit-Reset"]) <= 60
    assert "في الدقيقة" in answers[-1].json()["error"]


def test_tokens_accounts_and_addresses_count_apart(client, rate):
    layla = User.objects.create_user("ليلى")
    one, other = (token_create(user=layla, name=name) for name in ("أول", "ثان"))
    callers = [
        {"headers": {"Authorization": f"Bearer {one}"}},
        {"headers": {"Authorization": f"Bearer {other}"}},
        {"REMOTE_ADDR": "192.0.2.1"},
        {"REMOTE_ADDR": "2001:db8:1:2::1"},
    ]
    for caller in callers:
        assert [ask(client, **caller).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert ask(client, REMOTE_ADDR="2001:db8:1:2::ffff").status_code == 429
    client.force_login(layla)
    assert ask(client, REMOTE_ADDR="192.0.2.1").status_code == 200


def test_pages_are_not_counted(client, rate):
    assert [client.get("/help/search/").status_code for _ in range(5)] == [200] * 5
    assert "RateLimit-Limit" not in client.get("/help/search/")


def test_readers_without_a_session_cost_no_look_up(client, rate):
    with CaptureQueriesContext(connection) as asked:
        assert "Cookie" not in ask(client).get("Vary", "")
    assert not [query["sql"] for query in asked if "session" in query["sql"] or "auth_user" in query["sql"]]


def test_where_nothing_can_be_counted_everybody_is_let_in(client, rate, settings, caplog):
    settings.DATA_DIR = "/dev/null"
    assert [ask(client).status_code for _ in range(5)] == [200] * 5
    assert "not counted" in caplog.text


def test_a_full_disk_lets_everybody_in(client, rate, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", fail)
    assert [ask(client).status_code for _ in range(5)] == [200] * 5


def test_nought_counts_nothing(client, rate, settings):
    settings.ARCHIVE_API_RATE = 0
    assert [ask(client).status_code for _ in range(5)] == [200] * 5
    assert "RateLimit-Limit" not in ask(client)
