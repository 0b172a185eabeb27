"""How many requests a minute the JSON API takes of one token, account or address: ARCHIVE_API_RATE.

The generic cell rate algorithm (ITU-T I.371, «virtual scheduling»): of each caller one time is kept, at which all that it
asked for would be used up at the rate allowed; a minute's worth may be asked for at once. The times stand in a file in the data
folder, which the processes of this machine read and write in the page cache (some microseconds a request, no database).

Approximate in three ways, each in the callers' favour: several machines count apart; of more than some ten thousand callers in
one minute the least busy are forgotten; where the file cannot be written, nothing is counted.
"""

import fcntl
import hashlib
import logging
import math
import os
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from archive.desk.services import address_digest
from archive.web.views.errors import API, json_refusal

log = logging.getLogger(__name__)
FILE = "api-rates"
MINUTE_S = 60.0
SLOTS = 1 << 16
PROBES = 8
ENTRY = struct.Struct("=Qd")
"""A fingerprint of the caller, and its time in seconds since 1970."""
GetResponse = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True)
class Taken:
    """Whether a request is let in, how many more may follow at once, and the seconds until one and until all may."""

    allowed: bool
    remaining: int
    retry_s: float
    reset_s: float


class RateTable:
    """The times of all callers. Slots are found by a hash; one whose time has passed is free."""

    def __init__(self, path: Path) -> None:
        """Raises OSError if the file cannot be opened."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._mutex = threading.Lock()

    def take(self, caller: str, rate: int, now: float) -> Taken:
        """Count a request. Refused ones do not count. Raises OSError."""
        fingerprint = int.from_bytes(hashlib.blake2b(caller.encode(), digest_size=8).digest()) or 1
        first = (fingerprint % (SLOTS - PROBES)) * ENTRY.size
        with self._mutex:
            fcntl.lockf(self._file, fcntl.LOCK_EX, PROBES * ENTRY.size, first)
            try:
                place, used_up_at = self._find(fingerprint, first, now)
                taken, used_up_at = _schedule(used_up_at, rate, now)
                if taken.allowed:
                    os.pwrite(self._file, ENTRY.pack(fingerprint, used_up_at), place)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, PROBES * ENTRY.size, first)
        return taken

    def _find(self, fingerprint: int, first: int, now: float) -> tuple[int, float]:
        """The caller's slot and time; else the slot whose time has passed longest or passes next, which it takes over."""
        stored = os.pread(self._file, PROBES * ENTRY.size, first).ljust(PROBES * ENTRY.size, b"\0")
        entries = list(ENTRY.iter_unpack(stored))
        for number, (found, used_up_at) in enumerate(entries):
            if found == fingerprint:
                # later than any rate allows: the clock was set back since
                return first + number * ENTRY.size, used_up_at if used_up_at <= now + MINUTE_S else now
        number = min(range(PROBES), key=lambda number: entries[number][1])
        return first + number * ENTRY.size, now


def _schedule(used_up_at: float, rate: int, now: float) -> tuple[Taken, float]:
    """The answer, and the caller's new time."""
    interval = MINUTE_S / rate
    used_up_at = max(used_up_at, now)
    behind = used_up_at + interval - now - MINUTE_S
    if behind > 1e-6:
        return Taken(False, 0, behind, used_up_at - now), used_up_at
    used_up_at += interval
    remaining = int((MINUTE_S - (used_up_at - now)) / interval + 1e-6)
    return Taken(True, remaining, 0.0, used_up_at - now), used_up_at


def api_rate(get_response: GetResponse) -> GetResponse:
    """Answer 429 with Retry-After above the rate; every answer of the API says in `RateLimit-…` what is left."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        rate = settings.ARCHIVE_API_RATE
        taken = _take(request, rate) if rate and request.path_info.startswith(API) else None
        if taken is None:
            return get_response(request)
        response = get_response(request) if taken.allowed else _refusal(rate, taken)
        response["RateLimit-Limit"] = str(rate)
        response["RateLimit-Remaining"] = str(taken.remaining)
        response["RateLimit-Reset"] = str(math.ceil(taken.reset_s))
        return response

    return middleware


def _take(request: HttpRequest, rate: int) -> Taken | None:
    """None where it cannot be counted."""
    try:
        return _table(Path(settings.DATA_DIR) / FILE).take(_caller(request), rate, time.time())
    except OSError as error:
        log.warning("Requests to the API are not counted: %s", error)
        return None


def _caller(request: HttpRequest) -> str:
    if token := getattr(request, "api_token", None):
        return f"token {token.pk}"
    # readers without a session cost no look-up, and their answers do not depend on cookies
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return f"account {request.user.pk}"
    return address_digest(request.META.get("REMOTE_ADDR", ""))


def _refusal(rate: int, taken: Taken) -> HttpResponseBase:
    wait = math.ceil(taken.retry_s)
    response = json_refusal(f"طلبات كثيرة: يُقبل {rate} في الدقيقة. أعد المحاولة بعد {wait} ث.", 429)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response


@lru_cache(maxsize=1)
def _table(path: Path) -> RateTable:
    return RateTable(path)
