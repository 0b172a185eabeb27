"""What errors of the database mean, whether one may be created, and waiting for its lock.

Errors are told apart by the database's own code. A trouble is none of the program's mistakes: whoever runs the archive can
mend it.
"""

import errno
import glob
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
)

PATIENCE_S = 600.0
"""How long a command waits for the write lock."""
BUSY_TIMEOUT_S = 3
"""How long a single statement waits meanwhile, before the command says that it waits."""
PAUSE_S = 0.2
T = TypeVar("T")


class DatabaseMissingError(OperationalError):
    """There is no database file."""


class DatabaseReplacedError(OperationalError):
    """The file was deleted or replaced while a transaction was open."""


class Trouble(StrEnum):
    MISSING = "missing"
    DAMAGED = "damaged"
    LOCKED = "locked"
    FULL = "full"
    READ_ONLY = "read-only"
    UNREADABLE = "unreadable"
    NOT_SET_UP = "not set up"
    UNREACHABLE = "unreachable"


SENTENCES = {
    Trouble.DAMAGED: "The database is damaged ({reason}). Put it back from a backup.",
    Trouble.LOCKED: "The database is locked by another process ({reason}). Try again when that has ended.",
    Trouble.FULL: "There is no space left on the disk ({reason}). Nothing is half written; make room and run it again.",
    Trouble.READ_ONLY: "The database cannot be written to ({reason}). Nothing is half written; make it writable.",
    Trouble.UNREADABLE: "The database cannot be read or written ({reason}).",
    Trouble.NOT_SET_UP: "The database is not set up for this version ({reason}). Run: manage.py prepare",
    Trouble.UNREACHABLE: "The database does not answer ({reason}).",
}
_BY_CODE = {
    "SQLITE_NOTADB": Trouble.DAMAGED,
    "SQLITE_CORRUPT": Trouble.DAMAGED,
    "SQLITE_FORMAT": Trouble.DAMAGED,
    "SQLITE_IOERR_SHORT_READ": Trouble.DAMAGED,
    "SQLITE_BUSY": Trouble.LOCKED,
    "SQLITE_LOCKED": Trouble.LOCKED,
    "SQLITE_FULL": Trouble.FULL,
    "SQLITE_IOERR_WRITE": Trouble.FULL,
    "SQLITE_READONLY": Trouble.READ_ONLY,
    "SQLITE_CANTOPEN": Trouble.UNREADABLE,
    "SQLITE_PERM": Trouble.UNREADABLE,
    "SQLITE_IOERR": Trouble.UNREADABLE,
}
"""By the beginning of SQLite's code; the first that fits."""
_BY_SQLSTATE = {
    "40001": Trouble.LOCKED,  # serialization failure
    "40P01": Trouble.LOCKED,  # deadlock: the other transaction goes on
    "55P03": Trouble.LOCKED,  # lock not available
    "53100": Trouble.FULL,
    "25006": Trouble.READ_ONLY,
    "42P01": Trouble.NOT_SET_UP,  # undefined table
    "42703": Trouble.NOT_SET_UP,  # undefined column
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
    "58030": Trouble.UNREADABLE,
}
"""PostgreSQL's (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EACCES, errno.EPERM}


def trouble_of(error: BaseException) -> Trouble | None:
    """What is wrong outside of the program, None for errors of any other kind."""
    if isinstance(error, DatabaseMissingError | DatabaseReplacedError):
        return Trouble.MISSING
    if isinstance(error, OSError):
        return _trouble_of_file(error)
    if not isinstance(error, DatabaseError) or isinstance(error, IntegrityError | DataError):
        return None
    code = getattr(error.__cause__, "sqlite_errorname", "") or ""
    if found := next((trouble for start, trouble in _BY_CODE.items() if code.startswith(start)), None):
        is_unsure = found in (Trouble.FULL, Trouble.UNREADABLE) and code != "SQLITE_FULL"
        return Trouble.READ_ONLY if is_unsure and unwritable_place() else found
    if found := _BY_SQLSTATE.get(getattr(error.__cause__, "sqlstate", "") or ""):
        return found
    text = str(error)
    if text.startswith(("no such table", "no such column")):
        return Trouble.NOT_SET_UP
    if "Could not decode" in text:
        return Trouble.DAMAGED
    is_other = isinstance(error, ProgrammingError) or connection.vendor == "sqlite"
    return None if is_other or not isinstance(error, OperationalError) else Trouble.UNREACHABLE


def _trouble_of_file(error: OSError) -> Trouble | None:
    """Files elsewhere, such as those that are imported, are no trouble of the archive's."""
    if error.errno in _NO_SPACE:
        return Trouble.FULL
    name = str(error.filename or "")
    is_ours = Path(name).is_relative_to(settings.DATA_DIR) or not name
    if error.errno == errno.EROFS and is_ours:
        return Trouble.READ_ONLY
    return Trouble.READ_ONLY if error.errno in _NO_RIGHT and name and is_ours and unwritable_place() else None


