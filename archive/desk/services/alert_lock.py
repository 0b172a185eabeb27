"""One run of the alerts at a time for one database. A crash frees the lock."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ADVISORY_KEY = 0x6B68616C
"""An arbitrary number, the same in every process; not that of the background process."""


class AlertsBusyError(Exception):
    """Another process is sending alerts."""

    def __init__(self) -> None:
        super().__init__("another process is sending alerts")


@contextmanager
def one_run_at_a_time() -> Iterator[None]:
    """Raises AlertsBusyError. SQLite: a lock on a file in the data folder; PostgreSQL: an advisory lock, across machines."""
    with (Path(settings.DATA_DIR) / "alerts.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlertsBusyError from error
        if connection.vendor != "postgresql":
            yield
            return
        if not _asked("SELECT pg_try_advisory_lock(%s)"):
            raise AlertsBusyError
        try:
            yield
        finally:
            _asked("SELECT pg_advisory_unlock(%s)")


def _asked(statement: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [ADVISORY_KEY])
        return bool(cursor.fetchone()[0])
