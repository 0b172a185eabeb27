"""Fetching from a real server on this machine that behaves as badly as servers do."""

import gzip
import socket
import ssl
import subprocess
import threading
import time

import pytest

from archive.ingest.feeds import connection, network
from archive.ingest.feeds.address import parse_address
from archive.ingest.feeds.http import FetchError, Limits, fetch

SMALL = Limits(size=100_000, seconds=20)


def refusal(*args, **given):
    with pytest.raises(FetchError) as refused:
        fetch(*args, **{"limits": SMALL, **given})
    assert str(refused.value).endswith(".")
    return str(refused.value)


def test_the_bytes_and_the_status_come_back(site, address):
    site.answers["/feed"] = site.content(b"<rss/>", ETag='"a"')
    answer = fetch(address())
    assert (answer.status, answer.content, answer.headers["etag"]) == (200, b"<rss/>", '"a"')
    assert (answer.media_type, answer.moved, answer.address) == ("application/rss+xml", None, address())


def test_the_request_says_who_asks_and_carries_no_cookie(site, address, settings):
    settings.ARCHIVE_SITE_URL = "https://archive.example"
    site.answers["/feed"] = site.content(b"", Set_Cookie="a=b")
    fetch(address())
    fetch(address(), headers={"If-None-Match": '"a"'})
    headers = site.requests[1][1]
    assert headers["User-Agent"] == "Khizana/1.0 (+https://archive.example)"
    assert headers["If-None-Match"] == '"a"'
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


def test_proxies_of_the_environment_are_not_asked(site, address, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.answers["/feed"] = site.content(b"x")
    assert fetch(address()).content == b"x"


@pytest.mark.parametrize("status", [200, 304, 401, 404, 410, 429, 500, 503])
def test_every_status_is_an_answer(site, address, status):
    site.answers["/feed"] = site.status(status)
    assert fetch(address()).status == status


def test_a_chain_of_permanent_redirects_is_followed_and_told(site, address):
    site.answers["/feed"] = site.redirect("/two", 301)
    site.answers["/two"] = site.redirect(site.url("/three"), 308)
    site.answers["/three"] = site.content(b"here")
    answer = fetch(address())
    assert (answer.content, answer.address, answer.moved) == (b"here", address("/three"), address("/three"))


def test_what_follows_a_temporary_redirect_is_no_move(site, address):
    site.answers["/feed"] = site.redirect("/two", 301)
    site.answers["/two"] = site.redirect("/three", 302)
    site.answers["/three"] = site.redirect("/four", 301)
    site.answers["/four"] = site.content(b"here")
    assert fetch(address()).moved == address("/two")


def test_a_redirect_may_have_arabic_letters_as_they_are(site, address):
    site.answers["/feed"] = site.redirect("/خبر".encode().decode("latin-1"), 302)
    site.answers["/%D8%AE%D8%A8%D8%B1"] = site.content(b"here")
    assert fetch(address()).content == b"here"


def test_a_loop_ends(site, address):
    site.answers["/feed"], site.answers["/b"] = site.redirect("/b"), site.redirect("/feed")
    assert "بلا نهاية" in refusal(address())
    assert site.paths() == ["/feed", "/b"]


def test_too_many_redirects_end(site, address):
    for number in range(10):
        site.answers[f"/{number}"] = site.redirect(f"/{number + 1}")
    assert "أكثر من 5" in refusal(address("/0"))
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    "to", ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://localhost/", "file:///etc/passwd",
           "http://news.example:6379/", "https://user:secret@news.example/", "http://[::ffff:127.0.0.1]/"]
)  # fmt: skip
def test_a_redirect_into_a_private_network_is_refused(site, address, to):
    site.answers["/feed"] = site.redirect(to)
    assert "secret" not in refusal(address())


def test_a_redirect_to_another_port_of_an_allowed_host_is_refused(site, other_site, address):
    site.answers["/feed"] = site.redirect(other_site.url("/secret"))
    other_site.answers["/secret"] = other_site.content(b"secret")
    assert "غير مسموح" in refusal(address())
    assert other_site.requests == []