def unwritable_place() -> Path | None:
    """The data folder, or SQLite's file, if this process may not write to it; SQLite does not say why it cannot."""
    places = [Path(settings.DATA_DIR)]
    if connection.vendor == "sqlite" and (path := Path(str(connection.settings_dict["NAME"]))).is_absolute():
        places += [path.parent, path]
    return next((place for place in places if place.exists() and not os.access(place, os.W_OK)), None)


def is_outage(error: BaseException) -> bool:
    """Whether the database (or the disk) failed, and not one article whose rows it refuses: others would fail as well."""
    return isinstance(error, OperationalError | InterfaceError) or trouble_of(error) is not None


def trouble_sentence(error: BaseException) -> str | None:
    """One sentence for whoever runs the archive; None for errors of any other kind."""
    trouble = trouble_of(error)
    if trouble is None:
        return None
    reason = " ".join(str(error).split())
    return reason if trouble is Trouble.MISSING else SENTENCES[trouble].format(reason=reason)


# Creation

_allowed: list[bool] = []


@contextmanager
def creation_allowed() -> Iterator[None]:
    """In this block a database that is missing is created."""
    _allowed.append(True)
    try:
        yield
    finally:
        _allowed.pop()


def is_creation_allowed() -> bool:
    return bool(_allowed)


def refuse_to_replace() -> None:
    """Raises DatabaseMissingError if the database is missing or empty where an archive stood: setting up would begin a new one
    next to the old one's index."""
    path = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not path.is_absolute() or not (traces() or interrupted_restore(path)):
        return
    if not path.exists() or not path.stat().st_size or not connection.introspection.table_names():
        raise DatabaseMissingError(missing_sentence(path))


def missing_sentence(path: Path) -> str:
    found = traces()
    if ready := interrupted_restore(path):
        return (
            f"There is no database in {path}: a restore was broken off, and nothing is lost. Run it again: manage.py restore "
            f"FILE. The database that stood here is {path.name}.replaced-{ready}."
        )
    if not found:
        return f"There is no database in {path}. Run: manage.py prepare"
    return (
        f"There is no database in {path}, but an archive stood there: {settings.DATA_DIR} holds {', '.join(found)}. "
        "Put the database back from a backup; if a new archive is meant, run: manage.py prepare --new"
    )


def interrupted_restore(path: Path) -> str:
    """The time in the name of the database that a restore which was broken off was about to put in place; "" if there is none."""
    found = sorted(path.parent.glob(f"{glob.escape(path.name)}.restored-*"))
    return found[-1].name.rpartition(".restored-")[2] if found else ""


def traces() -> list[str]:
    """Files of the data folder that only an archive with a database leaves."""
    folder = Path(settings.DATA_DIR)
    names = ["index", "index-tantivy", "authority.version", "stems.table", "word_forms.table"]
    return [name for name in names if _is_trace(folder / name)]


def _is_trace(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() else path.exists()


# Locks


def patiently(call: Callable[[], T], say: Callable[[str], object], *, patience_s: float = PATIENCE_S) -> T:
    """What `call` returns, tried again while another process holds the write lock.

    `say` is given one sentence when the wait begins. The call must be a transaction of its own, or harmless to repeat. Raises
    OperationalError after `patience_s`.
    """
    until = time.monotonic() + patience_s
    has_said = False
    while True:
        try:
            return call()
        except OperationalError as error:
            if trouble_of(error) is not Trouble.LOCKED or connection.in_atomic_block or time.monotonic() > until:
                raise
        if not has_said:
            has_said = True
            say(
                f"Another process holds the lock of the database; waiting for it, {patience_s / 60:.0f} minutes at the most …"
            )
        time.sleep(PAUSE_S)


@contextmanager
def short_busy_timeout() -> Iterator[None]:
    """Statements of this connection wait BUSY_TIMEOUT_S seconds for a lock, so that `patiently` can say early that it waits."""
    if connection.vendor != "sqlite":
        yield
        return
    with suppress(DatabaseError):
        _set_busy_timeout(BUSY_TIMEOUT_S)
    try:
        yield
    finally:
        with suppress(DatabaseError):
            _set_busy_timeout(float(connection.settings_dict["OPTIONS"].get("timeout", 5)))


def take_turn(number: int) -> None:
    """Wait until no other transaction holds this turn, and hold it until the caller's transaction ends.

    Nothing to do with SQLite, whose transactions write one by one.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _set_busy_timeout(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
