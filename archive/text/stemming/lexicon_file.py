"""The file form of a lexicon: compiled once, then memory-mapped, so that all processes share one copy.

A line of JSON (format, version, sizes, checksum), then a MARISA trie that numbers the words, the row number of each word, its
past (the number of a word plus one, or 0), and the rows: different words often have the same counts, which are written once.
Numbers are 32 bits wide, in the byte order of the machine that wrote them.
"""

import json
import logging
import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import marisa_trie

from archive.text.stemming.lexicon import (
    COUNTED_CLITICS,
    RULES_VERSION,
    UNKNOWN_WORD,
    CompiledLexicon,
    Lexicon,
    WordRecord,
)

log = logging.getLogger(__name__)
FORMAT = "khizana-lexicon-3"
FORMAT_WITHOUT_RECORDS = "khizana-lexicon-2"
_ROW = struct.Struct("=10I?xxx")
"""The fields of a record but its past."""
_MAX_COUNT = 2**32 - 1


class LexiconError(ValueError):
    """A file that cannot be read as a lexicon."""


class MappedLexicon(Lexicon):
    """A lexicon whose records stay in the file until they are looked up."""

    def __init__(self, path: Path) -> None:
        """Raises LexiconError if the file is damaged or of another format, OSError if it is missing."""
        header, body = _read_header(path)
        if header.get("format") != FORMAT or header.get("byteorder") != sys.byteorder:
            raise LexiconError(f"{path} is of another format.")
        if header.get("checksum") != zlib.crc32(body):
            raise LexiconError(f"{path} is damaged.")
        super().__init__(_with_current_rules(header["version"]), self._read)
        trie, numbers = header["trie"], 4 * header["words"]
        self._trie = marisa_trie.Trie().frombytes(body[:trie].tobytes())
        self._rows = body[trie : trie + numbers].cast("I")
        self._pasts = body[trie + numbers : trie + 2 * numbers].cast("I")
        self._data = body[trie + 2 * numbers :]

    def __iter__(self) -> Iterator[str]:
        return iter(self._trie.iterkeys())

    def _read(self, word: str) -> WordRecord:
        try:
            number = self._trie.get(word)
        except UnicodeEncodeError:  # a lone surrogate
            return UNKNOWN_WORD
        if number is None or "\0" in word:  # the trie reads a key up to its first NUL
            return UNKNOWN_WORD
        past = self._pasts[number]
        fields = _ROW.unpack_from(self._data, self._rows[number])
        return tuple.__new__(WordRecord, (*fields, self._trie.restore_key(past - 1) if past else ""))


def load_lexicon(path: Path) -> Lexicon:
    """Map a lexicon; a file of the format before is rewritten first, which keeps its version.

    Raises LexiconError if the file is damaged or of an unknown format, OSError if it is missing or cannot be rewritten.
    """
    header, body = _read_header(path)
    if header.get("format") == FORMAT_WITHOUT_RECORDS:
        save_lexicon(_read_without_records(header, body, path), path)
        log.info("Rewrote %s in the format %s.", path, FORMAT)
    return MappedLexicon(path)


def save_lexicon(lexicon: CompiledLexicon, path: Path) -> None:
    """Write a lexicon; a reader sees the old file or the new one, never half of it."""
    trie = marisa_trie.Trie(_words_with_counts(lexicon))
    rows: dict[bytes, int] = {}
    numbers, pasts = array("I"), array("I")
    for number in range(len(trie)):
        *fields, past = lexicon.read(trie.restore_key(number))
        row = _ROW.pack(*(min(field, _MAX_COUNT) for field in fields))
        numbers.append(rows.setdefault(row, len(rows) * _ROW.size))
        pasts.append(trie.get(past) + 1 if past else 0)
    encoded = trie.tobytes()
    body = encoded + bytes(-len(encoded) % 4) + numbers.tobytes() + pasts.tobytes() + b"".join(rows)
    header = {
        "format": FORMAT,
        "version": lexicon.version,
        "byteorder": sys.byteorder,
        "trie": len(encoded) + -len(encoded) % 4,
        "words": len(numbers),
        "checksum": zlib.crc32(body),
    }
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(json.dumps(header).encode() + b"\n" + body)
    part.replace(path)


def _words_with_counts(lexicon: CompiledLexicon) -> set[str]:
    """Every word of which a record is not empty."""
    words = {*lexicon, *lexicon.verbs.values()}
    for word in lexicon.counts:
        words.update(word.removeprefix(clitic) for clitic in COUNTED_CLITICS)
    return words


def _read_header(path: Path) -> tuple[dict[str, Any], memoryview]:
    """The header of a lexicon file of any format, and what follows it, mapped."""
    with path.open("rb") as file:
        try:
            header = json.loads(file.readline())
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError as error:
            raise LexiconError(f"{path} is not a lexicon: {error}") from error
        if not isinstance(header, dict):
            raise LexiconError(f"{path} is not a lexicon.")
        return header, mapped[file.tell() :]


def _read_without_records(header: dict[str, Any], body: memoryview, path: Path) -> CompiledLexicon:
    """A file of the format before: words one a line (counted, protected, verb forms, their pasts), then 32-bit counts."""
    try:
        lines = body[: header["text"]].tobytes().decode().split("\n")
        size = header["words"]
        numbers = array("I")
        numbers.frombytes(body[header["text"] :].tobytes())
        if sys.byteorder == "big":
            numbers.byteswap()
        words, rest = lines[:size], lines[size:]
        names, verbs = rest[: header["protected"]], rest[header["protected"] :]
        return CompiledLexicon(
            dict(zip(words, numbers[:size], strict=True)),
            {word: count for word, count in zip(words, numbers[size:], strict=True) if count},
            frozenset(names),
            dict(zip(verbs[: header["verbs"]], verbs[header["verbs"] :], strict=True)),
            header["version"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise LexiconError(f"{path} is not a lexicon: {error}") from error


def _with_current_rules(version: str) -> str:
    """The version of a lexicon that was compiled with older rules: an index made with it then is stale."""
    return f"{RULES_VERSION}-{version.partition('-')[2]}"
