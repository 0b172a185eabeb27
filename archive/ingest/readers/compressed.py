"""Files that may be compressed with gzip, read up to the place where they are damaged: whatever precedes it is not lost."""

import gzip
import io
import zlib
from pathlib import Path

MAX_EXPANSION, MIN_BOUNDED_BYTES = 200, 100 * 1024 * 1024
"""What unpacks to more than so many times its size is no text; below so many bytes that does no harm."""
_GZIP = b"\x1f\x8b"


class GzipReader(io.RawIOBase):
    """The content of a gzip file. One that is damaged, or that unpacks to far too much, ends early; `problem` then says why."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = gzip.open(path, "rb")  # noqa: SIM115 - closed by `close`
        self.problem = ""
        self._has_content = False
        self._left = max(MIN_BOUNDED_BYTES, MAX_EXPANSION * path.stat().st_size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            content = self._file.read1(len(buffer))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            is_after = self._has_content and "Not a gzipped file" in str(error)
            self.problem = (
                "something else follows the end of the gzip file" if is_after else f"damaged gzip file ({error})"
            )
            return 0
        self._has_content = self._has_content or bool(content)
        self._left -= len(content)
        if self._left < 0:
            self.problem = f"it unpacks to more than {MAX_EXPANSION} times its size, the rest was not read"
            return 0
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        self._file.close()
        super().close()


def open_file(path: Path) -> io.BufferedReader:
    """The file as bytes. Compression is known by the first bytes, not by the name. Raises OSError."""
    with path.open("rb") as file:
        is_compressed = file.read(2) == _GZIP
    return io.BufferedReader(GzipReader(path)) if is_compressed else path.open("rb")


def problem(file: io.BufferedReader) -> str:
    """Why the file ended before its end; empty if it did not."""
    return file.raw.problem if isinstance(file.raw, GzipReader) else ""
