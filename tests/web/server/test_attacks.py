"""What an attacker tries on a running site, with requests that no browser sends."""

import re

import pytest


def ask(site, request: str) -> bytes:
    with site.connect() as line:
        line.sendall(request.format(host=f"Host: 127.0.0.1:{site.port}").encode())
        return b"".join(iter(lambda: line.recv(1 << 16), b""))


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/css/",
        "/static/../manage.py",
        "/static/..%2f..%2fmanage.py",
        "/static/%2e%2e/%2e%2e/manage.py",
        "/static/css/..%5c..%5c..%5cmanage.py",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/media/",
        "/.git/config",
        "/secret_key",
        "/archive.sqlite3",
        "/%2e%2e/manage.py",
    ],
)
def test_no_folder_is_listed_and_no_other_file_is_served(site, path):
    assert status(site.ask(path)) == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1@evil", "127.0.0.1, evil", "127.0.0.1:evil", "", "evil\\.127.0.0.1"]
)
def test_another_host_is_refused(site, host):
    answer = ask(site, f"GET /search/feed/ HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert status(answer) == 400
    assert b"evil" not in answer


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Prefix: /evil",
        "Script-Name: /evil",
        "SCRIPT_NAME: /evil",
        "X-Original-URL: /evil",
        "X-Rewrite-URL: /evil",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Port: 666",
        "Forwarded: host=evil.example;proto=https",
        "X-HTTP-Method-Override: DELETE",
    ],
)
@pytest.mark.parametrize("path", ["/", "/search/feed/", "/admin/login/", "/api/v1/openapi.json"])
def test_no_header_changes_a_page_or_the_next(site, header, path):
    for added in (f"{header}\r\n", ""):
        answer = ask(site, f"GET {path} HTTP/1.1\r\n{{host}}\r\n{added}\r\n")
        assert status(answer) == 200
        assert not re.search(rb"evil|:666|https://127", answer)


@pytest.mark.parametrize(
    "request_",
    [
        "GET /robots.txt HTTP/1.1\r\n{host}\r\n\r\nGET /admin/ HTTP/1.1\r\n{host}\r\n\r\n",
        "GET /robots.txt HTTP/1.1\r\n{host}\r\nContent-Length: 25\r\n\r\nGET /admin/ HTTP/1.1\r\n\r\n\r\n",
        "POST /robots.txt HTTP/1.1\r\n{host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin/ HTTP/1.1\r\n{host}\r\n\r\n",
        "POST /robots.txt HTTP/1.1\r\n{host}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /admin/ HTTP/1.1\r\n{host}\r\n\r\n",
    ],
)
def test_a_connection_carries_one_request_whatever_follows(site, request_):
    assert ask(site, request_).count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("header", ["X: a\r\n b", "X: a\0b", "X : a", ": a"])
def test_malformed_headers_are_refused(site, header):
    assert status(ask(site, f"GET /robots.txt HTTP/1.1\r\n{{host}}\r\n{header}\r\n\r\n")) == 400


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "FOO"])
def test_readers_pages_know_no_other_method(site, method):
    assert status(ask(site, f"{method} / HTTP/1.1\r\n{{host}}\r\n\r\n")) == 405


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example/search", "/%2fevil.example/search", "/\\evil.example/search"]
)
def test_no_redirect_leads_out_of_the_site(site, path):
    assert status(site.ask(path)) == 404


@pytest.mark.parametrize(
    "path", ["/search?q=%0d%0aX-Evil:1", "/admin?next=%0d%0aX-Evil:1", "/admin/login?next=/%0d%0aX-Evil:1"]
)
def test_a_redirect_adds_no_header(site, path):
    answer = site.ask(path)
    assert status(answer) in {301, 302}
    assert not re.search(rb"(?im)^x-evil", answer)


@pytest.mark.parametrize(
    "path", ["/", "/search/?q=x", "/articles/x/", "/help/search/", "/admin/login/", "/api/v1/search", "/search/feed/"]
)
def test_pages_run_no_foreign_script_stand_in_no_frame_and_are_what_they_say(site, path):
    head, _, content = site.ask(path).partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode("latin-1").lower().split("\r\n")[1:])
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "deny"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert not re.search(rb"<script(?![^>]*\ssrc=)|\son\w+=\"", content)
