"""The state of the database in one short value, by which an answer can be known to be unchanged without being made."""

import os
import threading
from pathlib import Path

from django.db import connection

_WAL_INDEX_HEADER = 48
"""Bytes: number and checksum of the last committed frame, salts of the log (https://sqlite.org/walformat.html#the_wal_index_header)."""


def change_stamp() -> str:
    """Another value after each commit, of whatever process.

    Read it before anything that it is to vouch for; then an answer that is newer than its stamp is merely made once more. On
    SQLite it is the header of the index of its write-ahead log, which readers of the database go by, with the time at which
    the file itself was written: the log of a site that starts is empty each time. On PostgreSQL it is the snapshot. A database
    in memory, which has one connection, counts its changed rows.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0])
    connection.ensure_connection()
    database = Path(str(connection.settings_dict["NAME"]))
    header = _wal_indexes.header(database.with_name(f"{database.name}-shm"))
    if header is None:
        return str(connection.connection.total_changes)
    return f"{header.hex()}-{database.stat().st_mtime_ns}"


class _WalIndexes:
    """Files that are opened once and stay open.

    SQLite's locks are on this file, and a process that closes a file loses all locks that it holds on it, those of its other
    threads' transactions as well: two would write at once, and commits would be lost (https://sqlite.org/howtocorrupt.html,
    2.2). A file that was deleted has no locks to lose.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._open: dict[tuple[int, int], int] = {}
        """File descriptors by device and inode, which is not used anew as long as its file is open."""

    def header(self, path: Path) -> bytes | None:
        """None if there is no such file."""
        with self._mutex:
            try:
                status = path.stat()
                file = self._open.get((status.st_dev, status.st_ino))
                return os.pread(self._opened(path) if file is None else file, _WAL_INDEX_HEADER, 0)
            except FileNotFoundError:
                return None

    def _opened(self, path: Path) -> int:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        status = os.fstat(file)
        self._open = {known: each for known, each in self._open.items() if not _closed_if_deleted(each)}
        # one that was put there since the path was looked at may be known already: then both stay open
        self._open.setdefault((status.st_dev, status.st_ino), file)
        return file


def _closed_if_deleted(file: int) -> bool:
    if os.fstat(file).st_nlink:
        return False
    os.close(file)
    return True


_wal_indexes = _WalIndexes()
