"""Making a backup of a running archive."""

import contextlib
import datetime as dt
import hashlib
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection, transaction

from archive.catalog.backup.manifest import (
    CHUNK,
    DATA,
    DATABASE,
    MANIFEST,
    BackupError,
    BackupFile,
    Manifest,
    migrations_on_disk,
)
from archive.catalog.backup.rows import rows_copy, sqlite_alias

DATA_FILES = ("stems.table", "authority.version")
DATA_FOLDERS = ("media", "uploads")
COUNTED = {
    "articles": "catalog_article",
    "originals": "catalog_rawdocument",
    "sources": "catalog_source",
    "entities": "entities_entity",
    "users": "auth_user",
}
Say = Callable[[str], object]


def backup_write(target: Path, *, say: Say = lambda _: None) -> Manifest:
    """Write the archive as it is at this moment to `target`, readable for its owner alone; nobody else has to wait.

    `say` is given a sentence for each part. The file appears when it is complete. Raises BackupError, and
    DatabaseError or OSError where database or disk fail.
    """
    if target.exists() or target.is_symlink():
        raise BackupError(f"{target} is there already; a backup replaces no file.")
    if not target.parent.is_dir():
        raise BackupError(f"{target.parent} is no folder.")
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
        copy, part = Path(folder) / DATABASE, Path(folder) / "backup.zip"
        say("Copying the database …")
        _copy_database(copy)
        say("Packing …")
        manifest = _pack(part, copy)
        _appear(part, target)
    return manifest


def _appear(part: Path, target: Path) -> None:
    """Raises FileExistsError where somebody has made the file meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # FAT and some shares have no hard links
        target.open("xb").close()
        part.replace(target)


def _copy_database(target: Path) -> None:
    """A consistent copy without sessions."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # one read transaction: those who write go on, and what they write is not in the copy
            cursor.execute("VACUUM INTO %s", [str(target)])
    else:
        with sqlite_alias(target) as alias, transaction.atomic(using=alias), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            rows_copy("default", alias)
    target.chmod(0o600)
    copy = sqlite3.connect(target)
    with contextlib.closing(copy), copy:
        copy.execute("PRAGMA secure_delete = ON")  # or the deleted rows could be read from free pages
        copy.execute("DELETE FROM django_session")


def _pack(target: Path, copy: Path) -> Manifest:
    files: list[BackupFile] = []
    with (
        os.fdopen(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as packed,
    ):
        files.append(_add(packed, DATABASE, copy))
        for name, path in _data_files():
            with contextlib.suppress(FileNotFoundError):  # an upload was forgotten meanwhile
                files.append(_add(packed, name, path))
        manifest = Manifest(
            made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=migrations_on_disk(),
            counts=_counts(copy),
            files=tuple(files),
        )
        packed.writestr(MANIFEST, manifest.written())
        packed.close()
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _add(packed: zipfile.ZipFile, name: str, path: Path) -> BackupFile:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, packed.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += target.write(chunk)
    return BackupFile(name, size, digest.hexdigest())


def _data_files() -> Iterator[tuple[str, Path]]:
    """What lies loose in the folder of uploads are parts of requests that still arrive."""
    root = Path(settings.DATA_DIR)
    for name in DATA_FILES:
        if (root / name).is_file():
            yield DATA + name, root / name
    for folder in DATA_FOLDERS:
        for path in sorted((root / folder).glob("*/**/*" if folder == "uploads" else "**/*")):
            if path.is_file() and not path.is_symlink():
                yield DATA + path.relative_to(root).as_posix(), path


def _counts(database: Path) -> dict[str, int]:
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        return {name: opened.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for name, table in COUNTED.items()}
