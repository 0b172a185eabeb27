"""A bag (BagIt 1.0, RFC 8493) as a ZIP that is written as it is read: hashes are taken on the way, manifests come last."""

import datetime as dt
import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, cast

PAYLOAD, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class _Written:
    """What a ZIP was given since it was last asked; it cannot be rewound, so sizes are written after each file."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


class Bag:
    """Files are added one after another, and what `added` yields is passed on before the next; `closed` ends the ZIP."""

    def __init__(self, folder: str, made_at: dt.datetime) -> None:
        self._folder = folder
        self._moment = made_at.astimezone(dt.UTC).timetuple()[:6]
        self._written = _Written()
        self._zip = zipfile.ZipFile(cast("IO[bytes]", self._written), "w", zipfile.ZIP_DEFLATED)
        self._payload: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._bytes = 0

    def added(self, path: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """A file under `data/`, or beside it."""
        entry = zipfile.ZipInfo(f"{self._folder}/{path}", self._moment)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o100644 << 16
        found = hashlib.sha256()
        with self._zip.open(entry, "w", force_zip64=True) as file:
            for chunk in chunks:
                found.update(chunk)
                file.write(chunk)
                self._bytes += len(chunk) if path.startswith("data/") else 0
                yield self._written.taken()
        sums = self._payload if path.startswith("data/") else self._tags
        sums[path] = found.hexdigest()
        yield self._written.taken()

    def closed(self, facts: Iterable[tuple[str, str]]) -> Iterator[bytes]:
        """The declaration, `facts` as bag-info.txt, and the manifests."""
        oxum = f"{self._bytes}.{len(self._payload)}"
        rows = [*facts, ("Bagging-Date", dt.date(*self._moment[:3]).isoformat()), ("Payload-Oxum", oxum)]
        yield from self.added("bagit.txt", [_DECLARATION])
        yield from self.added("bag-info.txt", [f"{name}: {' '.join(value.split())}\n".encode() for name, value in rows])
        yield from self.added(PAYLOAD, _manifest(self._payload))
        yield from self.added(TAGS, _manifest(dict(self._tags)))
        self._zip.close()
        yield self._written.taken()


def _manifest(sums: dict[str, str]) -> Iterator[bytes]:
    for path, digest in sorted(sums.items()):
        yield f"{digest}  {path}\n".encode()
