"""Folders of an embedded index: one per generation, a pointer to the current one, and the writer's lock.

    index/current              name of the current generation and a token of its last commit; replaced atomically
    index/lock                 held by the writer, in whatever process; others wait
    index/rebuild.lock         held while a new generation is built
    index/<name>/              the engine's own files
    index/<name>/about.json    versions of the analysis and of the format it was built with
    index/<name>/missed        while it is being built: documents that changed meanwhile
    index/<name>/damage        what the full check of the background process has found, one sentence
    (and the files of `checksums`)

A pointer that names no generation, or is missing where generations stand, is damage, not an empty index: nothing is written then
until `build` has made a new generation; the damaged one stays until that is published.

Readers keep their files open: those of an old generation disappear when the last reader closes them.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TypeVar

from archive.search.engine.contract import IndexBusyError, IndexDamagedError, IndexInfo
from archive.search.engine.embedded import checksums
from archive.text import analysis_version

LOCK_TIMEOUT_S, REBUILD_LOCK_TIMEOUT_S, POLL_S = 120.0, 5.0, 0.02
DAMAGE = "damage"
_NAME = re.compile(r"[\w-]+", re.ASCII)
Found = TypeVar("Found")


class Generations:
    """`version` is that of the engine's format on disk; `begin` creates an empty index in a folder."""

    def __init__(self, root: Path, version: int, begin: Callable[[Path], None]) -> None:
        self.root = root
        self.version = version
        self.begin = begin
        self._files = checksums.FileCheck()

    # Reading

    def commit_token(self) -> str | None:
        """Changes with every commit; None if there is no pointer. Raises OSError if it cannot be read."""
        try:
            return (self.root / "current").read_bytes().decode("ascii", "replace")
        except FileNotFoundError:
            return None

    def file_mark(self) -> tuple[int, int] | None:
        """Inode and modification time of the pointer: change with every commit, and cost one `stat` instead of a read. None if it
        is missing or cannot be read."""
        try:
            status = (self.root / "current").stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def settled(self, read: Callable[[], Found]) -> Found:
        """What `read` returns. IndexDamagedError counts only if nothing was published meanwhile: a commit replaces what is
        being read, and a new generation removes it."""
        while True:
            mark = self.file_mark()
            try:
                return read()
            except IndexDamagedError:
                if self.file_mark() == mark:
                    raise

    def current(self) -> Path | None:
        """The current generation; None if there is no index. Raises IndexDamagedError."""
        return self.settled(self._current)

    def _current(self) -> Path | None:
        try:
            token = self.commit_token()
            if token is None and not any(self._complete()):
                return None
        except OSError as error:
            raise self._damaged(f"current cannot be read ({error.strerror})") from error
        if token is None:
            raise self._damaged("current is missing")
        name = token.split(" ")[0]
        if not _NAME.fullmatch(name) or not (self.root / name).is_dir():
            raise self._damaged("current names no generation")
        return self.root / name

    def _complete(self) -> Iterator[Path]:
        """Generations whose first commit is done."""
        folders = self.root.iterdir() if self.root.exists() else ()
        return (
            path
            for path in folders
            if (path / "about.json").exists() and not checksums.is_writing(path) and not (path / "missed").exists()
        )

    def check(self, *, full: bool = False, pause: Callable[[], object] = lambda: None) -> None:
        """Raises IndexDamagedError if pointer or files of the current generation are damaged (see `checksums`).

        A full check notes what it finds in the folder, where the quick checks of all processes see it.
        """
        self.settled(lambda: self._check(full, pause))

    def _check(self, full: bool, pause: Callable[[], object]) -> None:
        folder = self._current()
        if folder is None:
            return
        found = self._noted_damage(folder) or self._files.damage(folder, full=full, pause=pause)
        if not found and not (folder / checksums.NAME).exists() and self._was_sealed(folder):
            found = f"{checksums.NAME} is missing"
        if not found:
            return
        if full and self._current() == folder:
            with suppress(OSError):
                (folder / DAMAGE).write_text(found, encoding="utf-8")
        raise self._damaged(found, folder)

    def _noted_damage(self, folder: Path) -> str:
        try:
            return (folder / DAMAGE).read_text(encoding="utf-8", errors="replace") or "damage was found"
        except FileNotFoundError:
            return ""
        except OSError as error:
            return f"{DAMAGE} cannot be read ({error.strerror})"

    def _was_sealed(self, folder: Path) -> bool:
        """False for a generation of a version that knew no checksums, and before the first commit."""
        if checksums.is_writing(folder):
            return False
        try:
            return bool(self._about(folder).get("checksums"))
        except (OSError, ValueError):
            return True

    def _damaged(self, what: str, folder: Path | None = None) -> IndexDamagedError:
        return IndexDamagedError(f"The index in {folder or self.root} is damaged: {what}.")

    def _about(self, folder: Path) -> dict[str, object]:
        written = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        if not isinstance(written, dict):
            raise ValueError("about.json is no object")
        return written

    def info(self, folder: Path) -> IndexInfo:
        """Raises IndexDamagedError if it cannot be read."""
        try:
            written = self._about(folder)
            analysis, created, version = str(written["analysis"]), float(str(written["created"])), written["format"]
        except (OSError, ValueError, KeyError) as error:
            raise self._damaged(f"about.json cannot be read ({error})", folder) from error
        return IndexInfo(analysis, created, readable=version == self.version)

    def building(self) -> list[Path]:
        """Generations that are being built; those whose builder died are left out."""
        found = [path.parent for path in self.root.glob("*/missed")] if self.root.exists() else []
        return found if found and self._held("rebuild.lock") else []

    def size(self) -> int:
        """Bytes of the current generation; 0 if there is none, or a damaged one."""
        with suppress(IndexDamagedError, OSError):
            folder = self.current()
            return sum(_size(file) for file in folder.iterdir()) if folder else 0
        return 0

    # Writing: all under the lock

    @contextmanager
    def lock(self, timeout: float = LOCK_TIMEOUT_S, name: str = "lock") -> Iterator[None]:
        """Wait for the other writer, at most `timeout` seconds. Raises IndexBusyError."""
        self.root.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + timeout
        with (self.root / name).open("a") as file:
            while not _locked(file):
                if time.monotonic() > deadline:
                    raise IndexBusyError(f"The index has been locked for more than {timeout:.0f} seconds.")
                time.sleep(POLL_S)
            yield

    def _held(self, name: str) -> bool:
        try:
            with (self.root / name).open("rb") as file:
                return not _locked(file)
        except OSError:  # nobody has locked it yet
            return False

    def create(self) -> Path:
        """A new, empty generation that no reader sees yet."""
        self.root.mkdir(parents=True, exist_ok=True)
        folder = self.root / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}"
        folder.mkdir()
        checksums.begin_writing(folder)
        info = {"analysis": analysis_version(), "format": self.version, "created": time.time(), "checksums": True}
        (folder / "about.json").write_text(json.dumps(info), encoding="utf-8")
        self.begin(folder)
        return folder

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """The current generation for a writer, a new one if there is none; call it under the lock. Raises IndexDamagedError."""
        folder = self.begin_writing()
        try:
            yield folder
        finally:
            self.end_writing(folder)

    def begin_writing(self) -> Path:
        """As `writing`, which also calls `end_writing`."""
        folder = self.current() or self.create()
        self.check()
        checksums.begin_writing(folder)
        return folder

    def end_writing(self, folder: Path) -> None:
        """List the files as the writer leaves them. If that fails (disk full), the next writer does it. A generation that
        has never been published stays marked: it is nobody's index."""
        with suppress(OSError):
            if self.commit_token() is not None:
                checksums.seal(folder)
                checksums.end_writing(folder)

    def publish(self, folder: Path, is_finished: checksums.IsFinished = checksums.every_file) -> None:
        """Show readers a generation (or its last commit), and remove those it replaces. `is_finished`: see
        `checksums.seal`."""
        checksums.seal(folder, is_finished)
        temporary = self.root / f"current.{os.getpid()}.{secrets.token_hex(3)}"
        temporary.write_text(f"{folder.name} {secrets.token_hex(8)}", encoding="ascii")
        temporary.replace(self.root / "current")
        building = self.building()
        for other in self.root.iterdir():
            if other.is_dir() and other != folder and other not in building:
                shutil.rmtree(other, ignore_errors=True)

    # Changes while a generation is being built

    @contextmanager
    def build(self) -> Iterator[Path]:
        """A new generation, to be filled while the current one serves and then passed to `finish`; dropped on an
        exception. Raises IndexBusyError if another is being built."""
        with self.lock(name="rebuild.lock", timeout=REBUILD_LOCK_TIMEOUT_S):
            with self.lock():
                for left_behind in self.root.glob("*/missed"):  # of dead builders: a live one holds this lock
                    shutil.rmtree(left_behind.parent, ignore_errors=True)
                folder = self.create()
                (folder / "missed").touch()
            try:
                yield folder
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise

    def note_missed(self, pks: Iterable[int]) -> None:
        """Note for every generation being built that these documents changed."""
        for folder in self.building():
            with suppress(FileNotFoundError), (folder / "missed").open("a", encoding="ascii") as file:
                file.writelines(f"{pk}\n" for pk in pks)

    def missed(self, folder: Path) -> list[int]:
        return sorted({int(line) for line in (folder / "missed").read_text(encoding="ascii").split()})

    def finish(self, folder: Path) -> None:
        """Publish a new generation; call it under the lock, within `build`."""
        (folder / "missed").unlink()
        self.publish(folder)
        checksums.end_writing(folder)


def _size(file: Path) -> int:
    """0 if a writer has just removed it."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _locked(file: IO[Any]) -> bool:
    """Take the lock if it is free; closing the file releases it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
