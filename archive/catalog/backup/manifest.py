"""What a backup says of itself, and reading its files while their hashes are compared."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader

from archive.catalog.database import trouble_sentence

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "archive.sqlite3"
DATA = "data/"
CHUNK = 1 << 20
MAX_MANIFEST_BYTES = 64 << 20
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What the reader of ZIP files raises for damaged ones."""


class BackupError(Exception):
    """A sentence for whoever runs the archive: why no backup was made, or why one is not put back."""


def disk_sentence(error: OSError) -> str:
    """What file or folder the system refuses, and why."""
    return trouble_sentence(error) or f"{error.filename or 'The disk'} cannot be used: {error.strerror or error}."


@dataclass(frozen=True)
class BackupFile:
    """A file of a backup: its name in the ZIP, its bytes counted and hashed."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`made_at` in ISO form, UTC; `migrations`: the last one of each application; `counts`: rows by what they are."""

    made_at: str
    database: str
    migrations: Mapping[str, str]
    counts: Mapping[str, int]
    files: tuple[BackupFile, ...]

    def written(self) -> bytes:
        content = {"format": FORMAT, **asdict(self)}
        return json.dumps(content, ensure_ascii=False, indent=1).encode()


def manifest_read(archive: zipfile.ZipFile) -> Manifest:
    """Raises BackupError if there is none, or none that this version reads."""
    try:
        if archive.getinfo(MANIFEST).file_size > MAX_MANIFEST_BYTES:
            raise ValueError("too large")
        content = json.loads(archive.read(MANIFEST))
        if content.pop("format") != FORMAT:
            raise BackupError("The backup was made by a later version of the archive. Update this one first.")
        return _manifest(content)
    except (*UNREADABLE, KeyError, TypeError, AttributeError) as error:
        raise BackupError(f"The file is no backup of an archive, or its {MANIFEST} is damaged ({error}).") from error


def _manifest(content: dict[str, Any]) -> Manifest:
    files = tuple(BackupFile(**file) for file in content.pop("files"))
    if any(not _is_safe(file.name) for file in files):
        raise ValueError("names outside of the backup")
    return Manifest(**content, files=files)


def _is_safe(name: str) -> bool:
    """Nothing is written outside of the folder that a backup is put back into."""
    parts = name.split("/")
    is_known = name == DATABASE or name.startswith(DATA)
    return is_known and "\\" not in name and not any(part in ("", ".", "..") for part in parts) and "\0" not in name


@contextmanager
def backup_opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Raises BackupError with what is wrong."""
    try:
        archive = zipfile.ZipFile(path)
    except UNREADABLE as error:
        raise BackupError(f"{path} cannot be read as a backup ({_reason(error)}).") from error
    with archive:
        yield archive, manifest_read(archive)


def chunks(archive: zipfile.ZipFile, file: BackupFile) -> Iterator[bytes]:
    """The bytes of a file. Raises BackupError, after the last of them, if they are not those that were backed up."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(file.name) as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                yield chunk
    except KeyError as error:
        raise BackupError(f"{file.name} is missing in the backup.") from error
    except UNREADABLE as error:
        raise BackupError(f"{file.name} is damaged in the backup ({_reason(error)}).") from error
    if (size, digest.hexdigest()) != (file.size, file.sha256):
        raise BackupError(f"{file.name} is damaged in the backup: its SHA-256 differs.")


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__


def migrations_on_disk() -> dict[str, str]:
    """The last migration of each application."""
    return dict(sorted(MigrationLoader(None).graph.leaf_nodes()))


def check_migrations(manifest: Manifest) -> None:
    """Raises BackupError if a later version made the backup: its database cannot be brought to this one."""
    known = MigrationLoader(None).graph.nodes
    for app, name in manifest.migrations.items():
        if (app, name) not in known:
            raise BackupError(
                f"The backup was made by a later version of the archive (it has {app}.{name}). Update this one first."
            )
