"""The current snapshot of an index in this process, shared by its threads and reopened after a commit."""

import threading
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Generic, TypeVar

from archive.search.engine.contract import IndexInfo
from archive.search.engine.embedded.generations import Generations

ATTEMPTS, RETRY_PAUSE_S = 10, 0.05
Snapshot = TypeVar("Snapshot")


class Reader(ABC, Generic[Snapshot]):
    """`snapshot()` costs one `stat` if nothing has changed."""

    removed: tuple[type[Exception], ...] = (OSError,)
    """Raised by `open` if a writer has just removed files, because a newer commit replaced them."""

    def __init__(self, generations: Generations) -> None:
        self.generations = generations
        self._token: str | None = None
        self._mark: tuple[int, int] | None = (0, 0)
        self._snapshot = self.empty(None)
        self._mutex = threading.Lock()

    @abstractmethod
    def open(self, folder: Path, info: IndexInfo) -> Snapshot:
        """The last commit of a generation."""

    @abstractmethod
    def empty(self, info: IndexInfo | None) -> Snapshot:
        """Used if there is no index, or none that this version can read."""

    def snapshot(self) -> Snapshot:
        mark = self.generations.file_mark()
        if mark == self._mark:
            return self._snapshot
        with self._mutex:
            for attempt in range(ATTEMPTS):
                token = self.generations.commit_token()
                if token == self._token:
                    break
                try:
                    self._snapshot = self._open()
                    self._token = token
                    break
                except self.removed:
                    if attempt == ATTEMPTS - 1:
                        raise
                    time.sleep(RETRY_PAUSE_S)
            self._mark = mark
            return self._snapshot

    def _open(self) -> Snapshot:
        folder = self.generations.current()
        if folder is None:
            return self.empty(None)
        info = self.generations.info(folder)
        return self.open(folder, info) if info.readable else self.empty(info)
