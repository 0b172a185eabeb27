"""Roaring bitmaps of frequent terms, written next to the segments when a generation has been built.

Each hit that comes out of Tantivy costs a quarter of a microsecond: the hits of a frequent term would cost most of a query
with facets. There is a bitmap of the documents with each frequent stem, and one for each frequent prefix of words. Bit n
is the document with the nth lowest primary key at the time of the build; it is recognised later by pk and version, in
whatever segment it lies by then.

    documents.npy    pks and versions of the documents, in the order of their bits
    terms.roaring    the bitmaps, one after another, mapped into memory
    terms.json       [field, text, bytes] of each bitmap, and the CRC-32 of the other two files and of this list; written last

Without bitmaps, or with damaged ones, queries are evaluated in Tantivy.
"""

import json
import logging
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import tantivy
from numpy.typing import NDArray
from pyroaring import BitMap
from tantivy import Query

from archive.search.engine.tantivy.queries.boolean import any_of
from archive.search.engine.tantivy.records import PkIndex
from archive.search.engine.tantivy.schema import HEADS, SCHEMA, open_index
from archive.search.engine.tantivy.token_stream import HEAD_LETTERS, TAGS

log = logging.getLogger(__name__)
STEMS, PREFIXES = "text", HEADS["text"]
"""The fields of the terms."""
STEM_SHARE, PREFIX_SHARE = 0.005, 0.05
"""Share of the documents from which on a term has a bitmap: Tantivy gives fewer hits fast enough."""
MIN_DOC_FREQ = 500
DOCUMENTS, BITMAPS, TERMS = "documents.npy", "terms.roaring", "terms.json"
Array = NDArray[Any]
Head = tuple[str, int]
"""(text, number of its documents)."""
Key = tuple[str, str]
"""Field and text of a term. A stem includes all words that are printed, spelled or stemmed so; a prefix all words whose heads
start with the text (`token_stream`)."""


@dataclass(frozen=True, eq=False)
class TermBitmaps:
    """The bitmaps of a generation."""

    documents: Array
    """Pks, and versions."""
    blob: Array
    places: dict[Key, slice]
    """Where each bitmap lies in the blob."""

    def union(self, keys: list[Key]) -> Array:
        """The bits of documents with any of the terms."""
        found = [BitMap.deserialize(self.blob[self.places[key]].tobytes()) for key in keys]
        bits: Array = np.frombuffer(BitMap.union(*found).to_array(), np.uint32)
        return bits


def read_term_bitmaps(folder: Path) -> TermBitmaps | None:
    """None if there are none that can be used."""
    try:
        return _read(folder)
    except FileNotFoundError as error:
        if error.filename == str(folder / TERMS):  # none were written
            return None
        log.warning("The bitmaps of frequent terms cannot be used: %s", error)
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        log.warning("The bitmaps of frequent terms in %s cannot be used: %s", folder, error)
    return None


def _read(folder: Path) -> TermBitmaps:
    written = json.loads((folder / TERMS).read_text(encoding="utf-8"))
    keys, checksum = (written["terms"], written["checksum"]) if isinstance(written, dict) else (written, None)
    if checksum is not None and checksum != _checksum(folder, *_states(folder)):
        raise ValueError("they are damaged")
    if checksum is not None and written.get("list") not in {None, _list_checksum(keys)}:
        raise ValueError("their list is damaged")
    blob = np.asarray(np.memmap(folder / BITMAPS, np.uint8, "r")) if keys else np.empty(0, np.uint8)
    places, start = {}, 0
    for field, text, size in keys:
        places[field, text] = slice(start, start + size)
        start += size
    if start != len(blob):
        raise ValueError(f"{start} bytes expected, {len(blob)} found")
    return TermBitmaps(np.load(folder / DOCUMENTS), blob, places)


def _states(folder: Path) -> list[tuple[int, int]]:
    files = ((folder / name).stat() for name in (DOCUMENTS, BITMAPS))
    return [(file.st_size, file.st_mtime_ns) for file in files]


def _list_checksum(keys: list[Any]) -> int:
    return crc32(json.dumps(keys).encode())


