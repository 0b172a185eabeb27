"""What the C library keeps of freed memory, in the processes that live long: glibc's heap. Elsewhere nothing happens here.

Left to itself glibc gives every thread a heap of its own, and each keeps about what the largest request took that its thread
ever computed. A web worker has 16 such threads, of which one computes: after some thousand requests, 100 of its 450 MB were
free and not given back. With one heap for all threads, trimmed once in a while, a worker needs what its caches hold.
"""

import ctypes
import threading
from collections.abc import Callable
from typing import Any

TRIM_EVERY_S = 60.0
_M_ARENA_MAX = -8
"""mallopt(3)."""


def heap_share() -> None:
    """One heap for all threads; call it before the first thread is started."""
    if set_option := _function("mallopt"):
        set_option(_M_ARENA_MAX, 1)


def heap_trim() -> None:
    """Give what is free back to the system; takes some milliseconds."""
    if trim := _function("malloc_trim"):
        trim(0)


def heap_trim_often(every_s: float = TRIM_EVERY_S) -> None:
    """A thread that trims as long as the process lives."""
    if _function("malloc_trim"):
        threading.Thread(target=_trim_often, args=(every_s,), name="heap", daemon=True).start()


def _trim_often(every_s: float) -> None:
    pause = threading.Event()
    while not pause.wait(every_s):
        heap_trim()


def _function(name: str) -> Callable[..., Any] | None:
    """Of the C library; None where it has none of this name."""
    return getattr(ctypes.CDLL(None), name, None)