def test_a_host_that_is_not_allowed_is_not_asked(site, settings):
    settings.ARCHIVE_FEED_PRIVATE_HOSTS = frozenset()
    refusal(parse_address(site.url()))
    assert site.requests == []


@pytest.fixture
def connected(monkeypatch):
    """The addresses that sockets were connected to."""
    seen = []
    connect = socket.socket.connect

    def watched(self, where):
        seen.append(where[0])
        connect(self, where)

    monkeypatch.setattr(socket.socket, "connect", watched)
    return seen


@pytest.fixture
def resolver(monkeypatch):
    """Set what the resolver answers, one time after the other; returns the names that it was asked for."""

    def resolver(*ips):
        answers, asked = list(ips), []

        def getaddrinfo(host, port, *_, **__):
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[len(asked) - 1], port))]

        monkeypatch.setattr(network.socket, "getaddrinfo", getaddrinfo)
        return asked

    return resolver


def test_the_checked_address_is_the_one_connected_to(site, settings, connected, resolver):
    """The name would lead elsewhere when asked again; it is asked once, and the request still bears it."""
    asked = resolver("127.0.0.1", "127.0.0.9")
    settings.ARCHIVE_FEED_PRIVATE_HOSTS = frozenset({f"rebind.example:{site.port}"})
    site.answers["/feed"] = site.content(b"here")
    assert fetch(parse_address(f"http://rebind.example:{site.port}/feed")).content == b"here"
    assert (asked, connected) == (["rebind.example"], ["127.0.0.1"])
    assert site.requests[0][1]["Host"] == f"rebind.example:{site.port}"


def test_a_name_that_turns_private_after_its_check_is_not_asked_again(monkeypatch, resolver):
    asked = resolver("1.1.1.1", "127.0.0.1")
    wanted = []

    def refuse(self, where):
        wanted.append(where)
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert "تعذّر الاتصال" in refusal(parse_address("http://rebind.example/"))
    assert (asked, wanted) == (["rebind.example"], [("1.1.1.1", 80)])
    assert "شبكة داخلية" in refusal(parse_address("http://rebind.example/"))
    assert len(wanted) == 1


def test_a_redirect_to_a_name_that_turned_private_is_refused(site, settings, connected, resolver):
    """A host is checked anew on each step of the way, also the one that was asked before."""
    settings.ARCHIVE_FEED_PRIVATE_HOSTS = frozenset({f"127.0.0.1:{site.port}"})
    resolver("127.0.0.1", "10.0.0.5")
    site.answers["/feed"] = site.redirect("http://rebind.example/b")
    assert "شبكة داخلية" in refusal(parse_address(site.url()))
    assert connected == ["127.0.0.1"]


def test_a_body_that_is_larger_than_allowed_is_not_read_to_its_end(site, address):
    site.answers["/feed"] = site.content(b"x" * 100_001)
    assert "أكبر" in refusal(address())


def test_a_body_without_a_length_ends_at_the_limit(site, address):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while not site.held.is_set():
            handler.wfile.write(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")

    site.answers["/feed"] = endless
    assert "أكبر" in refusal(address())


def test_a_bomb_is_not_unpacked(site, address):
    site.answers["/feed"] = site.gzipped(b"\0" * 50_000_000)
    assert "أكبر" in refusal(address())


def test_packed_bodies_are_unpacked(site, address):
    site.answers["/feed"] = site.gzipped(b"text" * 1000)
    assert fetch(address()).content == b"text" * 1000


@pytest.mark.parametrize("packed", [gzip.compress(b"text" * 1000)[:-20], b"no gzip at all"], ids=["cut", "plain"])
def test_a_damaged_packed_body_is_told(site, address, packed):
    site.answers["/feed"] = site.content(packed, Content_Encoding="gzip")
    refusal(address())


def test_an_encoding_that_was_not_asked_for_is_told(site, address):
    site.answers["/feed"] = site.content(b"x", Content_Encoding="br")
    assert "br" in refusal(address())


def test_a_body_that_breaks_off_is_told(site, address):
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"x" * 10)
        handler.close_connection = True

    site.answers["/feed"] = cut
    assert "انقطع" in refusal(address())


