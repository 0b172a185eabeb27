"""The file form of a lexicon: compiled once, then memory-mapped, so that all processes share one copy.

A line of JSON (format, version, sizes, checksum), then a MARISA trie that numbers the words, and columns by that number:
the offset of the word's row; its past; and, of frequent words, the levels spelling, stem and light. These are numbers of words
plus one, or 0. At last the rows: different words often have the same counts, which are written once. Numbers are 32 bits wide,
in the byte order of the machine that wrote them.

Levels are used only if today's code computed them, which the header shows by a digest of the rules.
"""

import hashlib
import json
import logging
import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import marisa_trie

from archive.text.stemming.lexicon import (
    RULES_VERSION,
    UNKNOWN_WORD,
    CompiledLexicon,
    Levels,
    Lexicon,
    WordRecord,
)

log = logging.getLogger(__name__)
FORMAT = "khizana-lexicon-3"
FORMAT_WITHOUT_RECORDS = "khizana-lexicon-2"
_PACKAGE = Path(__file__).parents[1]
_ROW = struct.Struct("=10I??xx")
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
        try:
            self._map(header, body)
        except (KeyError, TypeError, ValueError, RuntimeError) as error:  # RuntimeError: of the trie
            raise LexiconError(f"{path} has a damaged header: {error!r}") from error

    def _map(self, header: dict[str, Any], body: memoryview) -> None:
        """The checksum covers the body alone: sizes of the header that do not fit it raise ValueError."""
        super().__init__(_with_current_rules(header["version"]), self._read)
        self.is_outdated = self.version != header["version"]
        trie, size = header["trie"], 4 * header["words"]
        end = trie + size * header.get("columns", 2)
        self._trie = marisa_trie.Trie().frombytes(body[:trie].tobytes())
        if len(self._trie) != header["words"]:
            raise ValueError("the trie has another number of words")
        self._offsets, self._pasts, *self._levels = (body[at : at + size].cast("I") for at in range(trie, end, size))
        self._rows = body[end:]
        if len(self._levels) not in {0, 3} or len(self._rows) % _ROW.size:
            raise ValueError("the rows do not follow the columns")
        self.has_levels = bool(self._levels) and header["rules"] == rules_digest()

    def __iter__(self) -> Iterator[str]:
        words = range(len(self._offsets))
        return (self._trie.restore_key(number) for number in words if self._offsets[number])

    def _read(self, word: str) -> WordRecord:
        try:
            number = self._trie.get(word)
        except UnicodeEncodeError:  # a lone surrogate
            return UNKNOWN_WORD
        if number is None or "\0" in word:  # the trie reads a key up to its first NUL
            return UNKNOWN_WORD
        past = self._pasts[number]
        fields = _ROW.unpack_from(self._rows, self._offsets[number])
        return tuple.__new__(WordRecord, (*fields, self._trie.restore_key(past - 1) if past else ""))

    def levels(self, exact: str) -> Levels | None:
        number = self._trie.get(exact) if self.has_levels and exact.isalpha() else None
        if number is None:
            return None
        spelling_number, stem_number, light_number = (column[number] for column in self._levels)
        if not spelling_number:
            return None
        word = self._trie.restore_key
        spelling = word(spelling_number - 1) if spelling_number != number + 1 else exact
        stem = word(stem_number - 1) if stem_number != spelling_number else spelling
        if light_number == stem_number:
            return exact, spelling, stem, stem
        return exact, spelling, stem, word(light_number - 1) if light_number != spelling_number else spelling


def load_lexicon(path: Path) -> Lexicon:
    """Map a lexicon; a file of the format before is rewritten first, with the same version.

    Raises LexiconError if the file is damaged or of an unknown format, OSError if it is missing.
    """
    header, body = _read_header(path)
    if header.get("format") == FORMAT_WITHOUT_RECORDS:
        lexicon = _read_without_records(header, body, path)
        try:
            save_lexicon(lexicon, path)
        except OSError as error:
            log.warning("%s is of the format before and cannot be rewritten: %s", path, error)
            return lexicon
        log.info("Rewrote %s in the format %s.", path, FORMAT)
    return MappedLexicon(path)


def save_lexicon(lexicon: Lexicon, path: Path, levels: Iterable[Levels] = ()) -> None:
    """Write a lexicon, and the levels of words at level `exact`; a reader sees the old file or the new one, never half of it."""
    letters = [word_levels for word_levels in levels if word_levels[0].isalpha()]
    rows = {_packed(UNKNOWN_WORD): 0}
    words: dict[str, tuple[int, str]] = {}
    for word, record in lexicon.items():
        words[word] = rows.setdefault(_packed(record), len(rows) * _ROW.size), record.past
    trie = marisa_trie.Trie({past for _, past in words.values() if past}.union(words, *letters))
    columns = [array("I", bytes(4 * len(trie))) for _ in range(5 if letters else 2)]
    for word, (offset, past) in words.items():
        number = trie[word]
        columns[0][number] = offset
        columns[1][number] = trie[past] + 1 if past else 0
    for exact, *others in letters:
        number = trie[exact]
        for column, word in zip(columns[2:], others, strict=True):
            column[number] = trie[word] + 1
    encoded = trie.tobytes()
    encoded += bytes(-len(encoded) % 4)
    body = b"".join((encoded, *(column.tobytes() for column in columns), *rows))
    header = {
        "format": FORMAT,
        "version": lexicon.version,
        "byteorder": sys.byteorder,
        "rules": rules_digest(),
        "trie": len(encoded),
        "words": len(trie),
        "columns": len(columns),
        "checksum": zlib.crc32(body),
    }
    header["header"] = _header_checksum(header)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(json.dumps(header).encode() + b"\n" + body)
    part.replace(path)


@cache
def rules_digest() -> str:
    """Changes with the code and the tables that analyze a word."""
    digest = hashlib.sha256()
    for pattern in ("*.py", "normalization/*.py", "stemming/*.py", "data/*.tsv"):
        for path in sorted(_PACKAGE.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _packed(record: WordRecord) -> bytes:
    """A row: the record without its past."""
    try:
        return _ROW.pack(*record[:-1])
    except struct.error:  # a count of more than 32 bits
        return _ROW.pack(*(min(field, _MAX_COUNT) for field in record[:-1]))


def _header_checksum(header: dict[str, Any]) -> int:
    """Files of earlier versions have none: a change of their version passes for another table."""
    return zlib.crc32(json.dumps({name: header[name] for name in sorted(header) if name != "header"}).encode())


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
        if header.get("header") not in {None, _header_checksum(header)}:
            raise LexiconError(f"{path} is damaged.")
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
