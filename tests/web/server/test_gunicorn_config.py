"""The server as `make run` starts it, over a real connection."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    """The address of a site without articles, served for the time of these tests."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    environment = {**os.environ, "ARCHIVE_DATA_DIR": str(tmp_path_factory.mktemp("served"))}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True)
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "python:archive.web.server.gunicorn_config",
        "archive.wsgi",
    ]
    server = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/robots.txt", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("The server did not start.")


def test_a_query_of_thousands_of_letters_arrives(site):
    query = urllib.request.quote("كلمة " * 950)
    with urllib.request.urlopen(f"{site}/search/?q={query}") as answer:
        assert answer.status == 200


def test_a_query_that_is_too_long_gets_a_page_that_says_so(site):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(f"{site}/search/?q={urllib.request.quote('كلمة ' * 1100)}")
    assert refusal.value.code == 400
    assert "5000" in refusal.value.read().decode()


def test_idle_connections_keep_nobody_waiting(site):
    idle = [socket.create_connection(("127.0.0.1", int(site.rsplit(":", 1)[1]))) for _ in range(40)]
    with urllib.request.urlopen(f"{site}/robots.txt", timeout=20) as answer:
        assert answer.status == 200
    for connection in idle:
        connection.close()
