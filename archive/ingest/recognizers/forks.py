"""The process from which recognizing processes are forked, as the importing process sees it.

Loading what recognition needs takes two seconds of processor time; here it is done once for all processes, which share it in
memory. The importing process itself cannot be forked: it may have other threads and connections.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from threading import Lock

from django.conf import settings

from archive.ingest.recognizers.process import ENDING_S, FORK, READY


class RecognizerDiedError(Exception):
    """The process ended while it had work, or before it was ready. The message says how."""


class RecognizerForks:
    """Started with the first process that is asked for, and again if it was killed. Of many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._connection: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ready = self._is_closed = False

    def fork(self) -> tuple[Connection, int]:
        """A new process: what it answers through, and its pid. Raises OSError or RecognizerDiedError."""
        with self._lock:
            try:
                connection = self._started()
                ours, theirs = Pipe()
                with theirs:
                    connection.send(FORK)
                    send_handle(connection, theirs.fileno(), None)
                return ours, connection.recv()
            except (EOFError, ConnectionError) as error:
                raise RecognizerDiedError(self._buried()) from error

    def ending(self, pid: int) -> str:
        """How a process that no longer answers ended: by a signal (9: killed, as when memory runs out) or with a status."""
        with self._lock, suppress(EOFError, OSError):
            if self._connection is not None:
                self._connection.send(pid)
                status = self._connection.recv()
                return "it no longer answers" if status is None else _ending(status)
        return "it no longer answers"

    def kill(self) -> None:
        """Start no more processes, and end it at once while it loads."""
        self._is_closed = True
        if self._process is not None and not self._is_ready:
            self._process.kill()

    def close(self) -> None:
        """End it. Its processes have been killed."""
        self.kill()
        with self._lock:
            self._buried()

    def _started(self) -> Connection:
        """Raises OSError, EOFError or RecognizerDiedError."""
        if self._connection is None:
            if self._is_closed:
                raise RecognizerDiedError("it is not needed any more")
            self._connection, other = Pipe()
            with other:
                self._process = _start(other)
            if self._is_closed:
                self._process.kill()
            if self._connection.recv() != READY:
                raise RecognizerDiedError("it did not start")
            self._is_ready = True
        return self._connection

    def _buried(self) -> str:
        """How it ended, after it has."""
        self._is_ready = False
        if self._connection is not None:
            self._connection.close()
        status = 0
        if self._process is not None:
            try:
                status = self._process.wait(ENDING_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                status = self._process.wait()
        self._connection = self._process = None
        return _ending(status)


def _start(connection: Connection) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "archive.ingest.recognizers.process", str(connection.fileno())],
        pass_fds=[connection.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        # with one thread it may be forked; numpy's would stay behind
        env={**os.environ, "ARCHIVE_DATA_DIR": str(settings.DATA_DIR), "OPENBLAS_NUM_THREADS": "1"},
        # a group of its own: an interrupt typed at the terminal is for the owner, which then ends it
        process_group=0,
    )


def _ending(status: int) -> str:
    return f"killed by signal {-status}" if status < 0 else f"it ended with status {status}"


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
