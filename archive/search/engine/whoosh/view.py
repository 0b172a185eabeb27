"""A snapshot as the contract's View."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from archive.search.engine import clauses as c
from archive.search.engine.contract import IndexInfo, SearchQuery, SearchResult
from archive.search.engine.document import SPREAD, SPREAD_BITS, Record
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.phonetic_table import LARGE_VOCABULARY, by_phonetic_key
from archive.search.engine.whoosh.codec import FIELDS
from archive.search.engine.whoosh.execute import execute
from archive.search.engine.whoosh.snapshot import Snapshot, encoded
from archive.search.engine.whoosh.terms import TermTable

_phonetic: "WeakKeyDictionary[TermTable, dict[str, str]]" = WeakKeyDictionary()
"""The phonetic table of each segment, made on demand: after a change only the new segment's words are read."""


@dataclass(frozen=True, eq=False)
class WhooshView:
    snapshot: Snapshot

    @property
    def info(self) -> IndexInfo | None:
        return self.snapshot.info

    @property
    def count(self) -> int:
        return self.snapshot.count

    def search(self, query: SearchQuery) -> SearchResult:
        return execute(self.snapshot, query)

    def records(self, pks: Sequence[int]) -> dict[int, Record]:
        columns = self.snapshot.columns
        docs = np.flatnonzero(np.isin(columns.pks, np.array(pks, np.int64)) & self.snapshot.live)
        return {int(columns.pks[doc]): columns.record(doc) for doc in docs.tolist()}

    def doc_freqs(self, forms: Iterable[str], field: c.Field = "text") -> dict[str, int]:
        return {form: self.snapshot.doc_freq(field, form) for form in forms}

    def sample(self, forms: Sequence[str], limit: int) -> list[int]:
        found = [self.snapshot.postings("text", form)[0] for form in forms]
        docs = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
        pks = self.snapshot.columns.pks[docs[self.snapshot.live[docs]]]
        order = np.argsort(pks.astype(np.uint64) * np.uint64(SPREAD) & np.uint64(SPREAD_BITS), kind="stable")
        return [int(pk) for pk in pks[order[:limit]]]

    def words_by_sound(self, key: str) -> list[str]:
        found = (_phonetic_table(segment.table).get(key, "").split() for segment in self.snapshot.segments)
        return list(dict.fromkeys(word for words in found for word in words))

    def terms(self, prefix: str, *, min_doc_freq: int = 1) -> dict[str, int]:
        return {form: count for form, count in self.snapshot.terms(prefix).items() if count >= min_doc_freq}


def _phonetic_table(table: TermTable) -> dict[str, str]:
    known = _phonetic.get(table)
    if known is None:
        known = by_phonetic_key(word for tag in (EXACT, SPELLING) for word in _by_doc_freq(table, tag))
        _phonetic[table] = known
    return known


def _by_doc_freq(table: TermTable, tag: str) -> list[str]:
    """The words of one level, most frequent first."""
    first, last = table.prefix_rows(FIELDS["text"] + encoded(tag))
    sizes = np.diff(table.starts[first : last + 1])
    keys = table.keys_of(first, last)
    rows = np.flatnonzero(sizes >= (2 if last - first > LARGE_VOCABULARY else 1))
    rows = rows[np.argsort(-sizes[rows], kind="stable")]
    return [keys[row][1 + len(tag) :].decode("utf-8", "surrogatepass") for row in rows.tolist()]