@pytest.mark.parametrize("part", ["status", "headers", "body"])
def test_a_server_that_drips_is_left_at_the_deadline(site, address, part):
    """Each read gets its byte in time; all together would take for ever."""
    begun = {
        "status": b"",
        "headers": b"HTTP/1.1 200 OK\r\n",
        "body": b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
    }[part]

    def drip(handler):
        handler.wfile.write(begun)
        while not site.held.wait(0.02):
            handler.wfile.write(b"X")

    site.answers["/feed"] = drip
    assert "لم يكمل" in refusal(address(), limits=Limits(seconds=0.4))


def test_a_server_that_never_answers_is_left_at_the_deadline(site, address):
    site.answers["/feed"] = lambda handler: site.held.wait()
    assert "لم يكمل" in refusal(address(), limits=Limits(seconds=0.3))


def test_redirects_have_one_time_together(site, address):
    def slow(to):
        def answer(handler):
            time.sleep(0.15)
            site.redirect(to)(handler)

        return answer

    for number in range(5):
        site.answers[f"/{number}"] = slow(f"/{number + 1}")
    refusal(address("/0"), limits=Limits(seconds=0.4))
    assert len(site.requests) < 5


@pytest.mark.parametrize("said", [b"garbage\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"])
def test_what_is_no_http_is_told(site, address, said):
    def answer(handler):
        handler.wfile.write(said)
        handler.close_connection = True

    site.answers["/feed"] = answer
    refusal(address())


def test_a_server_that_is_not_there(site, settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.ARCHIVE_FEED_PRIVATE_HOSTS = frozenset({f"127.0.0.1:{port}"})
    assert "تعذّر الاتصال" in refusal(parse_address(f"http://127.0.0.1:{port}/"))


def test_a_name_that_nobody_knows(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(network.socket, "getaddrinfo", unknown)
    assert "news.example" in refusal(parse_address("https://news.example/"))


def test_each_address_of_the_way_may_be_refused(site, address):
    site.answers["/feed"] = site.redirect("/private/page")

    def check(where):
        if where.target.startswith("/private"):
            raise FetchError("لا.")

    assert refusal(address(), check=check) == "لا."
    assert site.paths() == ["/feed"]


@pytest.fixture
def tls_site(tmp_path, settings, monkeypatch):
    """The port of a server whose certificate is for `fields.example`; the name leads to this machine."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=fields.example"]
    named = ["-addext", "subjectAltName=DNS:fields.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *named], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]

    def serve():
        while True:
            try:
                plain, _ = server.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as client:
                    client.recv(10_000)
                    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe")
            except OSError:
                plain.close()

    threading.Thread(target=serve, daemon=True).start()
    settings.ARCHIVE_FEED_PRIVATE_HOSTS = frozenset({f"{host}:{port}" for host in ("fields.example", "other.example")})
    monkeypatch.setattr(
        network.socket, "getaddrinfo", lambda host, port, *_, **__: [(socket.AF_INET, 1, 6, "", ("127.0.0.1", port))]
    )
    yield port, certificate
    server.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(tls_site):
    assert "شهادة الموقع" in refusal(parse_address(f"https://fields.example:{tls_site[0]}/"))


def test_a_certificate_is_verified_for_the_name_though_the_address_is_fixed(tls_site, monkeypatch):
    port, certificate = tls_site
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(connection, "tls_context", lambda: trusting)
    assert fetch(parse_address(f"https://fields.example:{port}/"), limits=SMALL).content == b"safe"
    assert "شهادة الموقع" in refusal(parse_address(f"https://other.example:{port}/"))


def test_a_server_without_tls_is_told(site, settings):
    site.answers["/feed"] = site.content(b"x")
    assert "الاتصال" in refusal(parse_address(f"https://127.0.0.1:{site.port}/feed"))
