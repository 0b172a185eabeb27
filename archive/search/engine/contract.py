"""The contract of all engines: an Engine writes an index and opens Views of it; a View runs SearchQueries.

Other packages know nothing else of an engine. For each SearchQuery all engines return the same set of documents and the
same facet counts; the sort orders `newest`, `oldest` and by columns agree, too. Scores may differ.

One writer at a time: others wait, in whatever process, and raise IndexBusyError after a time-out. The next `view()` of
every process sees what was written. A view does not change while it is held if the engine can provide that (the embedded
ones do), but its document frequencies may lag behind.

A damaged index is never taken for an empty one, nor written to: every method but `build`, `clear` and `state` raises
IndexDamagedError, until `build` has made a new one.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from archive.search.engine import clauses as c
from archive.search.engine.document import CALENDAR, Document, Record
from archive.text import analysis_version

DATE = "date"
"""Name of the filter that the calendar facets ignore."""
Order = str | tuple[tuple[str, bool], ...]
"""`relevance`, `newest`, `oldest` or `added`; or several columns, each with whether it descends: a keyed column (by a document's
lowest key), `published`, `pk`, `score`. Documents without a value come last in either direction. Ties go to the newer
document, then to the higher pk; undated documents come last in `newest` and in `oldest`. `added`: the latest accession first,
ties to the higher pk."""
Counts = list[tuple[str, int]]
"""Keys and counts; 0 only for selected keys. Keyed facets: most frequent first, ties by key. `year` (2024) and `month`
(2024-06): all, ascending, by the first day of publication; undated documents are in none."""
MATCH_ALL = c.MatchAll()
Read = Callable[[Sequence[int]], Iterable[Document]]
"""Reads these documents from the database; those that no longer exist there are left out."""


class SearchUnavailableError(Exception):
    """The engine cannot be reached or does not answer in time; the message is one sentence for the log."""


class IndexDamagedError(SearchUnavailableError):
    """Files of the index are damaged or missing; the message is one sentence that names the first of them. A rebuild mends it."""


class IndexBusyError(TimeoutError):
    """Another process held the index for longer than the time-out."""


class DocumentsRefusedError(Exception):
    """The engine rejected some documents of a write for good; all others are written."""

    def __init__(self, place: str, reasons: dict[int, str]) -> None:
        self.reasons = reasons
        """By primary key."""
        named = "; ".join(f"{pk}: {reason}" for pk, reason in list(reasons.items())[:5])
        more = f" and {len(reasons) - 5} more" if len(reasons) > 5 else ""
        super().__init__(f"{place} rejected {len(reasons)} document(s): {named}{more}.")


@dataclass(frozen=True)
class SearchQuery:
    """A facet's counts ignore the filter of its own name (`year` and `month` the one named `date`); all others apply."""

    clause: c.Clause = MATCH_ALL
    filters: dict[str, c.Clause] = field(default_factory=dict)
    """By name. They narrow the result and add nothing to the score."""
    sort: Order = "relevance"
    group: str = ""
    """One of `document.GROUPINGS`: hits with the same key are one result, of which the first in the sort order is returned; hits
    without a key are results by themselves. Facets and counts are of hits, not of results."""
    start: int = 0
    end: int | None = 10
    """Return results start … end-1, at any depth; None: to the last."""
    facets: tuple[str, ...] = ()
    """Keyed columns, `year`, `month`."""
    facet_limit: int | None = 20
    """Keys per keyed facet; None: all."""
    selected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys to count in their facet, appended to it if they are not among the most frequent."""
    count_clauses: tuple[c.Clause, ...] = ()
    """Clauses of each of which the number of matching hits is wanted."""


@dataclass(frozen=True)
class SearchResult:
    count: int
    """Number of hits."""
    pks: list[int]
    """The results from start to end, in order: all hits, or the first of each group."""
    scores: list[float]
    """Of the same documents; all 0 if nothing in the query scores."""
    facets: dict[str, Counts] = field(default_factory=dict)
    clause_counts: tuple[int, ...] = ()
    """One for each of the query's `count_clauses`."""
    undated: int = 0
    """Hits without a publication date."""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    """Earliest and latest day of publication among the hits."""
    groups: int | None = None
    """Number of results; None if the query does not group."""
    others: dict[int, list[int]] = field(default_factory=dict)
    """For each of `pks` whose group has other hits: those, in the sort order."""


