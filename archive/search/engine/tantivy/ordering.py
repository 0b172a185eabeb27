"""Order and pages of the hits: by relevance, by one of the two orders of days, or by columns in turn."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import tantivy
from tantivy import Order, Query

from archive.search.engine.document import KEYED
from archive.search.engine.tantivy.counting import size
from archive.search.engine.tantivy.query_builder import any_number, every, silent

Page = list[tuple[int, float]]
"""Numbers of documents and their scores."""
BEYOND, BEYOND_OF_SEVERAL = 90, 900
"""So many hits more are looked at first, to see whether those at the end of the page are tied with others; and of many
queries they are all. Words that must stand together take longer to find than
hits take to be told."""
DEEP = 10_000
"""Tantivy sets room aside for all hits up to the end of a page: how many there are is asked first, beyond this."""
LIMIT = 1 << 31


class Hits:
    """The hits of one query, which is made when it is first needed: a pattern takes long to make. `alike`: the score that all
    hits have; None where they differ. `beyond`: so many hits more are looked at."""

    def __init__(
        self, searcher: tantivy.Searcher, make: Callable[[], Query], *, alike: float | None, beyond: int = BEYOND
    ) -> None:
        self.searcher = searcher
        self.make = make
        self.alike = alike
        self.beyond = beyond

    @cached_property
    def query(self) -> Query:
        return self.make()

    def told(
        self, sort: str | tuple[tuple[str, bool], ...], start: int, end: int | None
    ) -> tuple[int, Page, list[int] | None]:
        """How many hits there are, those from `start` to `end`, and all by number where they have been told for that."""
        by_columns = not isinstance(sort, str)
        if end is None or end > DEEP or start >= end or by_columns:
            count = size(self.searcher, self.query)
            end = min(LIMIT if end is None else end, count)
            if start >= end:
                return count, [], None
        if not isinstance(sort, str):
            return count, self.scored(self._by_columns(sort, count)[start:end]), None
        if sort == "relevance" and self.alike is None:
            count, page, pks = self._by_score(end)
            return count, page[start:], pks
        count, pks = self._by_day("oldest" if sort == "oldest" else "newest", start, end)
        return count, self.scored(pks), None

    def _by_day(self, name: str, start: int, end: int) -> tuple[int, list[int]]:
        order = Order.Asc if name == "oldest" else Order.Desc
        found: Any = self.searcher.search(
            self.query, limit=end - start, offset=start, order_by_field=name, order=order
        )  # its stubs leave `count` out
        return found.count, self._pks([address for _, address in found.hits])

    def _by_score(self, end: int) -> tuple[int, Page, list[int] | None]:
        """Ties go to the newest: where they reach beyond the page, so many hits more are fetched that they do not."""
        limit = end + self.beyond
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
        whole = len(hits) == found.count
        pks = self._pks([address for _, address in (hits if whole else hits[:end])])
        page = [(pk, score) for pk, (score, _) in zip(pks, hits[:end], strict=False)]
        return found.count, page, pks if whole else None

    def _by_columns(self, columns: tuple[tuple[str, bool], ...], count: int) -> list[int]:
        """From the last column to the first, each sorting keeps what was sorted before; what lacks a value comes last."""
        ordered = self._by_day("newest", 0, count)[1]
        for name, descending in reversed(columns):
            values = self._values(name, count)
            have = [pk for pk in ordered if pk in values]
            # reverse keeps equal ones in the order in which they stand
            have.sort(key=lambda pk, values=values: values[pk], reverse=descending)  # type: ignore[misc]
            ordered = have + [pk for pk in ordered if pk not in values]
        return ordered

    def _values(self, name: str, count: int) -> dict[int, object]:
        """The value of each hit in a column: of several keys the lowest."""
        if name == "score":
            hits = self.searcher.search(self.query, limit=count, count=False).hits
        else:
            field = name if name in KEYED else {"published": "first"}.get(name, name)
            hits = self.searcher.search(self.query, limit=count, count=False, order_by_field=field).hits
        pks = self._pks([address for _, address in hits])
        return {pk: value for pk, (value, _) in zip(pks, hits, strict=True) if value is not None}

    def scored(self, pks: list[int]) -> Page:
        """The numbers with their scores."""
        if self.alike is not None:
            return [(pk, self.alike) for pk in pks]
        if not pks:
            return []
        only = every([self.query, silent(any_number(pks))])
        hits = self.searcher.search(only, limit=len(pks), count=False).hits
        found = self._pks([address for _, address in hits])
        scores = {pk: score for pk, (score, _) in zip(found, hits, strict=True)}
        return [(pk, scores[pk]) for pk in pks]

    def _pks(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        return [int(pk) for pk in self.searcher.fast_field_values("pk", addresses) if pk is not None]
