"""Check passwords one at a time, next to the pages that readers get.

A hash takes a third of a second of processor time by design. Each process computes one at a time, in a thread of low priority,
while the request that waits for it has given its turn up (`request_serializer`); hashing runs outside of the GIL.
"""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from archive.web.server.request_serializer import turn_paused

MAX_WAITING = 10
"""Hashes that wait or run in a process; some seconds of work, and fewer than the threads of a worker."""
NICENESS = 10


class PasswordQueueFullError(Exception):
    """Too many passwords are being checked in this process."""


class PasswordQueue:
    """Runs functions one at a time in a thread of low priority. The thread starts with the first: workers are forked before."""

    def __init__(self, max_waiting: int = MAX_WAITING) -> None:
        self._max_waiting = max_waiting
        self._mutex = threading.Lock()
        self._waiting = 0
        self._thread: ThreadPoolExecutor | None = None

    def run(self, function: Callable[[], str]) -> str:
        """Raises PasswordQueueFullError."""
        with self._mutex:
            if self._waiting >= self._max_waiting:
                raise PasswordQueueFullError
            self._waiting += 1
            if self._thread is None:
                self._thread = ThreadPoolExecutor(1, thread_name_prefix="password", initializer=_lower_priority)
        try:
            with turn_paused():
                return self._thread.submit(function).result()
        finally:
            with self._mutex:
                self._waiting -= 1


_queue = PasswordQueue()


class QueuedPBKDF2PasswordHasher(PBKDF2PasswordHasher):
    """Django's hasher; its hashes are the same."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        return _queue.run(partial(super().encode, password, salt, iterations))


def _lower_priority() -> None:
    """Of the current thread; only Linux has priorities of threads."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
