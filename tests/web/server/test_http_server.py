import socket
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from archive.web.server import bodies, http_server

SLOW_S = 0.5


def seconds(site, path="/robots.txt") -> float:
    began = time.perf_counter()
    assert site.ask(path).startswith(b"HTTP/1.1 200 ")
    return time.perf_counter() - began


def test_a_query_of_a_whole_paragraph_is_answered(site):
    assert site.ask(f"/search/?q={quote('كلمة ' * 280)}").startswith(b"HTTP/1.1 200 ")
    assert site.ask(f"/search/?q={quote('كلمة ' * 950)}").startswith(b"HTTP/1.1 414 ")


def test_a_query_that_is_too_long_gets_a_page_that_says_so(site):
    answer = site.ask(f"/search/?q={quote('كلمة ' * 1100)}")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"5000" in answer


def test_idle_connections_and_slow_headers_delay_nobody(site):
    idle = [site.connect() for _ in range(200)]
    slow = [site.connect() for _ in range(10)]
    for _ in range(3):
        for line in slow:
            line.sendall(b"GET /robots.txt HTTP/1.1\r\n" if _ == 0 else b"X-Slow: 1\r\n")
        assert max(seconds(site) for _ in range(5)) < 2
    for line in (*idle, *slow):
        line.close()


def test_a_connection_without_complete_headers_is_closed(site):
    with site.connect() as line:
        line.settimeout(http_server.HEADERS_TIMEOUT_S + 10)
        line.sendall(b"GET / HTTP/1.1\r\n")
        assert not line.recv(1000).startswith(b"HTTP/1.1 200")


def begin_upload(site) -> socket.socket:
    """A form that passes the check of its token's presence, so that Django reads the body; most of it is missing."""
    line = site.connect()
    head = (
        f"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nCookie: csrftoken={'a' * 32}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nusername="
    )
    line.sendall(head.encode())
    return line


def test_an_upload_that_arrives_late_is_read_whole(site):
    line = begin_upload(site)
    line.settimeout(SLOW_S)
    with pytest.raises(TimeoutError):
        line.recv(1)
    line.settimeout(30)
    line.sendall(b"x" * (1000 - len("username=")))
    assert line.recv(1000).startswith(b"HTTP/1.1 403 ")  # the token is made up: Django has read the form to find out
    line.close()


def test_forms_that_never_arrive_delay_neither_readers_nor_a_form_that_does(site):
    uploads = [begin_upload(site) for _ in range(60)]
    time.sleep(SLOW_S)
    assert max(seconds(site) for _ in range(10)) < 2
    for _ in range(5):
        line = begin_upload(site)
        line.sendall(b"x" * (1000 - len("username=")))
        assert line.recv(1000).startswith(b"HTTP/1.1 403 ")
        line.close()
    for line in uploads:
        line.close()


def test_a_form_that_never_arrives_is_refused_in_time(site):
    began = time.monotonic()
    with begin_upload(site) as line:
        line.settimeout(bodies.IDLE_TIMEOUT_S + 10)
        assert line.recv(1000).startswith(b"HTTP/1.1 408 ")
    assert bodies.IDLE_TIMEOUT_S - 1 < time.monotonic() - began < bodies.IDLE_TIMEOUT_S + 5


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (f"Content-Length: {bodies.MAX_BODY_BYTES + 1}", 413),
        ("Content-Length: 99999999999999999999", 400),
        ("Content-Length: +5", 400),
        ("Content-Length: 5\r\nContent-Length: 6", 400),
        ("Transfer-Encoding: gzip", 400),
        ("Host: other.example", 400),
        ("X: " + "a" * 500_000, 431),
        ("\r\n".join(f"X-{number}: 1" for number in range(200)), 431),
    ],
)
def test_malformed_and_oversized_requests_are_refused(site, head, status):
    with site.connect() as line:
        line.settimeout(30)
        line.sendall(f"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n\r\n".encode())
        assert line.recv(1000).startswith(f"HTTP/1.1 {status} ".encode())


def test_a_chunked_form_is_read_whole(site):
    form = b"username=x&password=y"
    with site.connect() as line:
        line.settimeout(30)
        line.sendall(
            f"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken={'a' * 32}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
            + b"%x\r\n%s\r\n0\r\n\r\n" % (len(form), form)
        )
        assert line.recv(1000).startswith(b"HTTP/1.1 403 ")


def test_requests_in_flight_are_answered_when_the_site_stops(start_site):
    site = start_site()
    answers = []

    def ask() -> None:
        answers.append(site.ask(f"/search/?q={quote('كلمة ' * 300)}"))

    readers = [threading.Thread(target=ask) for _ in range(8)]
    for reader in readers:
        reader.start()
    time.sleep(0.1)
    assert site.stop() == 0
    for reader in readers:
        reader.join()
    assert [answer.split(b"\r\n")[0] for answer in answers] == [b"HTTP/1.1 200 OK"] * 8
    assert all(answer.rstrip().endswith(b"</html>") for answer in answers)


def test_the_files_of_a_running_site_are_for_its_user_alone(site):
    site.ask("/admin/login/")
    folder = Path(site.environment["ARCHIVE_DATA_DIR"])
    modes = {path.name: path.lstat().st_mode & 0o077 for path in (folder, *folder.rglob("*"))}
    assert "archive.sqlite3-wal" in modes
    assert {name: oct(mode) for name, mode in modes.items() if mode} == {}
