"""Sort orders.

The cluster returns the first 10,000 hits of a query; deeper ones are reached by `search_after` from the last hit of each ten
thousand. Every order ends in the primary key, so no two hits are tied and no step skips one.
"""

from typing import Any

from archive.search.engine.contract import Order
from archive.search.engine.document import KEYED

Sort = list[dict[str, Any]]


def _by(field: str, order: str) -> dict[str, Any]:
    return {field: {"order": order, "missing": "_last"}}


NEWEST: Sort = [_by("first", "desc"), {"pk": "desc"}]
OLDEST: Sort = [_by("first", "asc"), {"pk": "desc"}]
ADDED: Sort = [_by("added", "desc"), {"pk": "desc"}]
SCORE: Sort = [{"_score": "desc"}]


def sorting(order: Order, *, scored: bool) -> Sort:
    """`scored`: whether anything in the query scores; if not, relevance means newest first."""
    if order == "oldest":
        return OLDEST
    if order == "added":
        return ADDED
    if order == "newest" or (order == "relevance" and not scored):
        return NEWEST
    if isinstance(order, str):
        return SCORE + NEWEST
    return [*(_column(name, "desc" if descending else "asc") for name, descending in order), *NEWEST]


def _column(name: str, order: str) -> dict[str, Any]:
    if name in KEYED:
        return {name: {"order": order, "missing": "_last", "mode": "min"}}
    if name == "published":
        return _by("first", order)
    return {"_score" if name == "score" else name: order}
