"""The columns of a finished segment in a file that all processes map, rather than each parsing the records again.

Layout: a header line of JSON (format, keys, and name, type, size of each array), padded to 8 bytes; the arrays, each padded to 8;
the CRC-32 of all that, without which a damaged file would give wrong facets.
"""

import json
import mmap
import os
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from archive.search.engine.document import KEYED
from archive.search.engine.embedded.columns import BY_DOC, BY_MENTION, Columns, KeyedColumn

FORMAT = "columns-5"
"""Raised whenever `read_columns` would read something else from the same records."""
CHECKSUM_SIZE = 4
MIN_DOCUMENTS = 2_000
"""Smaller segments are parsed in 50 ms, and soon merged."""
_FLAT = (*BY_DOC, *BY_MENTION, "mentioned_docs")
_KEYED = ("docs", "values", "starts")


def save_columns(columns: Columns, path: Path) -> None:
    """Write the file; a reader sees all of it or none. Raises OSError."""
    arrays = {name: getattr(columns, name) for name in _FLAT}
    arrays |= {f"{name} {part}": getattr(columns.keyed[name], part) for name in KEYED for part in _KEYED}
    header = {
        "format": FORMAT,
        "keys": {name: columns.keyed[name].keys for name in KEYED},
        "arrays": [(name, array.dtype.str, len(array)) for name, array in arrays.items()],
    }
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    line = json.dumps(header).encode()
    checksum = 0
    with part.open("wb") as file:
        for block in chain(
            [line + b" " * (-(len(line) + 1) % 8) + b"\n"],
            (array.tobytes() + bytes(-array.nbytes % 8) for array in arrays.values()),
        ):
            file.write(block)
            checksum = crc32(block, checksum)
        file.write(checksum.to_bytes(CHECKSUM_SIZE, "little"))
    part.replace(path)


def load_columns(path: Path) -> Columns:
    """Map the file. Raises OSError or ValueError if it is missing, damaged or not of this format."""
    with path.open("rb") as file:
        line = file.readline()
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with memoryview(mapped) as whole:
        if crc32(whole[:-CHECKSUM_SIZE]) != int.from_bytes(whole[-CHECKSUM_SIZE:], "little"):
            raise ValueError(f"{path} is damaged")
    header = json.loads(line)
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise ValueError(f"{path} is not of the format {FORMAT}")
    arrays: dict[str, Any] = {}
    offset = len(line)
    for name, kind, size in header["arrays"]:
        arrays[name] = np.frombuffer(mapped, kind, size, offset)
        offset += -(-arrays[name].nbytes // 8) * 8
    keyed = {}
    for name, keys in header["keys"].items():
        number = {key: place for place, key in enumerate(keys)}
        docs, values, starts = (arrays[f"{name} {part}"] for part in _KEYED)
        single = bool(np.diff(starts).max(initial=0) <= 1)
        keyed[name] = KeyedColumn(keys, docs, values, number, starts, single)
    return Columns(keyed=keyed, **{name: arrays[name] for name in _FLAT})
