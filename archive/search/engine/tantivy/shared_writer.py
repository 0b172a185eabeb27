"""One writer at a time, under the lock of the index; after a small change it stays open for as long as it merges.

So whoever changed an article does not wait for a merge, nor does the next change in the same process: it is committed by the
writer that is still merging. A thread lets go of writer and lock when the merge is done, and until then other processes wait
for the lock. The thread is no daemon, so that a command that ends lets it finish; killed, it leaves the last commit.

A merge is never cut off otherwise, and no other writer is opened beside it: its end writes the list of segments, over that of
whoever had committed meanwhile.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from archive.search.engine.contract import IndexBusyError
from archive.search.engine.generations import Generations
from archive.search.engine.tantivy.merging import merge_due
from archive.search.engine.tantivy.records import Segment, segments_of
from archive.search.engine.tantivy.writing import Writer

logger = logging.getLogger(__name__)
BRIEF = 0.1
"""Seconds for which a small change waits for its merge: most are of small segments, and done by then. Where a merge goes on
already, it does not wait."""
LOOK = 0.02
"""Seconds between two looks at whether a merge is done."""
LONGEST = 30.0
"""Seconds after which a writer is used no more though it is still merging: other processes may be waiting."""
PATIENCE = 120.0
"""Seconds for which a thread waits for another that writes."""


@dataclass(eq=False)
class _Open:
    folder: Path
    writer: Writer
    lock: ExitStack
    since: float
    shown: tuple[Segment, ...]
    """The segments that readers have been shown, at least."""


class Writers:
    """Hands out the writer of the current generation, in the threads of a process in turn."""

    def __init__(self, generations: Generations) -> None:
        self.generations = generations
        self._mutex = threading.Lock()
        self._merging: _Open | None = None
        self._thread: threading.Thread | None = None

    @contextmanager
    def writer(self, *, small: bool) -> Iterator[Writer]:
        """Commits in the end, and lets readers see it. On an exception nothing is changed."""
        if not self._mutex.acquire(timeout=PATIENCE):
            raise IndexBusyError(f"The index has been written to for more than {PATIENCE:.0f} seconds.")
        try:
            brief = 0.0 if self._merging else BRIEF
            current = self._taken(small=small)
            try:
                yield current.writer
                current.writer.commit()
                current.shown = segments_of(current.folder)
                self.generations.publish(current.folder)
            except BaseException:
                with suppress(ValueError):  # what went wrong is told already
                    self._let_go(current)
                raise
            if small and _lasts(current.folder, brief):
                self._linger(current)
            else:
                self._let_go(current)
        finally:
            self._mutex.release()

    def wait(self) -> None:
        """Until no writer is open any more that was left merging."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _taken(self, *, small: bool) -> _Open:
        merging, self._merging = self._merging, None
        if merging is not None:
            if small and merging.writer.up_to_date and time.monotonic() - merging.since < LONGEST:
                return merging
            self._let_go(merging)
        with ExitStack() as stack:
            stack.enter_context(self.generations.lock())
            folder = self.generations.current() or self.generations.create()
            writer = Writer(folder, small=small)
            return _Open(folder, writer, stack.pop_all(), time.monotonic(), segments_of(folder))

    def _let_go(self, current: _Open) -> None:
        with current.lock:
            current.writer.close()
            if segments_of(current.folder) != current.shown:
                self.generations.publish(current.folder)

    def _linger(self, current: _Open) -> None:
        self._merging = current
        if self._thread is None:
            self._thread = threading.Thread(target=self._see_through, name="khizana-merging", daemon=False)
            self._thread.start()

    def _see_through(self) -> None:
        while True:
            time.sleep(LOOK)
            with self._mutex:
                merging = self._merging
                if merging is not None and _goes_on(merging):
                    continue
                self._merging = self._thread = None
                if merging is not None:
                    try:
                        self._let_go(merging)
                    except Exception:  # the index stands as it was committed, and the next commit merges again
                        logger.exception("Segments of the index could not be merged.")
                return


def _lasts(folder: Path, seconds: float) -> bool:
    """Whether a merge is due that takes longer than that."""
    deadline = time.monotonic() + seconds
    while merge_due(folder):
        if time.monotonic() >= deadline:
            return True
        time.sleep(LOOK / 4)
    return False


def _goes_on(merging: _Open) -> bool:
    try:
        return time.monotonic() - merging.since < LONGEST and merge_due(merging.folder)
    except OSError:  # somebody has removed the folder
        return False
