"""Haystack's facets on our engine contract: keyed facets are columns, date facets and query facets count clauses."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from haystack.exceptions import SearchBackendError

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchResult
from archive.search.haystack.lookups import narrowing_clause
from archive.search.request import KEYED_FACETS


class FacetClauses:
    """The clauses that date facets and query facets count, and the names of their counts."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.clauses: list[c.Clause] = []
        self.gaps: dict[str, list[dt.datetime]] = {}
        self.queries: list[str] = []
        for name, details in (options.get("date_facets") or {}).items():
            _only_published(name)
            gaps = list(_gaps(details))
            self.gaps[name] = [start for start, _, _ in gaps]
            self.clauses += [c.PublicationStart(first, after - dt.timedelta(days=1)) for _, first, after in gaps]
        for name, query in options.get("query_facets") or ():
            self.queries.append(f"{name}_{query}")
            self.clauses.append(narrowing_clause(f"{name}:{query}"))

    def named(self, counted: Sequence[int]) -> dict[str, dict[str, Any]]:
        numbers = iter(counted)
        dates = {name: [(start, next(numbers)) for start in starts] for name, starts in self.gaps.items()}
        return {"dates": dates, "queries": {name: next(numbers) for name in self.queries}}


def facet_column(name: str) -> str:
    plain = name.removesuffix("_exact")
    if plain not in (*KEYED_FACETS, "kind", "year", "month"):
        raise SearchBackendError(f"Unknown facet {name}; facets are {', '.join(KEYED_FACETS)}, kind, year and month.")
    return plain


def _only_published(name: str) -> None:
    if name.removesuffix("_exact") != "published":
        raise SearchBackendError(f"{name} is not a date field; `published` is.")


def field_counts(found: SearchResult, options: dict[str, Any]) -> dict[str, Any]:
    limits = {
        name: details.get("limit") if isinstance(details, dict) else None
        for name, details in (options.get("facets") or {}).items()
    }
    return {name: found.facets[facet_column(name)][:limit] for name, limit in limits.items()}


def _gaps(details: dict[str, Any]) -> Iterator[tuple[dt.datetime, dt.date, dt.date]]:
    """(start as Haystack returns it, first day, day after the last) of each gap; gaps shorter than a day are days."""
    start, end = (
        day.date() if isinstance(day, dt.datetime) else day for day in (details["start_date"], details["end_date"])
    )
    amount = max(1, int(details.get("gap_amount", 1)))
    while start < end:
        if details["gap_by"] in ("year", "month"):
            months = start.year * 12 + start.month - 1 + amount * (12 if details["gap_by"] == "year" else 1)
            following = start.replace(year=months // 12, month=months % 12 + 1, day=min(start.day, 28))
        else:
            following = start + dt.timedelta(days=amount)
        yield dt.datetime(start.year, start.month, start.day), start, min(following, end)
        start = following
