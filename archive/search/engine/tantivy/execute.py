"""A question with facets, answered from the rows of its hits.

Order: the page is taken, by Tantivy where hits have scores of their own; what the clause and the filters find becomes
rows, but for the filters that a facet asked for ignores: those are masks over these rows, so that all facets are counted
over the same ones. A page that holds all hits has told them already.

Who is found and who is best is soon told by Tantivy; each hit that comes out of it costs a quarter of a microsecond, and
counting in columns next to nothing. So hits come out once, and where they are more than half of the archive, the others do.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.conditions import told_by_columns
from archive.search.engine.contract import DATE, Counts, SearchQuery, SearchResult
from archive.search.engine.document import CALENDAR
from archive.search.engine.facets import count, count_of
from archive.search.engine.ranking import best
from archive.search.engine.tantivy.counting import day, size
from archive.search.engine.tantivy.docsets import mask_of, rows_of
from archive.search.engine.tantivy.ordering import Hits, Page
from archive.search.engine.tantivy.query_builder import every, score_of_all
from archive.search.engine.tantivy.snapshot import Snapshot

Array = NDArray[Any]
Filters = dict[str, c.Clause]


def answer(snapshot: Snapshot, question: SearchQuery, filters: Filters, hits: Hits) -> SearchResult:
    """`filters`: those that leave something out; `hits`: of the clause and of all of them."""
    ignored = {name: clause for name, clause in filters.items() if name in map(filter_of, question.facets)}
    number, page, pks = None, None, None
    if not isinstance(question.sort, str) or (question.sort == "relevance" and score_of_all(question.clause) is None):
        number, page, pks = hits.told(question.sort, question.start, question.end)
    if pks is not None and not ignored:
        found = np.sort(snapshot.rows.rows_of(np.array(pks, np.int64)))
    else:
        asked = [*_narrowing(question.clause), *(part for name, part in filters.items() if name not in ignored)]
        found = rows_of(snapshot, asked, None if ignored else number)
    chosen = _Chosen(found, {name: mask_of(snapshot, clause)[found] for name, clause in ignored.items()})
    days = snapshot.rows.days(chosen.docs)
    return SearchResult(
        count=len(chosen.docs),
        **_shown(page if page is not None else _by_day(snapshot, question, chosen.docs, hits)),
        facets={name: _facet(snapshot, question, name, chosen.but(filter_of(name))) for name in question.facets},
        clause_counts=tuple(_how_many(snapshot, clause, chosen.docs, hits) for clause in question.count_clauses),
        undated=days.undated,
        first_day=day(days.first),
        last_day=day(days.last),
    )


def filter_of(facet: str) -> str:
    """The name of the filter that a facet ignores."""
    return DATE if facet in CALENDAR else facet


class _Chosen:
    """Rows, and for each of some filters which of them it keeps."""

    def __init__(self, found: Array, kept: dict[str, Array]) -> None:
        self.found, self.kept = found, kept
        self.docs = self.but("")

    def but(self, name: str) -> Array:
        """Those that all filters keep but the one of this name."""
        if name and name not in self.kept:
            return self.docs
        masks = [mask for other, mask in self.kept.items() if other != name]
        return self.found[np.logical_and.reduce(masks)] if masks else self.found


def _narrowing(clause: c.Clause) -> list[c.Clause]:
    return [] if isinstance(clause, c.MatchAll) else [clause]


# What is told of it


def _by_day(snapshot: Snapshot, question: SearchQuery, docs: Array, hits: Hits) -> Page:
    end = len(docs) if question.end is None else question.end
    places = best(snapshot.rows, docs, None, question.sort, start=question.start, end=end)
    return hits.scored(snapshot.rows.columns.pks[docs[places]].tolist())


def _shown(page: Page) -> dict[str, Any]:
    return {"pks": [pk for pk, _ in page], "scores": [round(score, 4) for _, score in page]}


def _facet(snapshot: Snapshot, question: SearchQuery, name: str, docs: Array) -> Counts:
    """The most frequent keys, and behind them those that are asked for beside."""
    counts = count(snapshot.rows, name, docs, limit=question.facet_limit)
    listed = {key for key, _ in counts}
    asked = [key for key in dict.fromkeys(question.selected.get(name, ())) if key not in listed]
    return counts + [(key, count_of(snapshot.rows, name, key, docs)) for key in asked]


def _how_many(snapshot: Snapshot, clause: c.Clause, docs: Array, hits: Hits) -> int:
    if told_by_columns(clause):
        return int(np.count_nonzero(mask_of(snapshot, clause)[docs]))
    return size(snapshot.searcher, every([hits.query, snapshot.matcher.query(clause)]))
