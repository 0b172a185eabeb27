"""How much slow and idle connections delay other readers of a running site.

The same searches are timed twice: alone, then together with SLOW clients that send one header every few seconds and IDLE
connections that send nothing. Loopback addresses only; every connection is closed at the end.
"""

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.site.pages import addresses, seconds

MAX_CONNECTIONS = 500
HEADER_INTERVAL_S = (1.0, 3.0)
SETTLE_S = 3.0
"""Between the opening of the slow connections and the first timed page."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Command(BaseCommand):
    help = "Time result pages of a running site without and with slow and idle connections. The site must be local."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="its address (default %(default)s)")
        parser.add_argument("--searches", type=int, default=150, help="different searches (default %(default)s)")
        parser.add_argument("--at-once", type=int, default=4, help="readers at once (default %(default)s)")
        parser.add_argument("--slow", type=int, default=10, help="clients that send a header now and then")
        parser.add_argument("--idle", type=int, default=200, help="connections that send nothing")
        parser.add_argument("--seed", type=int, default=7, help="another draw of searches")

    def handle(self, *args: Any, **options: Any) -> None:
        site, slow, idle = options["site"], options["slow"], options["idle"]
        if urlsplit(site).hostname not in LOOPBACK:
            raise CommandError(f"{site} is not on this machine.")
        if slow + idle > MAX_CONNECTIONS:
            raise CommandError(f"At most {MAX_CONNECTIONS} connections are opened.")
        asked = addresses(max(1, options["searches"]), seed=options["seed"])
        if not asked:
            raise CommandError("There is nothing in the archive to search for.")
        try:
            seconds(site, asked, at_once=options["at_once"])  # fills caches
            usual = self._time("alone", site, asked, options["at_once"])
            with slow_clients(site, slow), idle_connections(site, idle):
                time.sleep(SETTLE_S)
                loaded = self._time(f"with {slow} slow and {idle} idle", site, asked, options["at_once"])
        except (OSError, ValueError) as error:
            raise CommandError(f"{site}: {error}") from error
        self.stdout.write(f"p95 ratio: {loaded / usual:.2f}")

    def _time(self, label: str, site: str, asked: list[str], at_once: int) -> float:
        taken = seconds(site, asked, at_once=at_once)
        p50, p95 = (taken[int(len(taken) * share)] * 1000 for share in (0.5, 0.95))
        self.stdout.write(f"{len(asked)} searches, {label}: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
        return p95


@contextmanager
def idle_connections(site: str, count: int) -> Iterator[None]:
    """`count` connections that send nothing."""
    with ExitStack() as opened:
        for _ in range(count):
            opened.enter_context(_connect(site))
        yield


@contextmanager
def slow_clients(site: str, count: int) -> Iterator[None]:
    """`count` clients that never complete their headers; a client whose connection is closed opens another."""
    stopped = threading.Event()
    threads = [threading.Thread(target=_send_slowly, args=(site, stopped), daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopped.set()
        for thread in threads:
            thread.join()


def _send_slowly(site: str, stopped: threading.Event) -> None:
    while not stopped.is_set():
        with suppress(OSError), _connect(site) as line:
            line.sendall(f"GET /search/?q=x HTTP/1.1\r\nHost: {urlsplit(site).netloc}\r\n".encode("ascii"))
            while not stopped.wait(random.uniform(*HEADER_INTERVAL_S)):
                line.sendall(b"X-Slow: 1\r\n")
        stopped.wait(0.1)


def _connect(site: str) -> socket.socket:
    place = urlsplit(site)
    return socket.create_connection((place.hostname or "", place.port or 80), timeout=10)
