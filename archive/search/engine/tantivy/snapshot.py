"""An index at one moment, and the one reader of it in this process.

`Reader.snapshot()` looks at the index's stamp on every call (one small file) and has Tantivy look for its last commit only
when it has changed. A snapshot keeps the segments that it was made of, for as long as somebody holds it.
"""

import threading
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import tantivy

from archive.search.engine.contract import IndexInfo
from archive.search.engine.generations import Generations
from archive.search.engine.tantivy.dirty_docs import FEW, Recent, RecentWords
from archive.search.engine.tantivy.filter_query import Matcher
from archive.search.engine.tantivy.live_term_bitmaps import Kept
from archive.search.engine.tantivy.mentioned_dates import Intervals
from archive.search.engine.tantivy.phrases import Phrases
from archive.search.engine.tantivy.query_builder import Translator
from archive.search.engine.tantivy.records import Numbered, Records, Segment, consistent
from archive.search.engine.tantivy.schema import empty_index, open_index
from archive.search.engine.tantivy.term_bitmaps import Standing, read_frequent

LARGE = 5_000
"""From so many documents on, the words by sound may stay a little behind."""
CHANGED = 0.01
"""By what share a large archive must have grown or shrunk for them to be gathered anew."""


@dataclass(eq=False)
class Sounds:
    """Words by sound (`sounds.by_sound`), gathered by the view when it is first asked for them."""

    words: dict[str, str] | None = None
    count: int = 0
    """How many documents there were."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    searcher: tantivy.Searcher
    info: IndexInfo | None = None
    sounds: Sounds = field(default_factory=Sounds)
    segments: tuple[Segment, ...] = ()
    records: Records = field(default_factory=Records)
    folder: Path | None = None
    words: RecentWords = field(default_factory=RecentWords)
    kept: Kept = field(default_factory=Kept)

    @cached_property
    def rows(self) -> Numbered:
        """The documents as rows of columns. The first time in a process all records are read: 25 µs for each."""
        return self.records.rows(self.searcher, self.segments)

    @property
    def has_rows(self) -> bool:
        """Whether `rows` have been made."""
        return "rows" in self.__dict__

    @cached_property
    def frequent(self) -> Standing:
        """What is kept of frequent terms, as rows: nothing where words may have been cut otherwise since."""
        if self.folder is None or self.info is None or self.info.stale:
            return Standing(None, self.rows)
        return Standing(read_frequent(self.folder), self.rows)

    @cached_property
    def recent(self) -> list[Recent] | None:
        """The words of the documents of which nothing is kept, in the order of their rows; None where these are many."""
        others, columns = self.frequent.others, self.rows.columns
        if len(others) > FEW:
            return None
        keys = zip(columns.pks[others].tolist(), columns.versions[others].tolist(), strict=True)
        return self.words.read(self.searcher, list(keys))

    @property
    def count(self) -> int:
        return int(self.searcher.num_docs)

    @cached_property
    def translator(self) -> Translator:
        return Translator(*self._asking)

    @cached_property
    def matcher(self) -> Matcher:
        return Matcher(*self._asking)

    @cached_property
    def _asking(self) -> tuple[Phrases, Intervals]:
        trusted = self.info is None or not self.info.stale
        return Phrases(self.searcher, trusted=trusted), Intervals(self.searcher)


class Reader:
    """Shared by the threads of a process."""

    def __init__(self, generations: Generations) -> None:
        self.generations = generations
        self._stamp = ""
        self._snapshot = Snapshot(empty_index().searcher())
        self._open: tuple[Path, tantivy.Index] | None = None
        self._records = Records()
        self._words = RecentWords()
        self._mutex = threading.Lock()

    def snapshot(self) -> Snapshot:
        stamp = self.generations.stamp()
        if stamp == self._stamp:
            return self._snapshot
        with self._mutex:
            for attempt in range(10):
                stamp = self.generations.stamp()
                if stamp == self._stamp:
                    break
                try:
                    self._snapshot = self._look()
                    self._stamp = stamp
                    break
                except (OSError, ValueError):
                    # A writer removed what we were about to open, because something newer stands in its place.
                    if attempt == 9:
                        raise
                    time.sleep(0.05)
            return self._snapshot

    def _look(self) -> Snapshot:
        folder = self.generations.current()
        if folder is None:
            self._open = None
            return Snapshot(empty_index().searcher())
        info = self.generations.info(folder)
        if not info.readable:
            return Snapshot(empty_index().searcher(), info)
        if self._open is None or self._open[0] != folder:
            self._open = folder, open_index(folder)
            self._records, self._words = Records(), RecentWords()
        searcher, segments = consistent(self._open[1], folder)
        return Snapshot(searcher, info, self._sounds(searcher, info), segments, self._records, folder, self._words)

    def _sounds(self, searcher: tantivy.Searcher, info: IndexInfo) -> Sounds:
        """The table of the last snapshot, where a large archive has hardly changed since it was made."""
        last = self._snapshot
        same = last.info is not None and last.info.created == info.created
        sounds, count = last.sounds if same else Sounds(), int(searcher.num_docs)
        return sounds if count > LARGE and abs(count - sounds.count) < CHANGED * count else Sounds()
