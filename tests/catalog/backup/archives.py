"""Archives in folders of their own, run by processes of their own: what backups are made of and put back into."""

import contextlib
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


class Archive:
    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        self.database = folder / "archive.sqlite3"
        self._environment = {key: value for key, value in os.environ.items() if not key.startswith("ARCHIVE_")}
        self._environment["ARCHIVE_DATA_DIR"] = str(folder)
        if database_url:
            self._environment["ARCHIVE_DATABASE_URL"] = database_url

    def command(self, *given: object) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *map(str, given)]

    def start(self, *given: object) -> subprocess.Popen:
        return subprocess.Popen(
            self.command(*given), env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def run(self, *given: object) -> subprocess.CompletedProcess:
        return subprocess.run(self.command(*given), env=self._environment, capture_output=True, text=True, check=False)

    def succeed(self, *given: object) -> str:
        done = self.run(*given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fail(self, *given: object) -> str:
        done = self.run(*given)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def write(self, statement: str, *values: object) -> None:
        with contextlib.closing(sqlite3.connect(self.database, timeout=30)) as opened, opened:
            opened.execute(statement, values)

    def read(self, statement: str) -> list[tuple]:
        with contextlib.closing(sqlite3.connect(self.database)) as opened:
            return opened.execute(statement).fetchall()


def canonical(value: object) -> object:
    """PostgreSQL sorts the keys of JSON objects."""
    if not (isinstance(value, str) and value.startswith(("{", "["))):
        return value
    try:
        return json.dumps(json.loads(value), sort_keys=True)
    except ValueError:
        return value


def digests(database: Path, *, leave_out: frozenset[str] = frozenset()) -> dict[str, str]:
    """A hash of the rows of each table but sessions."""
    with contextlib.closing(sqlite3.connect(database)) as opened:
        tables = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found = {}
        for table in tables:
            if table.startswith("sqlite_") or table in {"django_session", "django_migrations", *leave_out}:
                continue
            columns = sorted(row[1] for row in opened.execute(f'PRAGMA table_info("{table}")'))
            rows = opened.execute(f'SELECT {", ".join(columns)} FROM "{table}" ORDER BY 1').fetchall()
            rows = sorted((tuple(map(canonical, row)) for row in rows), key=repr)
            found[table] = hashlib.sha256(repr(rows).encode("utf-8", "surrogatepass")).hexdigest()
        return found
