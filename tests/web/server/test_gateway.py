"""The environ and the response that the gateway makes of what granian passes on."""

import errno
import io
import logging
import os
import time
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.handlers.wsgi import WSGIRequest

from archive.log_lines import TextLine
from archive.web.server import gateway
from archive.web.server.bodies import MAX_BODY_BYTES
from archive.web.server.current_request import ROUTE
from archive.web.server.forwarding import read_forwarded
from archive.web.server.gateway import Gateway, build_environ
from tests.web.server.event_loop import run_in_loop


class Headers(list):
    def items(self):
        return self


class FakeProtocol:
    def __init__(self, *parts):
        self.parts = parts

    async def __aiter__(self):
        for part in self.parts:
            yield part

    def response_bytes(self, status, headers, content):
        self.answer = status, dict(headers), content

    def response_file(self, status, headers, path):
        self.answer = status, dict(headers), Path(path).read_bytes()

    async def client_disconnect(self):
        return None


def scope(*headers, **fields):
    usual = {
        "method": "GET",
        "path": "/",
        "query_string": "",
        "server": "127.0.0.1:8000",
        "client": "192.0.2.1:4711",
        "scheme": "http",
        "http_version": "1.1",
        "headers": Headers(headers),
    }
    return SimpleNamespace(**{**usual, **fields})


def answer(application, asked, *parts, **given):
    protocol = FakeProtocol(*parts)

    async def ask():  # the gateway belongs to a running loop
        await Gateway(application, **given)(asked, protocol)

    run_in_loop(ask())
    status, headers, content = protocol.answer
    return status, {name: value for name, value in headers.items() if name != "X-Request-ID"}, content


def given_id(application, asked, **given):
    """The id of the answer."""
    protocol = FakeProtocol()

    async def ask():
        await Gateway(application, **given)(asked, protocol)

    run_in_loop(ask())
    return protocol.answer[1]["X-Request-ID"]


def test_the_environ_is_that_of_the_wsgi_standard():
    environ = build_environ(scope(("accept", "*/*"), ("content-type", "text/x"), path="/مقال/", query_string="q=%D9"))
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/مقال/"
    assert environ["QUERY_STRING"] == "q=%D9"
    assert (environ["HTTP_ACCEPT"], environ["CONTENT_TYPE"]) == ("*/*", "text/x")
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"], environ["REMOTE_ADDR"]) == (
        "127.0.0.1",
        "8000",
        "192.0.2.1",
    )
    assert environ["SCRIPT_NAME"] == ""


@pytest.mark.parametrize(
    ("client", "address"),
    [("[2001:db8::7]:4711", "2001:db8::7"), ("2001:db8::7:4711", "2001:db8::7"), ("192.0.2.1:1", "192.0.2.1")],
)
def test_the_address_of_the_peer_has_no_port(client, address):
    assert build_environ(scope(client=client))["REMOTE_ADDR"] == address


@pytest.mark.parametrize("name", ["x_forwarded_for", "script_name", "x_y-z"])
def test_names_with_an_underscore_are_dropped(name):
    environ = build_environ(scope((name, "evil")))
    assert "evil" not in environ.values()


def test_repeated_headers_are_joined():
    environ = build_environ(scope(("x-a", "1"), ("x-a", "2"), ("cookie", "a=1"), ("cookie", "b=2")))
    assert (environ["HTTP_X_A"], environ["HTTP_COOKIE"]) == ("1,2", "a=1; b=2")


def test_two_hosts_are_refused():
    assert answer(lambda *_: [b""], scope(("host", "a"), ("host", "b")))[0] == 400


def test_letters_that_a_client_sends_as_they_are_reach_the_query():
    environ = build_environ(scope(query_string="q=بوتن"))
    assert WSGIRequest({**environ, "wsgi.input": io.BytesIO()}).GET["q"] == "بوتن"


def test_no_environment_variable_is_passed_on(monkeypatch):
    monkeypatch.setenv("ARCHIVE_SECRET_KEY", "secret")
    assert "secret" not in build_environ(scope()).values()


@pytest.mark.parametrize("header", [("content-length", "7"), ("transfer-encoding", "chunked")])
def test_the_body_is_complete_when_the_application_begins(header):
    def application(environ, start_response):
        start_response("200 OK", [("A", "1")])
        return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])), b"!"]

    assert answer(application, scope(header, method="POST"), b"wor", b"ds..") == (200, {"A": "1"}, b"words..!")


