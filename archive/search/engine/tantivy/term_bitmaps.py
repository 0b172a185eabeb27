"""The documents of frequent terms, written beside the segments when a generation has been built.

A hit costs a quarter of a microsecond on its way out of Tantivy, so what stands in many documents would cost most of an
answer with facets. Kept are the documents that have a word of some stem, and those that have a word which begins so and so
(`sets` asks for them): as a bit for each document of the archive as it was or, of the less frequent, as a list of places. A
document is known again by its number and its stamp, in whatever segment it lies by now; of those that have come or changed
since, Tantivy is asked.

    documents.npy   number and stamp of each document, by number: what stands first has the place 0
    kept.bits       a row of bits for each of the most frequent terms, mapped into memory
    kept.places     the documents of the others, one term after another, mapped into memory
    kept.json       the terms in the order of their bits and of their places, with the number of these; written last
"""

import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Query

from archive.search.engine.tantivy.feeding import HEAD, TAGS
from archive.search.engine.tantivy.query_builder import some
from archive.search.engine.tantivy.records import Numbered, Numbers
from archive.search.engine.tantivy.schema import HEADS, SCHEMA, open_index

STEMS, BEGINNINGS = "text", HEADS["text"]
"""The fields of which terms are kept."""
SHARE, SHARE_OF_BEGINNINGS = 0.005, 0.05
"""In what share of the documents they stand at least: of fewer, the hits are soon told."""
LEAST = 500
"""Nor is anything kept that fewer documents have."""
DENSE = 1 / 32
"""From this share on, bits take less room than places do."""
Array = NDArray[Any]
Head = tuple[str, int]
"""Its text, and in how many documents it stands."""
Key = tuple[str, str]
"""Field and text of a term: of a stem, all words that are printed, spelled or stemmed so; of a beginning, the text of the
heads that begin so (`feeding`)."""


@dataclass(frozen=True, eq=False)
class Frequent:
    """What was written of a generation."""

    documents: Array
    bits: Array
    rows: dict[Key, int]
    """The row of bits of a term."""
    places: Array
    parts: dict[Key, slice]
    """Where the places of a term stand."""


class Standing:
    """What of it stands in a snapshot with these rows."""

    def __init__(self, kept: Frequent | None, rows: Numbered) -> None:
        kept = kept if rows.count else None
        self.kept = kept
        elsewhere = rows.live.copy()
        if kept is not None:
            pks, stamps = kept.documents
            found = rows.find(pks)
            known = (found >= 0) & (stamps != 0) & (rows.columns.versions[found] == stamps)
            self._rows = np.where(known, found, rows.size).astype(np.int32)
            self._places = np.full(rows.size, len(pks), np.int32)
            self._places[found[known]] = np.flatnonzero(known)
            elsewhere[found[known]] = False
        self.others = np.flatnonzero(elsewhere)
        """The rows of which nothing is kept."""
        missing = rows.columns.pks[self.others]
        self.last = int(kept.documents[0][-1]) if kept is not None else 0
        """The last number of which something may be kept."""
        self.later = int(np.count_nonzero(missing > self.last))
        """How many documents have come behind it: new ones, as a rule."""
        self.changed: list[int] = missing[missing <= self.last].tolist()
        """Numbers of the others of which nothing is kept."""

    def has(self, key: Key) -> bool:
        return self.kept is not None and (key in self.kept.parts or key in self.kept.rows)

    def mark(self, mask: Array, key: Key) -> None:
        """Set the documents of a term which is kept, but for those of `others`, in a mask of all rows and one more."""
        assert self.kept is not None
        if (part := self.kept.parts.get(key)) is not None:
            mask[self._rows[self.kept.places[part]]] = True
        else:
            bits = np.unpackbits(self.kept.bits[self.kept.rows[key]]).view(bool)
            mask[:-1] |= bits[self._places]


def read_frequent(folder: Path) -> Frequent | None:
    """None where nothing was written."""
    try:
        keys = json.loads((folder / "kept.json").read_text(encoding="utf-8"))
        documents = np.load(folder / "documents.npy")
        bits = _mapped(folder / "kept.bits", np.uint8).reshape(-1, _width(documents.shape[1]))
        places = _mapped(folder / "kept.places", np.uint32)
    except FileNotFoundError:
        return None
    rows = {(field, text): row for row, (field, text) in enumerate(keys["bits"])}
    parts, start = {}, 0
    for field, text, number in keys["places"]:
        parts[field, text] = slice(start, start + number)
        start += number
    return Frequent(documents, bits, rows, places, parts)


