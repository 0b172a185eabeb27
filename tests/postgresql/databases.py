"""Databases of their own for processes that tests start, on the server that the tests run on."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_database(copy_of: str = "") -> Iterator[str]:
    """The address of a database of PostgreSQL, empty or with the rows of another that nobody uses, dropped in the end.

    "" with SQLite, where each data folder has its own.
    """
    server = os.environ.get("ARCHIVE_DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"khizana_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as opened:
        opened.execute(f"CREATE DATABASE {name} TEMPLATE {copy_of.rpartition('/')[2] or 'template1'}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            opened.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
