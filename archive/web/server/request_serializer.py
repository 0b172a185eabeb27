"""Serialize request handling per process: under the GIL, concurrent CPU-bound requests only slow each other down.

The server receives requests and sends responses concurrently; pages are computed one at a time, in order of arrival. Two kinds
of wait do not count as computing:

- What a request does within `turn_paused()`, such as waiting for a password to be checked.
- Anything longer than LEASE_S, such as a database lock: the next request in line takes the lock over.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

LEASE_S = 0.5
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Ticket:
    """A place in the queue of a FairLock; `event` is released when the lock is granted to it."""

    def __init__(self) -> None:
        self.event = threading.Lock()
        self.event.acquire()


class FairLock:
    """A lock granted in order of arrival (threading.Lock lets late-comers in first), for `lease_s` seconds at most.

    A holder that keeps it longer loses it to the next in line; its `release` then has no effect.
    """

    def __init__(self, lease_s: float = LEASE_S) -> None:
        self._lease_s = lease_s
        self._mutex = threading.Lock()
        self._holder: Ticket | None = None
        self._granted_at = 0.0
        self._waiting: deque[Ticket] = deque()

    def acquire(self) -> Ticket:
        """Wait until the lock is granted; pass the ticket to `release`."""
        ticket = Ticket()
        with self._mutex:
            if not self._waiting and (self._holder is None or self._remaining_s() <= 0):
                self._grant(ticket)
                return ticket
            self._waiting.append(ticket)
        while not ticket.event.acquire(timeout=max(self._remaining_s(), 0.001)):
            with self._mutex:
                if self._waiting and self._waiting[0] is ticket and self._remaining_s() <= 0:
                    self._waiting.popleft()
                    self._grant(ticket)
                    break
        return ticket

    def release(self, ticket: Ticket) -> None:
        with self._mutex:
            if self._holder is not ticket:
                return
            self._holder = None
            if self._waiting:
                following = self._waiting.popleft()
                self._grant(following)
                following.event.release()

    def _grant(self, ticket: Ticket) -> None:
        self._holder = ticket
        self._granted_at = time.monotonic()

    def _remaining_s(self) -> float:
        return self._granted_at + self._lease_s - time.monotonic()


class _Turn:
    """One request's hold on the lock, which it may pause."""

    def __init__(self, lock: FairLock) -> None:
        self._lock = lock
        self._ticket: Ticket | None = lock.acquire()

    def pause(self) -> None:
        if self._ticket is not None:
            self._lock.release(self._ticket)
            self._ticket = None

    def resume(self) -> None:
        if self._ticket is None:
            self._ticket = self._lock.acquire()


_current = threading.local()


@contextmanager
def turn_paused() -> Iterator[None]:
    """Let other requests be computed meanwhile; outside of a request nothing happens."""
    turn: _Turn | None = getattr(_current, "turn", None)
    if turn is None:
        yield
        return
    turn.pause()
    try:
        yield
    finally:
        turn.resume()


def serialize_requests(application: Application, *, lease_s: float = LEASE_S) -> Application:
    """The WSGI application, computing one response at a time."""
    lock = FairLock(lease_s)

    def serialized(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        turn = _current.turn = _Turn(lock)
        try:
            return application(environ, start_response)
        finally:
            _current.turn = None
            turn.pause()

    return serialized
