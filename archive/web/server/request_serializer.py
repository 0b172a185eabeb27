"""Requests of one process take lock: in Python two threads that compute at once both take longer than one after the other.

A worker has many threads so that slow and idle lines hold up nobody: requests are read and answers sent in parallel. But
pages are computed one at a time, in the order of their coming. Who has waited LOCK_TIMEOUT_S for a turn goes ahead without: a
curator's upload of a whole archive, or a database that does not answer, must not keep readers waiting.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

LOCK_TIMEOUT_S = 0.5
"""Seconds."""
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class FairLock:
    """One turn that goes from hand to hand in the order of asking. (A lock alone would let late-comers push in.)"""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._is_held = False
        self._waiting: deque[threading.Lock] = deque()

    def acquire(self, timeout: float) -> bool:
        """Wait for the turn, at most so many seconds; False where it did not come."""
        with self._mutex:
            if not self._is_held:
                self._is_held = True
                return True
            ticket = threading.Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        if ticket.acquire(timeout=timeout):
            return True
        with self._mutex:
            if ticket not in self._waiting:  # it came at the last moment
                return True
            self._waiting.remove(ticket)
            return False

    def release(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_held = False


def serialize_requests(application: Application, timeout: float = LOCK_TIMEOUT_S) -> Application:
    """The WSGI application, computing one answer at a time."""
    lock = FairLock()

    def serialized(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        is_held = lock.acquire(timeout)
        try:
            return application(environ, start_response)
        finally:
            if is_held:
                lock.release()

    return serialized
