"""A snapshot as the contract's View."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from archive.search.engine import clauses as c
from archive.search.engine.columns import UNDATED
from archive.search.engine.contract import IndexInfo, SearchQuery, SearchResult
from archive.search.engine.document import KEYED, SPREAD, SPREAD_BITS, Record
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.sounds import LARGE, by_sound
from archive.search.engine.whoosh.codec import FIELDS
from archive.search.engine.whoosh.execute import answer
from archive.search.engine.whoosh.snapshot import Snapshot, encoded
from archive.search.engine.whoosh.terms import TermTable

_sounds: "WeakKeyDictionary[TermTable, dict[str, str]]" = WeakKeyDictionary()
"""Words by sound of each segment, made when they are first asked for: a change of the archive costs its own words only."""


@dataclass(frozen=True, eq=False)
class WhooshView:
    snapshot: Snapshot

    @property
    def info(self) -> IndexInfo | None:
        return self.snapshot.info

    @property
    def count(self) -> int:
        return self.snapshot.count

    def search(self, question: SearchQuery) -> SearchResult:
        return answer(self.snapshot, question)

    def records(self, pks: Sequence[int]) -> dict[int, Record]:
        columns = self.snapshot.columns
        docs = np.flatnonzero(np.isin(columns.pks, np.array(pks, np.int64)) & self.snapshot.live)
        return {int(columns.pks[doc]): self._record(doc) for doc in docs.tolist()}

    def _record(self, doc: int) -> Record:
        columns = self.snapshot.columns
        first, last = (int(days[doc]) for days in (columns.first, columns.last))
        return Record(
            pk=int(columns.pks[doc]),
            keys={name: tuple(columns.keyed[name].keys_of(doc)) for name in KEYED},
            first=None if first == UNDATED else dt.date.fromordinal(first),
            last=None if last == UNDATED else dt.date.fromordinal(last),
        )

    def doc_freqs(self, forms: Iterable[str], field: c.Field = "text") -> dict[str, int]:
        return {form: self.snapshot.frequency(field, form) for form in forms}

    def sample(self, forms: Sequence[str], limit: int) -> list[int]:
        found = [self.snapshot.postings("text", form)[0] for form in forms]
        docs = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
        pks = self.snapshot.columns.pks[docs[self.snapshot.live[docs]]]
        order = np.argsort(pks.astype(np.uint64) * np.uint64(SPREAD) & np.uint64(SPREAD_BITS), kind="stable")
        return [int(pk) for pk in pks[order[:limit]]]

    def words_by_sound(self, key: str) -> list[str]:
        found = (_segment_sounds(segment.table).get(key, "").split() for segment in self.snapshot.segments)
        return list(dict.fromkeys(word for words in found for word in words))

    def terms(self, prefix: str, *, min_doc_freq: int = 1) -> dict[str, int]:
        return {form: count for form, count in self.snapshot.lexicon(prefix).items() if count >= min_doc_freq}


def _segment_sounds(table: TermTable) -> dict[str, str]:
    known = _sounds.get(table)
    if known is None:
        known = _sounds[table] = by_sound(word for tag in (EXACT, SPELLING) for word in _by_frequency(table, tag))
    return known


def _by_frequency(table: TermTable, tag: str) -> list[str]:
    first, last = table.prefix_rows(FIELDS["text"] + encoded(tag))
    sizes = np.diff(table.starts[first : last + 1])
    keys = table.rows_of_keys(first, last)
    rows = np.flatnonzero(sizes >= (2 if last - first > LARGE else 1))
    rows = rows[np.argsort(-sizes[rows], kind="stable")]
    return [keys[row][1 + len(tag) :].decode("utf-8", "surrogatepass") for row in rows.tolist()]
