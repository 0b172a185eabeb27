"""The archive's counters, kept in a file of the data folder. Where it cannot be written nothing is counted, and nothing fails."""

import logging
import os
import time
from pathlib import Path

from django.conf import settings

from archive.catalog.metrics.counter_file import Counted, CounterFile, Key

log = logging.getLogger(__name__)
FILE = "metrics.counts"
RETRY_S = 60.0
"""Seconds after a failure before the file is opened again."""


class _Counters:
    """The open file; opened with the first count, after the workers are forked."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._file: CounterFile | None = None
        self._retry_at = 0.0

    def file(self, path: Path) -> CounterFile | None:
        if path != self._path or (self._file is None and time.monotonic() >= self._retry_at):
            self._path = path
            try:
                self._file = CounterFile(path)
            except OSError as error:
                self.failed(error)
        return self._file

    def failed(self, error: OSError) -> None:
        if self._retry_at == 0.0:
            log.warning("Nothing is counted for /metrics: %s", os.strerror(error.errno or 0))
        self._file, self._retry_at = None, time.monotonic() + RETRY_S


_counters = _Counters()


def count(name: str, *labels: str) -> None:
    """Add one to a counter that a room has registered. Never raises."""
    _add((name, *labels), None)


def observe(name: str, seconds: float, *labels: str) -> None:
    """Add one, and what it took to its histogram. Never raises."""
    _add((name, *labels), seconds)


def readings() -> dict[Key, Counted]:
    """What all processes have counted, by name and labels; nothing if the file cannot be read."""
    file = _counters.file(_path())
    try:
        return file.read() if file is not None else {}
    except OSError as error:
        _counters.failed(error)
        return {}


def _add(key: Key, seconds: float | None) -> None:
    if not settings.ARCHIVE_METRICS:
        return
    file = _counters.file(_path())
    try:
        if file is not None:
            file.add(key, seconds=seconds)
    except OSError as error:
        _counters.failed(error)


def _path() -> Path:
    return Path(settings.DATA_DIR) / FILE
