"""Checksums of a generation's files, by which damage is noticed.

    index/<name>/checksums.json   size, CRC-32 and identity (inode, times) of each file of the last commit
    index/<name>/writing          there while a writer is open: files may vanish or be added that are not listed yet

A file other than those in REWRITTEN never changes once it is listed: a later commit keeps its entry, so that damage is not
taken for a new version. Locks are not listed, nor files that have checksums of their own and can be done without (columns,
bitmaps).

A check compares size and identity of each file, which costs microseconds, and reads those whose identity has changed since they
were listed (by whoever), and small ones once in each process. A full check, in the background process, reads all. Writers do not
wait for checks: what a check finds counts only while its list is the last one and no writer is open.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple
from zlib import crc32

NAME, WRITING = "checksums.json", "writing"
REWRITTEN = {"meta.json", ".managed.json"}
"""Files that Tantivy replaces at each commit and merge."""
UNLISTED_SUFFIXES = (".columns", ".npy", ".roaring", "terms.json", ".part", ".lock", ".tmp", ".new", "LOCK")
MAX_SMALL = 64 * 1024
"""Bytes up to which a file is read by the first check of each process."""
BLOCK = 1024 * 1024
IsFinished = Callable[[str], bool]
"""Whether the file of a name is part of a commit; another may still be being written."""
Identity = tuple[int, int, int]
"""Inode, and the times of modification and of change in nanoseconds."""


class Entry(NamedTuple):
    size: int
    checksum: int
    inode: int
    modified: int
    changed: int

    @property
    def identity(self) -> Identity:
        return self[2:]


def begin_writing(folder: Path) -> None:
    (folder / WRITING).touch()


def end_writing(folder: Path) -> None:
    (folder / WRITING).unlink(missing_ok=True)


def is_writing(folder: Path) -> bool:
    """Whether a writer is open, or died before it had listed what it wrote."""
    return (folder / WRITING).exists()


def every_file(name: str) -> bool:
    """The files of a writer that writes nothing between its commits."""
    return True


def seal(folder: Path, is_finished: IsFinished = every_file) -> None:
    """List the files as they are, under the writer's lock; unfinished ones are left to a later seal."""
    try:
        before = read_checksums(folder)
    except (OSError, ValueError):
        before = None
    listed: dict[str, Entry] = {}
    for path in sorted(folder.iterdir()):
        known = (before or {}).get(path.name)
        if not _is_listed(path) or (known is None and not is_finished(path.name)):
            continue
        with suppress(FileNotFoundError):  # merged away meanwhile
            if known is None or (path.name in REWRITTEN and known.identity != _identity(path.stat())):
                known = _entry(path)
            listed[path.name] = known
    if listed != before:
        content = json.dumps(listed)
        part = folder / f"{NAME}.{os.getpid()}.part"
        part.write_text(json.dumps({"checksum": crc32(content.encode()), "files": content}), encoding="ascii")
        part.replace(folder / NAME)


def read_checksums(folder: Path) -> dict[str, Entry] | None:
    """The entries by file name; None if there is no list. Raises ValueError if the list itself is damaged."""
    try:
        written = json.loads((folder / NAME).read_bytes())
    except FileNotFoundError:
        return None
    try:
        if crc32(written["files"].encode()) != written["checksum"]:
            raise ValueError("wrong checksum")
        return {name: Entry(*entry) for name, entry in json.loads(written["files"]).items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a list of checksums") from error


class FileCheck:
    """Checks the files of generations for one process, which need be read only once. Threads may share it."""

    def __init__(self) -> None:
        self._read: dict[Path, Identity] = {}
        self._lists: dict[Path, tuple[Identity, dict[str, Entry]]] = {}

    def damage(self, folder: Path, *, full: bool = False, pause: Callable[[], object] = lambda: None) -> str:
        """The first damaged file and how it is damaged, "" if there is none or no list of checksums.

        `full` reads every file, with a call of `pause` after each megabyte; files that it has found sound it reads once.
        """
        sound: set[str] = set()
        while True:
            try:
                identity, listed = self._list(folder)
            except (OSError, ValueError) as error:
                return f"{NAME} cannot be read ({_reason(error)})"
            found = self._first_damage(folder, listed, sound, full, pause)
            if not found or identity == _list_identity(folder):
                return found

    def _first_damage(
        self, folder: Path, listed: dict[str, Entry], sound: set[str], full: bool, pause: Callable[[], object]
    ) -> str:
        for name, entry in listed.items():
            if name in sound:
                continue
            try:
                reason, is_missing = self._damage(folder / name, entry, full, pause), False
            except FileNotFoundError:
                reason, is_missing = "is missing", True
            except OSError as error:
                reason, is_missing = f"cannot be read ({_reason(error)})", False
            if not reason:
                sound.add(name)
            elif not ((is_missing or name in REWRITTEN) and is_writing(folder)):
                return f"{name} {reason}"
        return ""

    def _list(self, folder: Path) -> tuple[Identity | None, dict[str, Entry]]:
        """The list and its identity."""
        identity = _list_identity(folder)
        if identity is None:
            return None, {}
        known = self._lists.get(folder)
        if known is None or known[0] != identity:
            known = identity, read_checksums(folder) or {}
            self._lists = {folder: known}
            self._read = {path: read for path, read in self._read.items() if path.name in known[1]}
        return known

    def _damage(self, path: Path, entry: Entry, full: bool, pause: Callable[[], object]) -> str:
        status = path.stat()
        if status.st_size != entry.size:
            return f"has {status.st_size:,} bytes instead of {entry.size:,}"
        identity = _identity(status)
        is_known = self._read.get(path) == identity or (entry.size > MAX_SMALL and identity == entry.identity)
        if full or not is_known:
            with path.open("rb") as file:
                checksum = _checksum(file, pause)
            if checksum != entry.checksum:
                return "has other contents than were written (wrong checksum)"
            self._read[path] = identity
        return ""


def _is_listed(path: Path) -> bool:
    is_temporary = path.name.startswith(".tmp") or path.name.endswith(UNLISTED_SUFFIXES)
    return not is_temporary and path.name not in {NAME, WRITING, "missed", "damage"} and path.is_file()


def _entry(path: Path) -> Entry:
    with path.open("rb") as file:  # of one file, even if another replaces it meanwhile
        status = os.fstat(file.fileno())
        return Entry(status.st_size, _checksum(file), *_identity(status))


def _list_identity(folder: Path) -> Identity | None:
    """None if there is no list."""
    try:
        return _identity((folder / NAME).stat())
    except FileNotFoundError:
        return None


def _identity(status: os.stat_result) -> Identity:
    return status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def _checksum(file: IO[bytes], pause: Callable[[], object] = lambda: None) -> int:
    checksum = 0
    while block := file.read(BLOCK):
        checksum = crc32(block, checksum)
        pause()
    return checksum


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
