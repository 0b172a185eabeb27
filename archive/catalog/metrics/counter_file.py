"""Counters that several processes add to: a file of records, each a key with a number, a sum and the counts of a histogram.

Read and written by `pread` and `pwrite` in the page cache, some ten microseconds a count. The file is not mapped: a write to a
mapped page for which a full disk has no room ends the process (SIGBUS). Its room is reserved when it is made, so that a disk
which fills up later changes nothing. Counts outlive the processes; a file of another layout is begun anew.
"""

import bisect
import fcntl
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the histogram, in seconds; what is above is in the number alone."""
RECORD = struct.Struct(f"=128s{2 + len(BOUNDS_S)}d16x")
RECORDS = 2_048
KEY_BYTES = 128
HEADER = f"khizana counters 1: {RECORDS} {BOUNDS_S}".encode()[: RECORD.size].ljust(RECORD.size, b"\0")
SIZE = RECORD.size * (RECORDS + 1)
SEPARATOR = "\x1f"
Key = tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """`buckets`: how many were within each of BOUNDS_S and above the one before."""

    count: float
    seconds: float
    buckets: tuple[float, ...]


class CounterFile:
    """Counts by key: a tuple of short strings without control characters."""

    def __init__(self, path: Path) -> None:
        """Raises OSError if the file cannot be opened, or made with all of its room."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._mutex = threading.Lock()
        self._places: dict[Key, int | None] = {}
        try:
            self._begin()
        except OSError:
            os.close(self._file)
            raise

    def add(self, key: Key, *, seconds: float | None = None) -> None:
        """Count one. Dropped if the key is too long or the file has no record left. Raises OSError."""
        with self._mutex:
            if key not in self._places:
                self._places[key] = self._place(key)
            place = self._places[key]
            if place is None:
                return
            with self._locked(place):
                name, count, total, *buckets = RECORD.unpack(os.pread(self._file, RECORD.size, place))
                if seconds is not None:
                    total += seconds
                    if (bound := bisect.bisect_left(BOUNDS_S, seconds)) < len(BOUNDS_S):
                        buckets[bound] += 1
                os.pwrite(self._file, RECORD.pack(name, count + 1, total, *buckets), place)

    def read(self) -> dict[Key, Counted]:
        """All counts. Raises OSError."""
        found = {}
        for _, name, (count, seconds, *buckets) in self._records():
            found[tuple(name.decode().split(SEPARATOR))] = Counted(count, seconds, tuple(buckets))
        return found

    def _begin(self) -> None:
        with self._locked(0):
            if os.pread(self._file, len(HEADER), 0) == HEADER and os.fstat(self._file).st_size == SIZE:
                return
            os.ftruncate(self._file, 0)
            _reserve(self._file, SIZE)
            os.pwrite(self._file, HEADER, 0)

    def _place(self, key: Key) -> int | None:
        """Where the key's record is, made if it is new."""
        name = SEPARATOR.join(key).encode()
        if len(name) > KEY_BYTES:
            return None
        with self._locked(0):
            last = 0
            for place, found, _ in self._records():
                if found == name:
                    return place
                last = place
            place = last + RECORD.size
            if place >= SIZE:
                return None
            os.pwrite(self._file, RECORD.pack(name, *[0.0] * (2 + len(BOUNDS_S))), place)
            return place

    def _records(self) -> Iterator[tuple[int, bytes, tuple[float, ...]]]:
        """Place, key and figures of each record in use; they follow one another."""
        content = os.pread(self._file, SIZE, 0)
        for place in range(RECORD.size, len(content) - RECORD.size + 1, RECORD.size):
            name, *figures = RECORD.unpack_from(content, place)
            if not (name := name.rstrip(b"\0")):
                return
            yield place, name, tuple(figures)

    @contextmanager
    def _locked(self, place: int) -> Iterator[None]:
        """Against other processes; threads of this one hold the mutex."""
        fcntl.lockf(self._file, fcntl.LOCK_EX, RECORD.size, place)
        try:
            yield
        finally:
            fcntl.lockf(self._file, fcntl.LOCK_UN, RECORD.size, place)


def _reserve(file: int, size: int) -> None:
    """Give the file its length and its room on the disk."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, 0, size)
    else:
        os.pwrite(file, bytes(size), 0)
