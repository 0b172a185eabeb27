"""Putting a backup back: all of it is read, proved and brought to the current schema before anything that stands is moved.

What stood before is kept beside: the database as `archive.sqlite3.replaced-TIME`, other files in the folder `replaced-TIME` (for
PostgreSQL a backup of its rows there). A restore that is killed leaves the old data in place or there.
"""

import contextlib
import datetime as dt
import glob
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from archive.catalog.backup.checking import database_problems, file_extract
from archive.catalog.backup.manifest import DATA, DATABASE, BackupError, Manifest, backup_opened, check_migrations
from archive.catalog.backup.rows import rows_copy, sqlite_alias
from archive.catalog.backup.writing import DATA_FILES, DATA_FOLDERS, backup_write
from archive.catalog.data_folder import STAGED
from archive.catalog.database import DatabaseMissingError
from archive.catalog.jobs import is_working
from archive.catalog.models import Article

MADE_AGAIN = ("index", "index-tantivy", "word_forms.table", "rereading.json")
"""Of the data folder: it belongs to the old database, and is made again for the new one."""
SUFFIXES = ("", "-wal", "-shm", "-journal")
"""Of the files of one SQLite database."""
Say = Callable[[str], object]


@dataclass(frozen=True)
class Restored:
    """`kept`: where the database that stood before is now (or the folder of other files), None where nothing stood."""

    manifest: Manifest
    kept: Path | None


def backup_restore(path: Path, *, replace: bool = False, say: Say = lambda _: None) -> Restored:
    """Raises BackupError, with the archive as it was: a damaged or later backup, articles or a running site in the way."""
    root = Path(settings.DATA_DIR)
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
    staged = root / f"{STAGED}{stamp}"
    kept = root / f"replaced-{stamp}"
    with backup_opened(path) as (packed, manifest), _staging(staged):
        check_migrations(manifest)
        if not replace:
            _check_target()
        say("Reading and checking the backup …")
        for file in manifest.files:
            target = staged / file.name.removeprefix(DATA)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file_extract(packed, file, target)
        if problems := database_problems(staged / DATABASE):
            raise BackupError(problems[0])
        say("Putting it in place …")
        (_swap_sqlite if connection.vendor == "sqlite" else _swap_rows)(staged / DATABASE, stamp, kept)
        _swap_files(staged, root, kept)
    return Restored(manifest, _old_database(stamp) or (kept if kept.exists() else None))


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check_target() -> None:
    if is_working():
        raise BackupError("The site is running. Stop it first, or give --replace, which keeps its data beside.")
    try:
        has_articles = Article.objects.exists()
    except DatabaseMissingError:
        return
    except DatabaseError as error:
        if connection.vendor == "sqlite" and "no such table" not in str(error):
            raise BackupError(
                f"The database in place cannot be read ({error}). Give --replace to keep it beside."
            ) from error
        return
    if has_articles:
        raise BackupError("There are articles in this archive. Give --replace, which keeps them beside.")


def _swap_sqlite(copy: Path, stamp: str, kept: Path) -> None:
    """The old database is renamed where it is, with its log: both may lie outside of the data folder."""
    with sqlite_alias(copy):
        pass
    place = Path(str(connection.settings_dict["NAME"]))
    with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    ready = place.with_name(f"{place.name}.restored-{stamp}")
    shutil.move(copy, ready)  # which may be another disk
    for suffix in SUFFIXES:
        old = place.with_name(place.name + suffix)
        if old.exists():
            old.rename(place.with_name(f"{place.name}.replaced-{stamp}{suffix}"))
    ready.rename(place)
    for left_over in place.parent.glob(f"{glob.escape(place.name)}.restored-*"):
        left_over.unlink()  # of restores that were broken off: copies of their backups


def _old_database(stamp: str) -> Path | None:
    if connection.vendor != "sqlite":
        return None
    place = Path(str(connection.settings_dict["NAME"]))
    old = place.with_name(f"{place.name}.replaced-{stamp}")
    return old if old.exists() else None


def _swap_rows(copy: Path, stamp: str, kept: Path) -> None:
    """All rows in one transaction, after those that stood, articles or accounts, were written to a backup of their own."""
    call_command("migrate", verbosity=0, interactive=False)
    if Article.objects.exists() or User.objects.exists():
        kept.mkdir(mode=0o700, exist_ok=True)
        backup_write(kept / f"before-{stamp}.zip")
    with sqlite_alias(copy) as alias, transaction.atomic(using=alias), transaction.atomic():
        rows_copy(alias, "default")
        Session.objects.all().delete()  # they are of accounts that another database knows


def _swap_files(staged: Path, root: Path, kept: Path) -> None:
    for name in (*DATA_FILES, *DATA_FOLDERS, *MADE_AGAIN):
        if _has_content(root / name):
            kept.mkdir(mode=0o700, exist_ok=True)
            (root / name).rename(kept / name)
        if (staged / name).exists():
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                (root / name).rmdir()
            (staged / name).rename(root / name)
    Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(mode=0o700, exist_ok=True)  # requests that arrive are written there


def _has_content(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() else path.exists()