@dataclass(frozen=True)
class IndexInfo:
    """What a generation of the index was built with."""

    analysis: str
    """Version of the analysis (`archive.text.analysis_version`)."""
    created: float
    """When its build started, in seconds since 1970; identifies the generation."""
    readable: bool = True
    """False: written in another version's format. It behaves as an empty index until it is rebuilt."""

    @property
    def stale(self) -> bool:
        """Whether queries are analysed differently from the indexed text."""
        return not self.readable or self.analysis != analysis_version()


@dataclass(frozen=True)
class EngineState:
    info: IndexInfo | None
    """None if there is no index yet."""
    documents: int
    segments: int
    size: int
    """Bytes on disk."""
    building: bool
    """Whether a new generation is being built at this moment."""
    damage: str = ""
    """A sentence on what is damaged; documents and segments are 0 then."""


def ignored_filter(facet: str) -> str:
    """Name of the filter that a facet's counts ignore: its own."""
    return DATE if facet in CALENDAR else facet


class View(Protocol):
    """The index at one moment. Every method raises SearchUnavailableError if the engine is unavailable."""

    @property
    def info(self) -> IndexInfo | None: ...

    @property
    def count(self) -> int:
        """The number of documents."""

    def search(self, query: SearchQuery) -> SearchResult: ...

    def records(self, pks: Sequence[int]) -> dict[int, Record]:
        """Keys and dates of those of these documents that exist; `precision` and `mentioned_dates` may be left out."""

    # Vocabulary, by tagged form (`forms`)

    def doc_freqs(self, forms: Iterable[str], field: c.Field = "text") -> dict[str, int]:
        """Approximate number of documents with each form. Zeros included; batch the forms: one call is one round trip."""

    def sample(self, forms: Sequence[str], limit: int) -> list[int]:
        """Primary keys of at most `limit` documents with any of the forms: those of the lowest `document.spread`."""

    def words_by_sound(self, key: str) -> list[str]:
        """Printed words whose folded letters have this `archive.text.names.phonetic_key`, the frequent first; one of
        several that fold to the same letters.

        Exact and spelling forms of three Arabic letters or more; large archives may leave out words of a single document.
        """

    def terms(self, prefix: str, *, min_doc_freq: int = 1) -> dict[str, int]:
        """Forms that start with `prefix` (at least a level's tag) and their approximate document frequency. Scans the
        whole vocabulary: not for use in a reader's request."""


class Builder(Protocol):
    def add(self, documents: Iterable[Document]) -> None:
        """Index documents into the generation being built, each of them once."""


class Engine(Protocol):
    """One index at one place (a folder, the address of a cluster). A process has one instance per place; its threads
    share it."""

    name: str
    """As in ARCHIVE_SEARCH_ENGINE."""
    place: str
    """Where the index is, for messages."""

    def view(self) -> View:
        """The index as it stands: an empty view if there is none. Cheap if nothing has changed."""

    def info(self) -> IndexInfo | None:
        """What the index was built with, without opening it; None if there is none. Raises IndexDamagedError."""

    def check(self, *, full: bool = False, pause: Callable[[], object] = lambda: None) -> None:
        """Raises IndexDamagedError if files of the index are damaged. Takes microseconds, unless something has changed on disk;
        a `full` check reads every file, with calls of `pause`. A cluster looks after its own files."""

    def write(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        """Delete the documents `gone`, then add `documents`, each replacing the one of the same pk: one commit.

        `gone` may name documents that do not exist, and those that are added again. `documents` is consumed after the
        writer's lock is taken: a generator that reads the database then sees all that the last writer saw. Changes are
        noted for a generation that is being built. An index is created if there is none. Nothing changes on an exception.
        """

    def clear(self) -> None:
        """Replace the index by an empty one, with the current analysis."""

    def build(self, read: Read) -> AbstractContextManager[Builder]:
        """Build a new generation while the current one serves and takes changes.

        At the end, under the writer's lock, documents that changed meanwhile are read again with `read`, and the new
        generation replaces the old one; open views stay as they are. On an exception it is dropped and nothing changes;
        one whose builder died is dropped by the next. Raises IndexBusyError if another is being built.
        """

    def doc_versions(self) -> dict[int, int]:
        """The version of each document in the index, by pk."""

    def state(self) -> EngineState: ...
