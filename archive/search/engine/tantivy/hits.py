"""Order and pages of the hits: by relevance, by date, or by columns."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import tantivy
from tantivy import Order, Query

from archive.search.engine.document import KEYED
from archive.search.engine.tantivy.counting import count
from archive.search.engine.tantivy.queries.boolean import all_of, any_pk, unscored

Page = list[tuple[int, float]]
"""Primary keys and scores."""
LOOKAHEAD, CONJUNCTION_LOOKAHEAD = 90, 900
"""Hits fetched beyond the page, to see whether those at its end are tied with others. More if words must occur together: such
hits cost more to find than to fetch, and often these are all there are."""
DEEP_PAGE = 10_000
"""Tantivy allocates room for all hits up to the end of a page: beyond this, they are counted first."""
MAX_HITS = 1 << 31


class Hits:
    """The hits of one query, which is built when it is first needed: a regular expression takes long to compile.

    `score`: that of all hits; None if their scores differ. `lookahead`: hits to fetch beyond a page.
    """

    def __init__(
        self, searcher: tantivy.Searcher, build: Callable[[], Query], *, score: float | None, lookahead: int = LOOKAHEAD
    ) -> None:
        self.searcher = searcher
        self.build = build
        self.score = score
        self.lookahead = lookahead

    @cached_property
    def query(self) -> Query:
        return self.build()

    def page(
        self, sort: str | tuple[tuple[str, bool], ...], start: int, end: int | None
    ) -> tuple[int, Page, list[int] | None]:
        """The number of hits, those from `start` to `end`, and the pks of all hits if they were fetched for that."""
        by_columns = not isinstance(sort, str)
        if end is None or end > DEEP_PAGE or start >= end or by_columns:
            number = count(self.searcher, self.query)
            end = min(MAX_HITS if end is None else end, number)
            if start >= end:
                return number, [], None
        if not isinstance(sort, str):
            return number, self.with_scores(self._by_columns(sort, number)[start:end]), None
        if sort == "relevance" and self.score is None:
            number, page, pks = self._by_score(end)
            return number, page[start:], pks
        number, pks = self._by_date("oldest" if sort == "oldest" else "newest", start, end)
        return number, self.with_scores(pks), None

    def _by_date(self, name: str, start: int, end: int) -> tuple[int, list[int]]:
        order = Order.Asc if name == "oldest" else Order.Desc
        found: Any = self.searcher.search(
            self.query, limit=end - start, offset=start, order_by_field=name, order=order
        )  # its stubs leave `count` out
        return found.count, self._pks([address for _, address in found.hits])

    def _by_score(self, end: int) -> tuple[int, Page, list[int] | None]:
        """Ties go to the newest: hits are fetched until those tied with the end of the page are complete."""
        limit = end + self.lookahead
        while True:
            found: Any = self.searcher.search(self.query, limit=limit)
            hits = found.hits
            if limit >= found.count or hits[-1][0] < hits[end - 1][0]:
                break
            limit = min(found.count, 8 * limit)
        if any(hits[place][0] == hits[place - 1][0] for place in range(1, min(end + 1, len(hits)))):
            newest = self.searcher.fast_field_values("newest", [address for _, address in hits])
            ordered = sorted(range(len(hits)), key=lambda number: (-hits[number][0], -(newest[number] or 0)))
            hits = [hits[number] for number in ordered]
        complete = len(hits) == found.count
        pks = self._pks([address for _, address in (hits if complete else hits[:end])])
        page = [(pk, score) for pk, (score, _) in zip(pks, hits[:end], strict=False)]
        return found.count, page, pks if complete else None

    def _by_columns(self, columns: tuple[tuple[str, bool], ...], number: int) -> list[int]:
        """Stable sorts from the last column to the first; hits without a value come last."""
        ordered = self._by_date("newest", 0, number)[1]
        for name, descending in reversed(columns):
            values = self._values(name, number)
            have = [pk for pk in ordered if pk in values]
            # reverse keeps the order of equal ones
            have.sort(key=lambda pk, values=values: values[pk], reverse=descending)  # type: ignore[misc]
            ordered = have + [pk for pk in ordered if pk not in values]
        return ordered

    def _values(self, name: str, number: int) -> dict[int, object]:
        """The value of each hit in a column, the lowest of several keys."""
        if name == "score":
            hits = self.searcher.search(self.query, limit=number, count=False).hits
        else:
            field = name if name in KEYED else {"published": "first"}.get(name, name)
            hits = self.searcher.search(self.query, limit=number, count=False, order_by_field=field).hits
        pks = self._pks([address for _, address in hits])
        return {pk: value for pk, (value, _) in zip(pks, hits, strict=True) if value is not None}

    def with_scores(self, pks: list[int]) -> Page:
        if self.score is not None:
            return [(pk, self.score) for pk in pks]
        if not pks:
            return []
        only = all_of([self.query, unscored(any_pk(pks))])
        hits = self.searcher.search(only, limit=len(pks), count=False).hits
        found = self._pks([address for _, address in hits])
        scores = {pk: score for pk, (score, _) in zip(found, hits, strict=True)}
        return [(pk, scores[pk]) for pk in pks]

    def _pks(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        return [int(pk) for pk in self.searcher.fast_field_values("pk", addresses) if pk is not None]
