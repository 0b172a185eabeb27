"""Access to the data folder: its files are for the user alone who runs the archive.

They hold password hashes, live sessions, the secret key and drafts. New files are private by the umask (`settings`); what an
earlier version or a copy has left open is closed by `prepare` and `serve`. Nothing here follows a symbolic link.

The folder itself is closed only if it belongs to this user and is the archive's alone, which a file MARKER says:
ARCHIVE_DATA_DIR may name a home folder or one that others share. The marker is written into a folder that we make (`settings`),
and into one that is empty or holds nothing but files of an archive.
"""

import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from django.conf import settings

MARKER = ".khizana"
STAGED = "restore-"
"""How the folder begins in which `restore` unpacks a backup."""
MARKER_TEXT = "This folder belongs to a Khizana archive alone: its access is restricted to its owner.\n"
OWN_FILES = (
    "archive.sqlite3*", "secret_key*", "*.table", "*.part", "*.tmp", "*.lock", "authority.version", "rereading.json", "api-rates",
    "metrics.counts", MARKER,
)  # fmt: skip
OWN_FOLDERS = ("index", "index-tantivy", "static", "media", "uploads", f"{STAGED}*", "replaced-*")
FILE_MODE, FOLDER_MODE = 0o600, 0o700
OTHERS = 0o077


def data_folder_close() -> list[str]:
    """`folder_close` of the data folder and the database that the settings name."""
    return folder_close(Path(settings.DATA_DIR), database=_sqlite_file())


def data_folder_warnings() -> list[str]:
    return folder_warnings(Path(settings.DATA_DIR), database=_sqlite_file())


def folder_close(folder: Path, *, database: Path | None = None) -> list[str]:
    """Restrict our files to FILE_MODE, our folders to FOLDER_MODE; `database` is a SQLite file elsewhere.

    Returns a sentence for each thing that stays open.
    """
    if _is_ours_alone(folder) and not (folder / MARKER).exists() and _is_mine(folder):
        (folder / MARKER).write_text(MARKER_TEXT, encoding="ascii")
    if (folder / MARKER).exists():
        _restrict(folder, FOLDER_MODE)
        paths = _walk(folder)
    else:
        paths = (path for own in _own(folder) for path in (own, *_walk(own)))
    for path in paths:
        _restrict(path, FOLDER_MODE if path.is_dir() else FILE_MODE)
    for path in _database_files(database):
        _restrict(path, FILE_MODE)
    return folder_warnings(folder, database=database)


def folder_warnings(folder: Path, *, database: Path | None = None) -> list[str]:
    """A sentence for the folder if others may enter it, and for each of our files in it or `database` that others may read."""
    mode = folder.stat().st_mode
    entered = bool(mode & OTHERS)
    warnings = [f"{folder} is open to other users ({stat.filemode(mode)}): {_reason(folder)}."] if entered else []
    files = [*(_own(folder) if entered else ()), *_database_files(database)]
    opened = [path.name for path in files if not path.is_symlink() and path.lstat().st_mode & OTHERS]
    if opened:
        shown = ", ".join(sorted(set(opened)))
        warnings.append(
            f"Other users may read {shown} of the archive: `manage.py prepare` restricts what is its user's."
        )
    return warnings


def _reason(folder: Path) -> str:
    if not _is_mine(folder):
        return "it belongs to another user, who must restrict it (chmod 700)"
    if (folder / MARKER).exists():
        return "`manage.py prepare` restricts it"
    foreign = sorted(path.name for path in folder.iterdir() if not _is_own_name(path))
    if not foreign:
        return "`manage.py prepare` restricts it"
    return (
        f"it also holds {foreign[0]!r} and may be for more than the archive; give the archive a folder of its own, or "
        f"make a file {MARKER} in this one"
    )


def _is_ours_alone(folder: Path) -> bool:
    return all(_is_own_name(path) for path in folder.iterdir())


def _own(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if _is_own_name(path)]


def _is_own_name(path: Path) -> bool:
    if path.is_symlink():
        return False
    return any(fnmatchcase(path.name, pattern) for pattern in (OWN_FOLDERS if path.is_dir() else OWN_FILES))


def _database_files(database: Path | None) -> list[Path]:
    names = [f"{database}{suffix}" for suffix in ("", "-wal", "-shm", "-journal")] if database else []
    return [Path(name) for name in names if os.path.lexists(name)]


def _walk(folder: Path) -> Iterator[Path]:
    """Everything below a folder, except what symbolic links lead to."""
    for parent, folders, files in os.walk(folder):
        yield from (Path(parent, name) for name in (*folders, *files))


def _sqlite_file() -> Path | None:
    """The database's file, None if it is a server's or in memory."""
    default = settings.DATABASES["default"]
    name = Path(str(default["NAME"]))
    return name if "sqlite" in str(default["ENGINE"]) and name.is_absolute() else None


def _is_mine(path: Path) -> bool:
    return path.lstat().st_uid == os.geteuid()


def _restrict(path: Path, mode: int) -> None:
    """Take from `path` what `mode` does not allow, if it is this user's. Files of others, links and vanished files stay."""
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode) or found.st_uid != os.geteuid():
            return
        if (kept := stat.S_IMODE(found.st_mode) & mode) != stat.S_IMODE(found.st_mode):
            path.chmod(kept)
    except FileNotFoundError:
        return
