"""A process that indexes what a long import writes, while it writes it: `python -m archive.search.indexing.companion`.

A command that imports without a background process starts it (`Companion`). It drains the outbox whenever enough waits for a
commit of a fair size, and the rest when it is told to finish. It ends when its owner does, however that ends; what it leaves is
in the outbox.
"""

import os
import selectors
import subprocess
import sys
from contextlib import suppress
from typing import Self

from django.conf import settings

MIN_ROWS = 1_000
"""Rows that are worth a commit: smaller ones make more segments to merge."""
LOOK_S = 0.5
FINISH = b"finish\n"


class Companion:
    """The process as its owner sees it; a context manager, which ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def start(self) -> None:
        """Start the process, once; where that fails the owner indexes by itself."""
        if self._process is not None:
            return
        with suppress(OSError):
            # a group of its own: an interrupt typed at the terminal is for the owner alone
            self._process = subprocess.Popen(
                [sys.executable, "-m", "archive.search.indexing.companion"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                cwd=settings.BASE_DIR,
                env={**os.environ, "ARCHIVE_DATA_DIR": str(settings.DATA_DIR)},
                process_group=0,
            )

    def finish(self) -> None:
        """Wait until it has indexed what waits."""
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.write(FINISH)
                self._process.stdin.close()
            self._process.wait()


def main() -> None:
    from archive.catalog.worker_setup import worker_setup

    worker_setup()
    from archive import text

    text.analyze("خبر")  # loads the word table
    owner = os.fdopen(sys.stdin.fileno(), "rb", buffering=0)
    with (
        suppress(Exception),
        selectors.DefaultSelector() as selector,
    ):  # the owner drains the rest, and says what is wrong
        selector.register(owner, selectors.EVENT_READ)
        while not selector.select(LOOK_S):
            _drain(MIN_ROWS)
        if owner.read(len(FINISH)) == FINISH:
            _drain(1)


def _drain(least: int) -> None:
    """Index what waits if it is that much and no background process does it."""
    from archive.catalog.jobs import is_working
    from archive.catalog.models import OutboxEntry
    from archive.search.indexing.indexer import COMMIT_DOCUMENTS
    from archive.search.indexing.outbox import drain

    waiting = OutboxEntry.objects.exclude(priority=OutboxEntry.Priority.REFUSED)
    while waiting.count() >= least and not is_working():
        drain(COMMIT_DOCUMENTS)


if __name__ == "__main__":
    main()
