"""Serialize request handling per process: under the GIL, concurrent CPU-bound requests only slow each other down.

The server reads requests and sends answers concurrently; pages are computed one at a time, in order of arrival. Two kinds
of wait do not count as computing:

- The body of a request. Receiving it releases the lock, so a slow upload delays no reader. At most MAX_UPLOADS requests
  with a body are in progress; further ones are answered with 503, because each occupies one of the server's threads.
- Anything longer than LEASE_S, such as a database lock: the next request in line takes the lock over.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

LEASE_S = 0.5
MAX_UPLOADS = 8
"""Half of the server's threads (`http_server.THREADS`), so that uploads cannot occupy all of them."""
RETRY_AFTER_S = 5
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class ByteStream(Protocol):
    """The part of `wsgi.input` that applications may call (PEP 3333)."""

    def read(self, size: int = -1, /) -> bytes: ...

    def readline(self, size: int = -1, /) -> bytes: ...


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


class _UnserializedBody:
    """`wsgi.input` that pauses the turn from the first read until `length` bytes have arrived or the client is gone."""

    def __init__(self, stream: ByteStream, length: int, turn: _Turn) -> None:
        self._stream = stream
        self._missing = length
        self._turn = turn

    def read(self, size: int = -1, /) -> bytes:
        return self._receive(self._stream.read, size)

    def readline(self, size: int = -1, /) -> bytes:
        return self._receive(self._stream.readline, size)

    def readlines(self, hint: int = -1, /) -> list[bytes]:
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def _receive(self, read: Callable[[int], bytes], size: int) -> bytes:
        if self._missing > 0:
            self._turn.pause()
        part = read(size)
        self._missing -= len(part)
        if self._missing <= 0 or (not part and size != 0):
            self._turn.resume()
        return part


def serialize_requests(
    application: Application, *, lease_s: float = LEASE_S, uploads: int = MAX_UPLOADS
) -> Application:
    """The WSGI application, computing one answer at a time."""
    lock = FairLock(lease_s)
    upload_slots = threading.Semaphore(uploads)

    def compute(environ: dict[str, Any], start_response: Callable[..., Any], length: int) -> Iterable[bytes]:
        turn = _Turn(lock)
        if length:
            environ["wsgi.input"] = _UnserializedBody(environ["wsgi.input"], length, turn)
        try:
            return application(environ, start_response)
        finally:
            turn.pause()

    def serialized(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = _content_length(environ)
        if not length:
            return compute(environ, start_response, 0)
        if not upload_slots.acquire(blocking=False):
            return _refuse_upload(start_response)
        try:
            return compute(environ, start_response, length)
        finally:
            upload_slots.release()

    return serialized


def _content_length(environ: dict[str, Any]) -> int:
    """0 if absent or not a number, as Django reads it."""
    given = environ.get("CONTENT_LENGTH") or ""
    return int(given) if given.isascii() and given.isdigit() else 0


def _refuse_upload(start_response: Callable[..., Any]) -> Iterable[bytes]:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", str(RETRY_AFTER_S))]
    start_response("503 Service Unavailable", headers)
    return ["الخادم مشغول بإرسالات أخرى الآن؛ أعد المحاولة بعد قليل.".encode()]
