"""The state of the database in one short value, by which an answer can be known to be unchanged without being made."""

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
    wal_index = database.with_name(f"{database.name}-shm")
    if not wal_index.is_file():
        return str(connection.connection.total_changes)
    with wal_index.open("rb") as file:
        return f"{file.read(_WAL_INDEX_HEADER).hex()}-{database.stat().st_mtime_ns}"
