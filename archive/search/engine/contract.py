"""What every engine keeps to: an Engine writes and is looked at through Views; a View answers Questions.

The rooms around it (`service`, `backend`, `indexing`, `query`) know nothing else of an engine. Of each Question all engines
find the same set of documents and count the same facets; the orders `newest` and `oldest` and those by columns are the
same, too; scores may differ.

A writer is alone: others wait for it, in whatever process, and raise IndexBusyError when they have waited too long. What
was written is seen by the next `view()` of every process. A view that somebody holds stays as it is where the engine can
keep it so (an embedded one can), but its words may be counted a little behind.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from archive.search.engine import clauses as c
from archive.search.engine.document import Document, Record
from archive.text import analysis_version

DATE = "date"
"""Name of the filter that the facets `year` and `month` ignore."""
Order = str | tuple[tuple[str, bool], ...]
"""`relevance`, `newest` or `oldest`; or columns in turn, each with whether it descends: a keyed column (by its lowest key),
`published`, `pk`, `score`. What a document lacks puts it last in either direction. Ties go to the newer document, then to
the later number; undated ones come last in `newest` and in `oldest`."""
Counts = list[tuple[str, int]]
"""Keys and counts, none of them 0 but of keys that were asked for. Keyed facets: most frequent first, ties by key. `year`
(2024) and `month` (2024-06): all, ascending, by the first day of publication; undated documents are in none."""
MATCH_ALL = c.MatchAll()
Read = Callable[[Sequence[int]], Iterable[Document]]
"""Reads these documents from the record; those that are not to be found there any more are left out."""


class SearchUnavailableError(Exception):
    """The engine cannot be reached or does not answer in time; the message is one sentence for the log."""


class IndexBusyError(TimeoutError):
    """Another process has been writing for longer than we were ready to wait."""


class DocumentsRefusedError(Exception):
    """The engine refused some documents of a write for good; all the others are written."""

    def __init__(self, place: str, reasons: dict[int, str]) -> None:
        self.reasons = reasons
        """By number of the document."""
        named = "; ".join(f"{pk}: {reason}" for pk, reason in list(reasons.items())[:5])
        more = f" and {len(reasons) - 5} more" if len(reasons) > 5 else ""
        super().__init__(f"{place} refused {len(reasons)} of the documents: {named}{more}.")


@dataclass(frozen=True)
class SearchQuery:
    """What is asked of a view. A facet's counts ignore the filter of its own name (`year` and `month` that named `date`);
    all others hold."""

    clause: c.Clause = MATCH_ALL
    filters: dict[str, c.Clause] = field(default_factory=dict)
    """By name. They narrow and add nothing to the score."""
    sort: Order = "relevance"
    start: int = 0
    end: int | None = 10
    """Hits start … end-1 are wanted, wherever that lies; None: to the last."""
    facets: tuple[str, ...] = ()
    """Keyed columns, `year`, `month`."""
    facet_limit: int | None = 20
    """So many keys of each keyed facet; None: all."""
    selected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys that are counted in their facet, at its end, even where they are not among the most frequent."""
    count_clauses: tuple[c.Clause, ...] = ()
    """For each of these, how many of the hits it matches is wanted."""


@dataclass(frozen=True)
class SearchResult:
    count: int
    pks: list[int]
    """The hits from start to end, in order."""
    scores: list[float]
    """Of the same hits; all 0 where nothing in the question scores."""
    facets: dict[str, Counts] = field(default_factory=dict)
    clause_counts: tuple[int, ...] = ()
    """As many as the query's `count_clauses`."""
    undated: int = 0
    """How many of the hits have no publication date."""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    """The earliest and the latest day of publication among the hits."""


@dataclass(frozen=True)
class IndexInfo:
    """What a generation of the index was built with."""

    analysis: str
    """Version of the analysis (`archive.text.analysis_version`)."""
    created: float
    """When it was begun, in seconds since 1970: tells generations apart."""
    readable: bool = True
    """False: its form on disk is another version's. It answers as if it were empty, until it is built anew."""

    @property
    def stale(self) -> bool:
        """Whether the words in it were cut otherwise than queries are now."""
        return not self.readable or self.analysis != analysis_version()


@dataclass(frozen=True)
class EngineState:
    info: IndexInfo | None
    """None where there is no index yet."""
    documents: int
    segments: int
    """Segments."""
    size: int
    """Bytes on disk."""
    building: bool
    """Whether a new generation is being built just now."""


class View(Protocol):
    """The index at one moment. Raises SearchUnavailableError from every method where the engine is away."""

    @property
    def info(self) -> IndexInfo | None: ...

    @property
    def count(self) -> int:
        """How many documents there are."""

    def search(self, question: SearchQuery) -> SearchResult: ...

    def records(self, pks: Sequence[int]) -> dict[int, Record]:
        """Keys and days of these documents, as far as they are there; `precision` and `mentioned_dates` may be left out."""

    # The words of the texts, by their tagged forms (`forms`)

    def doc_freqs(self, forms: Iterable[str], field: c.Field = "text") -> dict[str, int]:
        """In how many documents, about, each form stands; 0 is said, too. All forms in one go: ask so."""

    def sample(self, forms: Sequence[str], limit: int) -> list[int]:
        """Numbers of at most `limit` documents that have any of the forms: those of the lowest `document.spread`."""

    def words_by_sound(self, key: str) -> list[str]:
        """Printed words whose folded letters have this `archive.text.names.phonetic_key`, the frequent first; of
        several that fold to the same letters, one is enough.

        Words of the levels exact and spelling, of three Arabic letters or more (`sounds`); in large archives those of a
        single document may be left out.
        """

    def terms(self, prefix: str, *, min_doc_freq: int = 1) -> dict[str, int]:
        """Forms that begin with `prefix` (a level's tag, at least) and stand, about, in `least` documents or more, with the
        number of these. Goes through the whole vocabulary: not while readers wait."""


class Builder(Protocol):
    def add(self, documents: Iterable[Document]) -> None:
        """Index documents into the generation being built. Each of them comes once."""


class Engine(Protocol):
    """One index at one place (a folder, the address of a cluster). Instances are kept, one of each place in a process,
    and are shared by its threads."""

    name: str
    """What ARCHIVE_SEARCH_ENGINE calls it."""
    place: str
    """Where the index is, for messages."""

    def view(self) -> View:
        """The index as it stands. Cheap when nothing has changed. An empty view where there is no index."""

    def info(self) -> IndexInfo | None:
        """What the index was built with, without opening it. Raises OSError or ValueError where that cannot be read."""

    def write(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        """One commit: the documents numbered in `gone` are taken out, then `documents` put in, each in place of the one of
        its number. `gone` may name documents that are not there, and those that come in again.

        `documents` is gone through after the lock of the writer was taken: a generator that reads the record then sees
        all that the last writer saw. While a generation is being built, the numbers of both are noted for it. Where there
        is no index, one is begun. On an exception nothing is changed.
        """

    def clear(self) -> None:
        """An empty index, with today's analysis."""

    def build(self, read: Read) -> AbstractContextManager[Builder]:
        """Build a new generation beside the one that serves, which goes on taking changes.

        At the end, under the writer's lock, what was written meanwhile is read again with `read`, replaced or taken out,
        and the new generation takes over; views that are held stay. On an exception it is dropped and nothing changes; one
        whose builder died is dropped by the next. Raises IndexBusyError where another is being built.
        """

    def doc_versions(self) -> dict[int, int]:
        """The stamp of each document in the index, by number."""

    def state(self) -> EngineState: ...
