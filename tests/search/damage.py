"""Damage to the files of an index, and changes that look as if the index had been written so."""

import json
from collections.abc import Callable
from pathlib import Path

from archive.search.engine.embedded import checksums


def rewrite_about(folder: Path, **changes: object) -> None:
    """Change what a generation says about itself, as another version would have written it."""
    about = folder / "about.json"
    about.write_text(json.dumps({**json.loads(about.read_text()), **changes}))
    (folder / checksums.NAME).unlink(missing_ok=True)
    checksums.seal(folder)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


def cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0" * 7)


def fill(path: Path) -> None:
    """The same size, other contents, such as a disk leaves that was not synchronised."""
    path.write_bytes(b"\0" * path.stat().st_size)


KINDS: dict[str, Callable[[Path], object]] = {
    "flipped": flip,
    "cut": cut,
    "emptied": empty,
    "deleted": Path.unlink,
    "lengthened": lengthen,
    "zeroed": fill,
}