def test_an_error_of_the_application_is_a_500_and_its_response_is_closed():
    closed = []

    class Failing:
        def __iter__(self):
            raise ValueError

        def close(self):
            closed.append(True)

    assert answer(lambda *_: Failing(), scope())[0] == 500
    assert closed


@pytest.mark.parametrize("length", ["9999999", "99999999999999999999"])
def test_an_announced_body_over_the_limit_never_reaches_the_application(length):
    status, headers, content = answer(pytest.fail, scope(("content-length", length), method="POST"))
    assert status == 413
    assert headers["Cache-Control"] == "no-store"
    assert content.decode()


def test_a_long_response_in_parts_is_a_file_with_its_length():
    def application(environ, start_response):
        start_response("200 OK", [("A", "1")])
        return iter([b"words" * 100_000] * 3)

    status, headers, content = answer(application, scope())
    assert (status, headers) == (200, {"A": "1", "Content-Length": "1500000"})
    assert content == b"words" * 300_000


def test_a_response_in_parts_ends_when_its_reader_goes_away(monkeypatch):
    monkeypatch.setattr(gateway, "WATCH_AFTER_S", 0.01)
    closed = []

    class Endless:
        def __iter__(self):
            while True:
                time.sleep(0.001)
                yield b""

        def close(self):
            closed.append(True)

    answer(lambda *_: Endless(), scope())
    assert closed


def hello(environ, start_response):
    environ[ROUTE] = "home"
    start_response("200 OK", [])
    return [b"hello"]


def broken(environ, start_response):
    raise ValueError("broken")


def test_each_answer_is_told_with_its_route_and_status():
    told = []
    record = lambda environ, status, seconds: told.append((environ.get(ROUTE), status, seconds >= 0))  # noqa: E731
    answer(hello, scope(), answered=record)
    answer(broken, scope(), answered=record)
    answer(hello, scope(("host", "one"), ("host", "two")), answered=record)
    answer(hello, scope(("content-length", "99999999"), method="POST"), answered=record)
    assert told == [("home", 200, True), (None, 500, True), (None, 400, True), (None, 413, True)]


def test_each_request_has_an_id_of_its_own_which_its_lines_of_the_log_carry():
    lines = []

    def application(environ, start_response):
        lines.append(TextLine().format(logging.LogRecord("x", logging.ERROR, "", 0, "trouble", (), None)))
        return hello(environ, start_response)

    ids = [given_id(application, scope()) for _ in range(2)]
    assert lines == [f"trouble [{name}]" for name in ids]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("trusted", "given", "kept"),
    [
        (True, "proxy-0123456789", True),
        (False, "proxy-0123456789", False),
        (True, "short", False),
        (True, "x" * 65, False),
        (True, "two words of a proxy", False),
    ],
)
def test_a_trusted_proxy_names_the_request(trusted, given, kept):
    networks = [ip_network("192.0.2.0/24")] if trusted else []
    describe = partial(read_forwarded, trusted=networks)
    named = given_id(hello, scope(("x-request-id", given)), describe=describe)
    assert (named == given) is kept


def test_a_request_whose_reader_has_gone_is_recorded_as_no_error_of_the_site(monkeypatch):
    monkeypatch.setattr(gateway, "WATCH_AFTER_S", 0.01)
    recorded = []

    def slow(environ, start_response):
        start_response("200 OK", [])
        time.sleep(0.2)
        return [b"late"]

    status, _, content = answer(slow, scope(), answered=lambda _environ, status, _seconds: recorded.append(status))
    assert (recorded, status, content) == ([gateway.READER_GONE], gateway.READER_GONE, b"")


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 503), (errno.EROFS, 503), (errno.EIO, 500)])
def test_a_long_response_that_cannot_be_kept_is_refused(number, status):
    def no_file(*_args, **_options):
        raise OSError(number, os.strerror(number))

    def application(environ, start_response):
        start_response("200 OK", [])
        return no_file()

    assert answer(application, scope())[0] == status


def test_a_long_body_that_cannot_be_kept_is_refused(tmp_path):
    headers = ("content-length", str(MAX_BODY_BYTES + 1))
    limit = lambda _: 2 * MAX_BODY_BYTES  # noqa: E731
    asked = scope(headers, method="POST")
    assert answer(None, asked, b"x", body_limit=limit, folder=tmp_path / "gone")[0] == 503
