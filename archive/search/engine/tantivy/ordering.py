"""Order and pages of the hits: by relevance, by one of the two orders of days, or by columns in turn."""

import tantivy
from tantivy import Order, Query

from archive.search.engine.document import KEYED
from archive.search.engine.tantivy.translation import any_number, every, silent

Page = list[tuple[int, float]]
"""Numbers of documents and their scores."""
BEYOND = 20
"""So many hits more are looked at first, to see whether those at the end of the page are tied with others."""


class Hits:
    """The hits of one query, `count` of them. `alike`: all of them have the same score."""

    def __init__(self, searcher: tantivy.Searcher, query: Query, count: int, *, alike: bool) -> None:
        self.searcher = searcher
        self.query = query
        self.count = count
        self.alike = alike

    def page(self, sort: str | tuple[tuple[str, bool], ...], start: int, end: int | None) -> Page:
        end = self.count if end is None else min(end, self.count)
        if start >= end:
            return []
        if not isinstance(sort, str):
            return self._scored(self._by_columns(sort)[start:end])
        if sort == "relevance" and not self.alike:
            return self._by_score(end)[start:]
        return self._scored(self._by_day("oldest" if sort == "oldest" else "newest", start, end))

    def _by_day(self, name: str, start: int, end: int) -> list[int]:
        order = Order.Asc if name == "oldest" else Order.Desc
        found = self.searcher.search(
            self.query, limit=end - start, offset=start, count=False, order_by_field=name, order=order
        )
        return self._pks([address for _, address in found.hits])

    def _by_score(self, end: int) -> Page:
        """Ties go to the newest: where they reach beyond the page, so many hits more are fetched that they do not."""
        limit = min(self.count, end + BEYOND)
        while True:
            hits = self.searcher.search(self.query, limit=limit, count=False).hits
            if limit >= self.count or hits[-1][0] < hits[end - 1][0]:
                break
            limit = min(self.count, 8 * limit)
        addresses = [address for _, address in hits]
        newest = self.searcher.fast_field_values("newest", addresses)
        ordered = sorted(range(len(hits)), key=lambda number: (-hits[number][0], -(newest[number] or 0)))[:end]
        pks = self._pks([addresses[number] for number in ordered])
        return [(pk, hits[number][0]) for pk, number in zip(pks, ordered, strict=True)]

    def _by_columns(self, columns: tuple[tuple[str, bool], ...]) -> list[int]:
        """From the last column to the first, each sorting keeps what was sorted before; what lacks a value comes last."""
        ordered = self._by_day("newest", 0, self.count)
        for name, descending in reversed(columns):
            values = self._values(name)
            have = [pk for pk in ordered if pk in values]
            # reverse keeps equal ones in the order in which they stand
            have.sort(key=lambda pk, values=values: values[pk], reverse=descending)  # type: ignore[misc]
            ordered = have + [pk for pk in ordered if pk not in values]
        return ordered

    def _values(self, name: str) -> dict[int, object]:
        """The value of each hit in a column: of several keys the lowest."""
        if name == "score":
            hits = self.searcher.search(self.query, limit=self.count, count=False).hits
        else:
            field = name if name in KEYED else {"published": "first"}.get(name, name)
            hits = self.searcher.search(self.query, limit=self.count, count=False, order_by_field=field).hits
        pks = self._pks([address for _, address in hits])
        return {pk: value for pk, (value, _) in zip(pks, hits, strict=True) if value is not None}

    def _scored(self, pks: list[int]) -> Page:
        """The numbers with their scores."""
        if not pks:
            return []
        only = every([self.query, silent(any_number(pks))])
        hits = self.searcher.search(only, limit=len(pks), count=False).hits
        found = self._pks([address for _, address in hits])
        scores = {pk: score for pk, (score, _) in zip(found, hits, strict=True)}
        return [(pk, scores[pk]) for pk in pks]

    def _pks(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        return [int(pk) for pk in self.searcher.fast_field_values("pk", addresses) if pk is not None]
