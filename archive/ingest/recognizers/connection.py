"""One recognizing process as its owner sees it: started, asked, ended."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import Pipe
from typing import Any

from django.conf import settings

from archive.ingest.annotation import PrintedArticle
from archive.ingest.recognizers.process import READY, Reply


class RecognizerDiedError(Exception):
    """The process ended while it had work, or before it was ready. The message says how."""


class Recognizer:
    """A process that recognises names and dates. Of one thread at a time."""

    def __init__(self) -> None:
        """Starts the process. Raises OSError if that fails."""
        self._connection, other = Pipe()
        with other:
            # a group of its own: an interrupt typed at the terminal is for the owner, which then ends it
            self.process = subprocess.Popen(
                [sys.executable, "-m", "archive.ingest.recognizers.process", str(other.fileno())],
                pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd=settings.BASE_DIR,
                env={**os.environ, "ARCHIVE_DATA_DIR": str(settings.DATA_DIR)},
                process_group=0,
            )

    def wait_until_ready(self) -> None:
        """Raises RecognizerDiedError."""
        if self._receive() != READY:
            raise RecognizerDiedError("it did not start")

    def ask(self, articles: Sequence[PrintedArticle]) -> Reply:
        """Raises RecognizerDiedError."""
        try:
            self._connection.send(articles)
        except OSError as error:
            raise RecognizerDiedError(self._ending()) from error
        reply: Reply = self._receive()
        return reply

    def _receive(self) -> Any:
        try:
            return self._connection.recv()
        except (EOFError, OSError) as error:
            raise RecognizerDiedError(self._ending()) from error

    def _ending(self) -> str:
        """How the process ended: by a signal (9: killed, as when memory runs out) or with a status."""
        with suppress(subprocess.TimeoutExpired):
            status = self.process.wait(5)
            return f"killed by signal {-status}" if status < 0 else f"it ended with status {status}"
        return "it no longer answers"

    def kill(self) -> None:
        """End the process at once; who waits for an answer gets RecognizerDiedError."""
        self.process.kill()

    def close(self) -> None:
        self.kill()
        self.process.wait()
        self._connection.close()