def write_frequent(folder: Path) -> bool:
    """False where the archive is too small for anything to be kept."""
    index = open_index(folder)
    index.reload()
    searcher = index.searcher()
    count = int(searcher.num_docs)
    if count < LEAST:
        return False
    hits = searcher.search(Query.all_query(), limit=count, count=False, order_by_field="pk").hits[::-1]
    pks = np.array([pk for pk, _ in hits], np.int64)
    stamps = searcher.fast_field_values("stamp", [address for _, address in hits])
    np.save(folder / "documents.npy", np.stack((pks, np.array([stamp or 0 for stamp in stamps], np.int64))))
    bits: list[Key] = []
    places: list[tuple[str, str, int]] = []
    with (folder / "kept.bits").open("wb") as dense, (folder / "kept.places").open("wb") as sparse:
        for key, mask in _sought(_Masks(searcher, pks)):
            documents = np.flatnonzero(mask).astype(np.uint32)
            if len(documents) < DENSE * count:
                sparse.write(documents.tobytes())
                places.append((*key, len(documents)))
            else:
                dense.write(np.packbits(mask).tobytes())
                bits.append(key)
    temporary = folder / "kept.new"
    temporary.write_text(json.dumps({"bits": bits, "places": places}, ensure_ascii=False), encoding="utf-8")
    temporary.replace(folder / "kept.json")
    return bool(bits or places)


class _Masks:
    """Which documents a query finds, each at its place by number."""

    def __init__(self, searcher: tantivy.Searcher, pks: Array) -> None:
        self.searcher = searcher
        self.count = len(pks)
        self.size = 8 * _width(self.count)
        self._places = Numbers(pks, np.arange(self.count))

    def of(self, query: Query) -> Array:
        hits = self.searcher.search(query, limit=self.count, count=False, order_by_field="pk").hits
        mask = np.zeros(self.size, bool)
        mask[self._places.of(np.array([pk for pk, _ in hits], np.int64))] = True
        return mask


def _width(count: int) -> int:
    """Bytes of so many bits and at least one that is never set."""
    return count // 8 + 1


def _mapped(path: Path, kind: type[np.unsignedinteger[Any]]) -> Array:
    return np.asarray(np.memmap(path, kind, "r")) if path.stat().st_size else np.empty(0, kind)


def _sought(masks: _Masks) -> Iterator[tuple[Key, Array]]:
    """What is to be kept, and its mask."""
    least = max(LEAST, SHARE * masks.count)
    for term, number in masks.searcher.terms_with_prefix(STEMS, TAGS[2]):
        if number >= least:
            levels = [Query.term_query(SCHEMA, STEMS, tag + term[len(tag) :], index_option="basic") for tag in TAGS]
            yield (STEMS, term), masks.of(some(levels))
    heads = sorted(masks.searcher.terms_with_prefix(BEGINNINGS, ""))
    least = max(LEAST, SHARE_OF_BEGINNINGS * masks.count)
    for beginning in _parted(heads, 2):  # a letter for the level stands before them
        if _sum(beginning) >= least:
            yield from _beginnings(masks, beginning, 2, least)


def _beginnings(
    masks: _Masks, heads: list[Head], length: int, least: float
) -> Generator[tuple[Key, Array], None, Array]:
    """What is to be kept of the words that begin with the same so many letters; at last, the documents of them all. Those of
    a short beginning are put together of those of longer ones."""
    rest = heads
    mask = np.zeros(masks.size, bool)
    if length <= HEAD:
        longer = [part for part in _parted(heads, length + 1) if _sum(part) >= least and len(part[0][0]) > length]
        for part in longer:
            mask |= yield from _beginnings(masks, part, length + 1, least)
        told = {head for part in longer for head in part}
        rest = [head for head in heads if head not in told]
    if rest:
        mask |= masks.of(Query.term_set_query(SCHEMA, BEGINNINGS, [head for head, _ in rest]))
    yield (BEGINNINGS, heads[0][0][:length]), mask
    return mask


def _parted(heads: list[Head], length: int) -> list[list[Head]]:
    """Sorted heads by so many letters."""
    return [list(part) for _, part in groupby(heads, key=lambda head: head[0][:length])]


def _sum(heads: list[Head]) -> int:
    return sum(number for _, number in heads)
