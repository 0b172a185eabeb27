"""The objects of one JSON array, read as a stream: one object is in memory at a time."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from archive.ingest.encoding import MAX_BYTES
from archive.ingest.record import UnreadableError

CHUNK_BYTES = 1 << 20
_BETWEEN = re.compile(r"[\s,]*")
_PART_OF_NUMBER = re.compile(r"[\w+.-]*")
"""A number may continue in the next chunk."""


def array_items(file: BinaryIO) -> Iterator[bytes]:
    """The text of each element. Raises UnreadableError where the array is damaged; the elements before are not lost."""
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    parse = json.JSONDecoder().raw_decode
    buffer, is_open, number = "", False, 0
    while True:
        chunk = file.read(CHUNK_BYTES)
        try:
            buffer += decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise UnreadableError("not UTF-8") from error
        if not is_open and buffer.strip():
            buffer, is_open = buffer.lstrip().removeprefix("["), True
        place = 0
        while True:
            place = _BETWEEN.match(buffer, place).end()  # type: ignore[union-attr]
            if buffer[place : place + 1] == "]":
                return
            try:
                _, end = parse(buffer, place)
            except RecursionError as error:
                raise UnreadableError(f"item {number + 1}: nested too deep") from error
            except ValueError as error:
                if not chunk or len(buffer) - place > MAX_BYTES:
                    raise UnreadableError(_reason(error, number, is_whole=not chunk)) from error
                break
            if chunk and buffer[place] not in '{["' and _PART_OF_NUMBER.fullmatch(buffer, end):
                break
            number += 1
            yield buffer[place:end].encode("utf-8", "surrogatepass")
            place = end
        buffer = buffer[place:]


def _reason(error: ValueError, number: int, *, is_whole: bool) -> str:
    if is_whole:
        return f"item {number + 1}: not JSON ({getattr(error, 'msg', error)})"
    return f"item {number + 1}: not JSON, or larger than {MAX_BYTES // 1024 // 1024} MB"