@lru_cache(maxsize=4)
def _checksum(folder: Path, *_states: tuple[int, int]) -> int:
    """Of both files. Read once: every commit opens the bitmaps again."""
    checksum = 0
    for name in (DOCUMENTS, BITMAPS):
        checksum = crc32((folder / name).read_bytes(), checksum)
    return checksum


def write_term_bitmaps(folder: Path) -> bool:
    """False if the archive is too small to need any."""
    index = open_index(folder)
    index.reload()
    searcher = index.searcher()
    count = int(searcher.num_docs)
    if count < MIN_DOC_FREQ:
        return False
    hits = searcher.search(Query.all_query(), limit=count, count=False, order_by_field="pk").hits[::-1]
    pks = np.array([pk for pk, _ in hits], np.int64)
    versions = searcher.fast_field_values("stamp", [address for _, address in hits])
    np.save(folder / DOCUMENTS, np.stack((pks, np.array([version or 0 for version in versions], np.int64))))
    keys: list[tuple[str, str, int]] = []
    with (folder / BITMAPS).open("wb") as file:
        for (field, text), bitmap in _bitmaps(_Collector(searcher, pks)):
            bitmap.run_optimize()
            keys.append((field, text, file.write(bitmap.serialize())))
    temporary = folder / "terms.new"
    written = {"checksum": _checksum(folder, *_states(folder)), "list": _list_checksum(keys), "terms": keys}
    temporary.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    temporary.replace(folder / TERMS)
    return bool(keys)


class _Collector:
    """The bitmaps of queries."""

    def __init__(self, searcher: tantivy.Searcher, pks: Array) -> None:
        self.searcher = searcher
        self.count = len(pks)
        self._bits = PkIndex(pks, np.arange(self.count))

    def bitmap(self, query: Query) -> BitMap:
        hits = self.searcher.search(query, limit=self.count, count=False, order_by_field="pk").hits
        return BitMap(self._bits.places(np.array([pk for pk, _ in hits], np.int64)).astype(np.uint32))


def _bitmaps(collector: _Collector) -> Iterator[tuple[Key, BitMap]]:
    least = max(MIN_DOC_FREQ, STEM_SHARE * collector.count)
    for term, number in collector.searcher.terms_with_prefix(STEMS, TAGS[2]):
        if number >= least:
            levels = [Query.term_query(SCHEMA, STEMS, tag + term[len(tag) :], index_option="basic") for tag in TAGS]
            yield (STEMS, term), collector.bitmap(any_of(levels))
    heads = sorted(collector.searcher.terms_with_prefix(PREFIXES, ""))
    least = max(MIN_DOC_FREQ, PREFIX_SHARE * collector.count)
    for group in _by_prefix(heads, 2):  # a letter for the level comes first
        if _total(group) >= least:
            yield from _prefix_bitmaps(collector, group, 2, least)


def _prefix_bitmaps(
    collector: _Collector, heads: list[Head], length: int, least: float
) -> Generator[tuple[Key, BitMap], None, BitMap]:
    """The bitmaps of the heads' common prefix of this length and of longer ones, from which the shorter are put together;
    returns the documents of all the heads."""
    rest = heads
    bitmap = BitMap()
    if length <= HEAD_LETTERS:
        longer = [part for part in _by_prefix(heads, length + 1) if _total(part) >= least and len(part[0][0]) > length]
        for part in longer:
            bitmap |= yield from _prefix_bitmaps(collector, part, length + 1, least)
        included = {head for part in longer for head in part}
        rest = [head for head in heads if head not in included]
    if rest:
        bitmap |= collector.bitmap(Query.term_set_query(SCHEMA, PREFIXES, [head for head, _ in rest]))
    yield (PREFIXES, heads[0][0][:length]), bitmap
    return bitmap


def _by_prefix(heads: list[Head], length: int) -> list[list[Head]]:
    """Sorted heads grouped by their first letters."""
    return [list(part) for _, part in groupby(heads, key=lambda head: head[0][:length])]


def _total(heads: list[Head]) -> int:
    return sum(number for _, number in heads)
