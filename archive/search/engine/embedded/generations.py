"""Folders of an embedded index: one per generation, a pointer to the current one, and the writer's lock.

    index/current              name of the current generation and a token of its last commit; replaced atomically
    index/lock                 held by the writer, in whatever process; others wait
    index/rebuild.lock         held while a new generation is built
    index/<name>/              the engine's own files
    index/<name>/about.json    versions of the analysis and of the format it was built with
    index/<name>/missed        while it is being built: documents that changed meanwhile

Readers keep their files open: those of an old generation disappear when the last reader closes them.
"""

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from archive.search.engine.contract import IndexBusyError, IndexInfo
from archive.text import analysis_version

LOCK_TIMEOUT_S, REBUILD_LOCK_TIMEOUT_S, POLL_S = 120.0, 5.0, 0.02


class Generations:
    """`version` is that of the engine's format on disk; `begin` creates an empty index in a folder."""

    def __init__(self, root: Path, version: int, begin: Callable[[Path], None]) -> None:
        self.root = root
        self.version = version
        self.begin = begin

    # Reading

    def commit_token(self) -> str:
        """Changes with every commit; empty if there is no index."""
        try:
            return (self.root / "current").read_text(encoding="ascii")
        except FileNotFoundError:
            return ""

    def file_mark(self) -> tuple[int, int] | None:
        """Inode and modification time of the pointer: change with every commit, and cost one `stat` instead of a read."""
        try:
            status = (self.root / "current").stat()
        except FileNotFoundError:
            return None
        return status.st_ino, status.st_mtime_ns

    def current(self) -> Path | None:
        name = self.commit_token().split(" ")[0]
        return self.root / name if name else None

    def info(self, folder: Path) -> IndexInfo:
        """Raises OSError, ValueError or KeyError if it cannot be read."""
        written = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        return IndexInfo(written["analysis"], written["created"], readable=written["format"] == self.version)

    def building(self) -> list[Path]:
        """Generations that are being built; those whose builder died are left out."""
        found = [path.parent for path in self.root.glob("*/missed")] if self.root.exists() else []
        return found if found and self._held("rebuild.lock") else []

    def size(self) -> int:
        """Bytes of the current generation."""
        folder = self.current()
        return sum(_size(file) for file in folder.iterdir()) if folder and folder.exists() else 0

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
        with (self.root / name).open("a") as file:
            return not _locked(file)

    def create(self) -> Path:
        """A new, empty generation that no reader sees yet."""
        self.root.mkdir(parents=True, exist_ok=True)
        folder = self.root / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}"
        folder.mkdir()
        info = {"analysis": analysis_version(), "format": self.version, "created": time.time()}
        (folder / "about.json").write_text(json.dumps(info), encoding="utf-8")
        self.begin(folder)
        return folder

    def publish(self, folder: Path) -> None:
        """Show readers a generation (or its last commit), and remove those it replaces."""
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


def _size(file: Path) -> int:
    """0 if a writer has just removed it."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _locked(file: IO[str]) -> bool:
    """Take the lock if it is free; closing the file releases it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
