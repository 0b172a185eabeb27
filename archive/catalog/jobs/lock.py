"""One background process at a time for one database. A crash frees the lock.

SQLite: an flock on a file in the data folder. PostgreSQL: an advisory lock, so that it holds across machines.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

ADVISORY_KEY = 0x6B68697A
"""An arbitrary number, the same in every process."""
RETRY_S = 0.5


class WorkerLock:
    """Held within `with lock.hold(stopped)`; `is_held` asks whether it still is."""

    def __init__(self) -> None:
        self._session: BaseDatabaseWrapper | None = None

    @contextmanager
    def hold(self, is_stopped: Callable[[], bool], waiting: Callable[[], object] = lambda: None) -> Iterator[bool]:
        """Wait for the lock, calling `waiting` once if somebody else has it; False if stopped before it was free."""
        with ExitStack() as stack:
            acquire = self._advisory(stack) if connection.vendor == "postgresql" else _file_lock(stack)
            is_first = True
            while not acquire():
                if is_first:
                    waiting()
                    is_first = False
                if is_stopped():
                    yield False
                    return
                time.sleep(RETRY_S)
            yield True

    def is_held(self) -> bool:
        """False after the database closed the session that holds an advisory lock. `silence_s` reads that it was
        asked."""
        if self._session is None:
            _beat()
            return True
        return self._session.connection is not None and self._session.is_usable()

    def _advisory(self, stack: ExitStack) -> Callable[[], bool]:
        session = self._session = connection.copy()
        stack.callback(session.close)
        stack.callback(_unlock, session)

        def acquire() -> bool:
            with session.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_KEY])
                return bool(cursor.fetchone()[0])

        return acquire


def _unlock(session: BaseDatabaseWrapper) -> None:
    """Free the lock at once: a closed session may take a moment to do so."""
    with suppress(DatabaseError), session.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")


def is_working() -> bool:
    """Whether a background process holds the lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database()))",
                [ADVISORY_KEY],
            )
            return bool(cursor.fetchone()[0])
    try:
        with _path().open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def silence_s() -> float | None:
    """Seconds since the process that holds the lock last looked whether it does, which it does every second; None if none does.

    A process that was stopped, swapped out or hangs holds the lock and does nothing.
    """
    if not is_working():
        return None
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXTRACT(EPOCH FROM clock_timestamp() - MAX(state_change)) FROM pg_stat_activity"
                " JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND objid = %s AND granted AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())",
                [ADVISORY_KEY],
            )
            return max(float(cursor.fetchone()[0] or 0.0), 0.0)
    with suppress(OSError):
        return max(time.monotonic() - _path().stat().st_mtime, 0.0)
    return 0.0


def _beat() -> None:
    """Put the seconds since the machine started in the place of the file's time: they do not depend on the clock, and are written
    where the disk is full."""
    now = time.monotonic()
    with suppress(OSError):
        os.utime(_path(), (now, now))


def _file_lock(stack: ExitStack) -> Callable[[], bool]:
    file = stack.enter_context(_path().open("a"))

    def acquire() -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        _beat()
        return True

    return acquire


def _path() -> Path:
    return Path(settings.DATA_DIR) / "work.lock"
