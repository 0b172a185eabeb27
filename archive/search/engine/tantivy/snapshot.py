"""An index at one moment, and its reader. A snapshot keeps its segments for as long as it is held."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import tantivy

from archive.search.engine.contract import IndexInfo
from archive.search.engine.embedded.cache import ArrayCache
from archive.search.engine.embedded.generations import Generations
from archive.search.engine.embedded.reader import Reader
from archive.search.engine.tantivy.bitmaps.dirty_docs import MAX_DIRTY_DOCS, DirtyDoc, DirtyDocCache
from archive.search.engine.tantivy.bitmaps.live_term_bitmaps import LiveTermBitmaps
from archive.search.engine.tantivy.bitmaps.term_bitmaps import read_term_bitmaps
from archive.search.engine.tantivy.queries.filter_query import FilterQueryBuilder
from archive.search.engine.tantivy.queries.mentioned_dates import Intervals
from archive.search.engine.tantivy.queries.phrases import Phrases
from archive.search.engine.tantivy.queries.query_builder import QueryBuilder
from archive.search.engine.tantivy.records import PkRows, Records, Segment, open_searcher
from archive.search.engine.tantivy.schema import empty_index, open_index

MAX_DOCSET_BYTES = 32 * 1024 * 1024
"""Of rows and masks cached with a snapshot."""
LARGE_ARCHIVE = 5_000
"""From this many documents on, the phonetic table may lag behind."""
STALE_SHARE = 0.01
"""Share by which a large archive must grow or shrink before its phonetic table is made anew."""


@dataclass(eq=False)
class PhoneticTable:
    """Words by phonetic key, filled by the view on demand."""

    words: dict[str, str] | None = None
    count: int = 0
    """Documents at that time."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    searcher: tantivy.Searcher
    info: IndexInfo | None = None
    phonetic: PhoneticTable = field(default_factory=PhoneticTable)
    segments: tuple[Segment, ...] = ()
    records: Records = field(default_factory=Records)
    folder: Path | None = None
    dirty_cache: DirtyDocCache = field(default_factory=DirtyDocCache)
    docsets: ArrayCache = field(default_factory=lambda: ArrayCache(MAX_DOCSET_BYTES))

    @cached_property
    def rows(self) -> PkRows:
        """The documents as rows of columns. The first use in a process reads all records: 25 µs for each."""
        return self.records.rows(self.searcher, self.segments)

    @property
    def has_rows(self) -> bool:
        """Whether `rows` have been read."""
        return "rows" in self.__dict__

    @cached_property
    def term_bitmaps(self) -> LiveTermBitmaps:
        """None are used if words may be analysed differently by now."""
        if self.folder is None or self.info is None or self.info.stale:
            return LiveTermBitmaps(None, self.rows)
        return LiveTermBitmaps(read_term_bitmaps(self.folder), self.rows)

    @cached_property
    def dirty_docs(self) -> list[DirtyDoc] | None:
        """The words of the documents that the bitmaps do not cover, in the order of their rows; None if they are many."""
        dirty, columns = self.term_bitmaps.dirty, self.rows.columns
        if len(dirty) > MAX_DIRTY_DOCS:
            return None
        keys = zip(columns.pks[dirty].tolist(), columns.versions[dirty].tolist(), strict=True)
        return self.dirty_cache.read(self.searcher, list(keys))

    @property
    def count(self) -> int:
        return int(self.searcher.num_docs)

    @cached_property
    def queries(self) -> QueryBuilder:
        """Builds queries with scores."""
        return QueryBuilder(*self._lookups)

    @cached_property
    def filters(self) -> FilterQueryBuilder:
        """Builds queries without scores."""
        return FilterQueryBuilder(*self._lookups)

    @cached_property
    def _lookups(self) -> tuple[Phrases, Intervals]:
        trusted = self.info is None or not self.info.stale
        return Phrases(self.searcher, trusted=trusted), Intervals(self.searcher)


class TantivyReader(Reader[Snapshot]):
    def __init__(self, generations: Generations) -> None:
        self._index: tuple[Path, tantivy.Index] | None = None
        self._records, self._dirty_cache = Records(), DirtyDocCache()
        super().__init__(generations)

    def empty(self, info: IndexInfo | None) -> Snapshot:
        self._index = None
        return Snapshot(empty_index().searcher(), info)

    def open(self, folder: Path, info: IndexInfo) -> Snapshot:
        if self._index is None or self._index[0] != folder:
            self._index = folder, open_index(folder)
            self._records, self._dirty_cache = Records(), DirtyDocCache()
        searcher, segments = open_searcher(self._index[1], folder)
        phonetic = self._phonetic(int(searcher.num_docs), info)
        return Snapshot(searcher, info, phonetic, segments, self._records, folder, self._dirty_cache)

    def _phonetic(self, count: int, info: IndexInfo) -> PhoneticTable:
        """The table of the last snapshot, if a large archive has hardly changed since it was made."""
        last = self._snapshot
        table = last.phonetic if last.info is not None and last.info.created == info.created else PhoneticTable()
        current = count > LARGE_ARCHIVE and abs(count - table.count) < STALE_SHARE * count
        return table if current else PhoneticTable()
