"""Times of one kind of action, with its errors."""

import threading
from collections.abc import Callable
from time import perf_counter

MAX_ERROR_CHARS = 300


class Samples:
    """Seconds taken and errors met; safe to fill from several threads."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.seconds: list[float] = []
        self.errors: list[str] = []
        self._mutex = threading.Lock()

    def timed(self, action: Callable[[], object]) -> bool:
        """Whether the action went well; an exception is counted as an error and goes no further."""
        began = perf_counter()
        try:
            action()
        except Exception as error:
            with self._mutex:
                self.errors.append(f"{type(error).__name__}: {error}"[:MAX_ERROR_CHARS])
            return False
        with self._mutex:
            self.seconds.append(perf_counter() - began)
        return True

    def forget_times(self) -> None:
        """Drop the times taken so far, of the warm-up; errors stay."""
        with self._mutex:
            self.seconds.clear()

    def quantile(self, share: float) -> float:
        """0 without samples."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
