"""Proving a backup: each file against its hash, the database's own structure, each original against its hash."""

import contextlib
import hashlib
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from archive.catalog.backup.manifest import DATABASE, BackupError, BackupFile, backup_opened, chunks
from archive.catalog.models import RawDocument


def backup_problems(path: Path) -> list[str]:
    """A sentence for each thing that is damaged, [] for a sound backup. Raises BackupError for what is no backup at all."""
    problems: list[str] = []
    with (
        backup_opened(path) as (packed, manifest),
        TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder,
    ):
        for file in manifest.files:
            try:
                if file.name == DATABASE:
                    copy = file_extract(packed, file, Path(folder) / DATABASE)
                    problems += database_problems(copy)
                else:
                    for _ in chunks(packed, file):
                        pass
            except BackupError as error:
                problems.append(str(error))
    if not any(file.name == DATABASE for file in manifest.files):
        problems.append(f"{DATABASE} is missing in the backup.")
    return problems


def file_extract(packed: zipfile.ZipFile, file: BackupFile, target: Path) -> Path:
    """Raises BackupError if the file is not what was backed up; nothing is left of it then."""
    try:
        with target.open("xb") as written:
            target.chmod(0o600)
            for chunk in chunks(packed, file):
                written.write(chunk)
    except BackupError:
        target.unlink(missing_ok=True)
        raise
    return target


def database_problems(path: Path) -> list[str]:
    """A sentence for each damage of a SQLite file of an archive."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
            found = [row[0] for row in opened.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            broken = {(row[0], row[2]) for row in opened.execute("PRAGMA foreign_key_check")}
            problems = [f"The database is damaged: {reason}." for reason in found]
            problems += [
                f"Rows of {table} point to rows of {parent} that are missing." for table, parent in sorted(broken)
            ]
            return problems or list(_original_problems(opened))
    except sqlite3.DatabaseError as error:
        return [f"The database is damaged ({error})."]


def archive_problems() -> Iterator[str]:
    """A sentence for each damage of the database in place: its structure, references, originals that differ from their hash."""
    if connection.vendor == "sqlite":
        yield from database_problems(Path(str(connection.settings_dict["NAME"])))
        return
    rows = RawDocument.objects.order_by("pk").values_list("pk", "origin", "sha256", "content")
    yield from _differing(rows.iterator(chunk_size=100))


def _original_problems(opened: sqlite3.Connection) -> Iterator[str]:
    return _differing(opened.execute("SELECT id, origin, sha256, content FROM catalog_rawdocument ORDER BY id"))


def _differing(rows: Iterable[tuple[int, str, str, bytes | memoryview]]) -> Iterator[str]:
    for pk, origin, sha256, content in rows:
        if hashlib.sha256(content).hexdigest() != sha256:
            yield f"The original {pk} ({origin}) is not the one that was taken in: its SHA-256 differs."
