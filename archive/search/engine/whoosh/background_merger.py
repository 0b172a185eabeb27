"""Merging in the background: a small commit leaves its segment as it is, and a thread of the same process merges them.

So whoever changed an article does not wait for a merge, and no search does. The thread takes the writer's lock like any
writer; it is no daemon, so that a command that ends lets it finish; killed, it leaves the index as it was.
"""

import logging
import threading
from collections.abc import Callable

logger = logging.getLogger(__name__)


class Tidier:
    """Runs `tidy` soon after it was asked for, once for all who ask meanwhile."""

    def __init__(self, tidy: Callable[[], None]) -> None:
        self.tidy = tidy
        self._thread: threading.Thread | None = None
        self._mutex = threading.Lock()

    def soon(self) -> None:
        with self._mutex:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="khizana-tidy", daemon=False)
                self._thread.start()

    def wait(self) -> None:
        """Until it is done."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        try:
            self.tidy()
        except Exception:  # the index stands as it was, and the next commit asks again
            logger.exception("Small parts of the index could not be merged.")
