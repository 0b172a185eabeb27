import socket
import threading
import time

import pytest
from django.core.management import CommandError, call_command

from bench.site.slow_clients import Command, idle_connections, slow_clients


@pytest.fixture
def listener():
    """A server that only accepts; the connections that it holds, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        accepted = []

        def accept():
            while True:
                try:
                    accepted.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield accepted, f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)


def wait_for(condition):
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_idle_connections_send_nothing_and_are_closed_at_the_end(listener):
    accepted, site = listener
    with idle_connections(site, 3):
        wait_for(lambda: len(accepted) == 3)
    assert [line.recv(1) for line in accepted] == [b""] * 3


def test_slow_clients_begin_a_request_and_never_complete_its_headers(listener):
    accepted, site = listener
    with slow_clients(site, 2):
        wait_for(lambda: len(accepted) == 2)
        received = accepted[0].recv(1000)
    assert received.startswith(b"GET /search/")
    assert b"\r\n\r\n" not in received


def test_only_a_site_on_this_machine_is_measured(db):
    with pytest.raises(CommandError, match="not on this machine"):
        call_command(Command(), "--site", "http://example.org")
