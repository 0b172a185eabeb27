"""A response as it is handed to granian: whole, in memory as long as it is short, otherwise in a file without a name.

Granian queues the parts of a streamed response without a bound, so a slow reader would fill the memory; a file it reads as the
reader takes it, without a thread of ours. A response that is written completely before it is sent has a length, by which readers
tell a download that broke off, and an error in the midst of it is an error, not a file that looks complete.
"""

import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

IN_MEMORY_BYTES = 1 << 20
"""Of a response that comes in parts; pages, which come in one, stay in memory."""
Headers = list[tuple[str, str]]


class ReaderGoneError(Exception):
    """The reader closed the connection before the response was complete."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`file`: the content instead of `content`, if that is empty. Whoever sends it closes it."""

    status: int
    headers: Headers
    content: bytes = b""
    file: IO[bytes] | None = None

    @property
    def path(self) -> str:
        """Of the file, which granian opens by itself (Linux)."""
        assert self.file is not None
        return f"/proc/self/fd/{self.file.fileno()}"


def gather(parts: Iterable[bytes], folder: Path | None, gone: threading.Event) -> tuple[bytes, IO[bytes] | None]:
    """The parts of a response: bytes, or a file in `folder`. Raises ReaderGoneError soon after `gone` is set."""
    held: list[bytes] = []
    size = 0
    file: IO[bytes] | None = None
    try:
        for part in parts:
            if gone.is_set():
                raise ReaderGoneError
            if file is not None:
                file.write(part)
                continue
            held.append(part)
            size += len(part)
            if size > IN_MEMORY_BYTES and len(held) > 1:
                file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (its owner closes it)
                file.write(b"".join(held))
                held.clear()
        if file is not None:
            file.flush()
    except BaseException:
        if file is not None:
            file.close()
        raise
    return b"".join(held), file
