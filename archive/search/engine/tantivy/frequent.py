"""The documents of frequent terms as bitmaps, written beside the segments when a generation has been built.

A hit costs a quarter of a microsecond on its way out of Tantivy, so what stands in many documents would cost most of an
answer with facets. Kept are stems and short beginnings of words (`sets` asks for them), each a bit for each document of the
archive as it was. A document is known again by its number and its stamp, in whatever segment it lies by now; of those that
have come or changed since, Tantivy is asked.

    frequent.npy    a row of bits for each term, mapped into memory
    documents.npy   number and stamp of each document, by number
    frequent.json   the terms in the order of their rows; written last
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.lib.format import open_memmap
from numpy.typing import NDArray
from tantivy import Query

from archive.search.engine.tantivy.feeding import HEAD, TAGS
from archive.search.engine.tantivy.records import Numbered
from archive.search.engine.tantivy.schema import HEADS, SCHEMA, open_index

STEMS, BEGINNINGS = ("text", TAGS[2]), (HEADS["text"], "")
"""Field and beginning of the terms that are kept."""
SHARE, SHARE_OF_BEGINNINGS = 0.03, 0.1
"""In what share of the documents they stand at least: of fewer, the hits are soon told."""
LEAST = 1_000
"""Nor is anything kept that fewer documents have."""
Array = NDArray[Any]
Key = tuple[str, str]
"""Field and text of a term; of a beginning, the text of the heads that begin so (`feeding`)."""


@dataclass(frozen=True, eq=False)
class Frequent:
    """What was written of a generation."""

    places: dict[Key, int]
    bits: Array
    documents: Array


class Standing:
    """What of it stands in a snapshot with these rows."""

    def __init__(self, kept: Frequent | None, rows: Numbered) -> None:
        kept = kept if rows.count else None
        self.kept = kept
        elsewhere = rows.live.copy()
        if kept is not None:
            pks, stamps = kept.documents
            found = rows.find(pks)
            known = (found >= 0) & (stamps != 0) & (rows.columns.stamps[found] == stamps)
            self._rows = np.where(known, found, -1)
            elsewhere[found[known]] = False
        missing = rows.columns.pks[elsewhere]
        self.last = int(kept.documents[0][-1]) if kept is not None else 0
        """The last number of which something may be kept."""
        self.later = int(np.count_nonzero(missing > self.last))
        """How many documents have come behind it: new ones, as a rule."""
        self.changed: list[int] = missing[missing <= self.last].tolist()
        """Numbers of the others of which nothing is kept."""

    def rows_of(self, key: Key) -> Array | None:
        """The documents of a term but for `later` and `changed` ones; None where they are not kept."""
        if self.kept is None or key not in self.kept.places:
            return None
        bits = np.unpackbits(self.kept.bits[self.kept.places[key]], count=len(self._rows))
        rows: Array = self._rows[bits.view(bool)]
        return rows[rows >= 0]


def read_frequent(folder: Path) -> Frequent | None:
    """None where nothing was written."""
    try:
        keys = json.loads((folder / "frequent.json").read_text(encoding="utf-8"))
        bits = np.load(folder / "frequent.npy", mmap_mode="r")
        documents = np.load(folder / "documents.npy")
    except FileNotFoundError:
        return None
    return Frequent({(field, text): place for place, (field, text) in enumerate(keys)}, bits, documents)


def write_frequent(folder: Path) -> bool:
    """False where the archive is too small for anything to be kept."""
    index = open_index(folder)
    index.reload()
    searcher = index.searcher()
    count = int(searcher.num_docs)
    found = dict(_sought(searcher, count))
    if not found:
        return False
    hits = searcher.search(Query.all_query(), limit=count, count=False, order_by_field="pk").hits[::-1]
    pks = np.array([pk for pk, _ in hits], np.int64)
    stamps = searcher.fast_field_values("stamp", [address for _, address in hits])
    np.save(folder / "documents.npy", np.stack((pks, np.array([stamp or 0 for stamp in stamps], np.int64))))
    bits = open_memmap(folder / "frequent.npy", "w+", np.uint8, (len(found), (count + 7) // 8))
    for place, query in enumerate(found.values()):
        mask = np.zeros(count, bool)
        hits = searcher.search(query, limit=count, count=False, order_by_field="pk").hits
        mask[np.searchsorted(pks, np.array([pk for pk, _ in hits], np.int64))] = True
        bits[place] = np.packbits(mask)
    bits.flush()
    temporary = folder / "frequent.new"
    temporary.write_text(json.dumps(list(found), ensure_ascii=False), encoding="utf-8")
    temporary.replace(folder / "frequent.json")
    return True


def _sought(searcher: tantivy.Searcher, count: int) -> Iterable[tuple[Key, Query]]:
    """What is to be kept, and how it is asked for."""
    field, beginning = STEMS
    for text, number in searcher.terms_with_prefix(field, beginning):
        if number >= max(LEAST, SHARE * count):
            yield (field, text), Query.term_query(SCHEMA, field, text, index_option="basic")
    field, beginning = BEGINNINGS
    heads = searcher.terms_with_prefix(field, beginning)
    least = max(LEAST, SHARE_OF_BEGINNINGS * count)
    for length in range(2, HEAD + 2):  # a letter for the level stands before them
        groups: dict[str, list[str]] = {}
        sums: dict[str, int] = {}
        for head, number in heads:
            groups.setdefault(head[:length], []).append(head)
            sums[head[:length]] = sums.get(head[:length], 0) + number
        for text, group in groups.items():
            if len(text) == length and sums[text] >= least:
                yield (field, text), Query.term_set_query(SCHEMA, field, group)
