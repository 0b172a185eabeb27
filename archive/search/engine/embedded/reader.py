"""The current snapshot of an index in this process, shared by its threads and reopened after a commit.

Pointer and files are checked again every CHECK_S seconds at the most, so that a process notices damage that is done while it
serves.
"""

import errno
import logging
import threading
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Generic, TypeVar

from archive.search.engine.contract import IndexDamagedError, IndexInfo, SearchUnavailableError
from archive.search.engine.embedded.checksums import is_writing
from archive.search.engine.embedded.generations import Generations

log = logging.getLogger(__name__)
ATTEMPTS, RETRY_PAUSE_S = 10, 0.05
CHECK_S = 0.05
"""A check costs about 10 µs for each file."""
DAMAGED_CHECK_S = 1.0
PASSING = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EINTR}
"""Errors that say nothing about the files."""
NEVER = (0, 0)
Snapshot = TypeVar("Snapshot")


class Reader(ABC, Generic[Snapshot]):
    """`snapshot()` costs one `stat` if it was checked a moment ago and nothing has changed."""

    def __init__(self, generations: Generations) -> None:
        self.generations = generations
        self._token: str | None = None
        self._mark: tuple[int, int] | None = NEVER
        self._checked_at = 0.0
        self._damage = ""
        self._snapshot = self.empty(None)
        self._mutex = threading.Lock()

    @abstractmethod
    def open(self, folder: Path, info: IndexInfo) -> Snapshot:
        """The last commit of a generation."""

    @abstractmethod
    def empty(self, info: IndexInfo | None) -> Snapshot:
        """Used if there is no index, or none that this version can read."""

    def snapshot(self) -> Snapshot:
        """Raises IndexDamagedError, and tries again DAMAGED_CHECK_S later: the files may have been put back."""
        mark = self.generations.file_mark()
        checked_s = time.monotonic() - self._checked_at
        if mark != self._mark or checked_s >= (DAMAGED_CHECK_S if self._damage else CHECK_S):
            with self._mutex:
                self._refresh()
                self._mark, self._checked_at = mark, time.monotonic()
        if self._damage:
            raise IndexDamagedError(self._damage)
        return self._snapshot

    def _refresh(self) -> None:
        for attempt in range(ATTEMPTS):
            token: str | None = None
            try:
                token = self.generations.commit_token()
                self.generations.check()
                if token != self._token or self._damage or self._mark == NEVER:
                    self._snapshot, self._token = self._open(), token
                self._damage = ""
                return
            except Exception as error:  # pickled, packed and compressed files fail in many ways
                if isinstance(error, MemoryError) or getattr(error, "errno", None) in PASSING:
                    raise SearchUnavailableError(f"The index cannot be opened now: {error}") from error
                if attempt == ATTEMPTS - 1 or not self._may_be_replaced(token):
                    self._give_up(error)
                    return
            time.sleep(RETRY_PAUSE_S)

    def _may_be_replaced(self, token: str | None) -> bool:
        """Whether a writer may have removed what was being read, because a newer commit replaces it. A writer that ends between
        the two questions has published before."""
        try:
            folder = self.generations.current()
            return (folder is not None and is_writing(folder)) or token != self.generations.commit_token()
        except (IndexDamagedError, OSError):
            return False

    def _give_up(self, error: Exception) -> None:
        reason = f"it cannot be opened ({type(error).__name__}: {error})"
        damage = (
            str(error)
            if isinstance(error, IndexDamagedError)
            else f"The index in {self.generations.root} is damaged: {reason}."
        )
        if damage != self._damage:
            log.error("%s", damage)
        self._damage, self._token = damage, None
        self._snapshot = self.empty(None)

    def _open(self) -> Snapshot:
        folder = self.generations.current()
        if folder is None:
            return self.empty(None)
        info = self.generations.info(folder)
        return self.open(folder, info) if info.readable else self.empty(info)
