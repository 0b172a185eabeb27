"""The writer that a process keeps open, with the lock, while Tantivy's threads merge.

A change does not wait for merges, nor does the next one in the same process: the open writer commits it. A thread closes the
writer when changes and merges have ended; until then other processes wait for the lock. The thread is not a
daemon, so that a command that ends lets merges finish; a process that is killed leaves the last commit.

A writer is closed, never dropped: a merge that outlives its writer would replace the list of segments that another writer
has committed meanwhile.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from archive.search.engine.contract import IndexBusyError
from archive.search.engine.embedded.checksums import IsFinished
from archive.search.engine.embedded.generations import LOCK_TIMEOUT_S, Generations
from archive.search.engine.tantivy.records import Segment, committed_stems, segments_of
from archive.search.engine.tantivy.writer import TantivyWriter

logger = logging.getLogger(__name__)
MERGE_GRACE_S = 0.2
"""After a commit, time for Tantivy's threads to start a merge."""
POLL_S = 0.02
MAX_OPEN_S = 10.0
"""A writer is closed after this time even if it is in use or merging: other processes may be waiting."""
SEGMENT_FILES = {".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm"}
DELETIONS = ".del"


@dataclass(eq=False)
class _Open:
    folder: Path
    writer: TantivyWriter
    lock: ExitStack
    opened: float
    published: tuple[Segment, ...]
    """The segments that readers have been shown."""
    left_behind: frozenset[str]
    """Files of segments that a writer which was killed did not finish: whoever has the lock writes alone."""
    committed: float = 0.0

    @property
    def busy(self) -> bool:
        return time.monotonic() - self.committed < MERGE_GRACE_S or is_merging(self.folder, self.left_behind)

    @property
    def overdue(self) -> bool:
        return time.monotonic() - self.opened > MAX_OPEN_S


class SharedWriter:
    """Lends the writer of the current generation to one thread of the process at a time."""

    def __init__(self, generations: Generations) -> None:
        self.generations = generations
        self._mutex = threading.Lock()
        self._open: _Open | None = None
        self._thread: threading.Thread | None = None

    @contextmanager
    def borrow(self) -> Iterator[TantivyWriter]:
        """Commits and publishes at the end; on an exception nothing changes. Raises IndexBusyError."""
        if not self._mutex.acquire(timeout=LOCK_TIMEOUT_S):
            raise IndexBusyError(f"The index has been written to for more than {LOCK_TIMEOUT_S:.0f} seconds.")
        try:
            current, self._open = self._open or self._opened(), None
            try:
                self.generations.check()
                yield current.writer
                current.writer.commit()
                current.published, current.committed = segments_of(current.folder), time.monotonic()
                self.generations.publish(current.folder, finished_files(current.folder))
            except BaseException:
                with suppress(ValueError):  # raised by a broken writer; the first exception matters
                    self._close(current)
                raise
            self._keep_open(current)
        finally:
            self._mutex.release()

    def wait(self) -> None:
        """Until no writer is open."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _opened(self) -> _Open:
        with ExitStack() as stack:
            stack.enter_context(self.generations.lock())
            folder = self.generations.begin_writing()
            stack.callback(self.generations.end_writing, folder)
            left_behind = frozenset(unfinished_files(folder))
            writer = TantivyWriter(folder)
            return _Open(folder, writer, stack.pop_all(), time.monotonic(), segments_of(folder), left_behind)

    def _close(self, current: _Open) -> None:
        with current.lock:
            current.writer.close()
            if segments_of(current.folder) != current.published:
                self.generations.publish(current.folder)

    def _keep_open(self, current: _Open) -> None:
        self._open = current
        if self._thread is None:
            self._thread = threading.Thread(target=self._close_after_merge, name="khizana-merging", daemon=False)
            self._thread.start()

    def _close_after_merge(self) -> None:
        while True:
            time.sleep(POLL_S)
            with self._mutex:
                current = self._open
                if current and current.busy and not current.overdue:
                    continue
                self._open = self._thread = None
                if current is not None:
                    try:
                        self._close(current)
                    except Exception:  # the commit stands, and the next one merges again
                        logger.exception("Segments of the index could not be merged.")
                    time.sleep(2 * POLL_S if current.overdue else 0.0)  # a waiting process gets the lock
                return


def is_merging(folder: Path, left_behind: frozenset[str] = frozenset()) -> bool:
    """Whether files of a segment are being written that is not part of the last commit, other than those that were left behind.
    False if the folder is gone."""
    try:
        return bool(unfinished_files(folder) - left_behind)
    except OSError:
        return False


def finished_files(folder: Path) -> IsFinished:
    """Files of the last commit, and those that are no segment's. The files of a merge that begins or ends after this call are
    not among them, whatever is written of them by then."""
    finished = committed_stems(folder)
    return lambda name: Path(name).suffix not in {*SEGMENT_FILES, DELETIONS} or Path(name).stem in finished


def unfinished_files(folder: Path) -> set[str]:
    """Names of files of segments that are not part of the last commit."""
    committed = committed_stems(folder)
    return {file.name for file in folder.iterdir() if file.suffix in SEGMENT_FILES and file.stem not in committed}
