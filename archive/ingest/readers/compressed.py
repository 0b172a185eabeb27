"""Files that may be compressed with gzip, read up to the place where they are damaged: whatever precedes it is not lost."""

import gzip
import io
import zlib
from pathlib import Path

_GZIP = b"\x1f\x8b"


class GzipReader(io.RawIOBase):
    """The content of a gzip file. A damaged one ends early; `problem` then says why."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = gzip.open(path, "rb")  # noqa: SIM115 - closed by `close`
        self.problem = ""
        self._has_content = False

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
