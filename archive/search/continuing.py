"""Where a search goes on: after the results that a cursor names, wherever they stand by now.

A page number counts from the first result, so what comes in or is withdrawn between two pages shifts them: a result is shown
twice, or never. A cursor names the last results shown. The search goes on after the last of them that is still found within
REACH results of its former place; if none is, at that place.
"""

from collections.abc import Callable, Sequence

from archive.search.request import Cursor

NAMED = 5
"""Results that a cursor names: some may be withdrawn before it is used."""
REACH = 500


def start_after(cursor: Cursor, results: Callable[[int, int], Sequence[int]]) -> int:
    """The number of results before those to be shown; `results` gives the primary keys of results start … end-1."""
    first = max(0, cursor.start - REACH)
    place = {pk: number for number, pk in enumerate(results(first, cursor.start + REACH), first)}
    return next((place[pk] + 1 for pk in reversed(cursor.last) if pk in place), cursor.start)


def cursor_after(shown: Sequence[int], start: int, number: int) -> Cursor | None:
    """The cursor behind the results shown, of which the first has `start` before it; None if all `number` results are shown."""
    end = start + len(shown)
    return Cursor(end, tuple(shown[-NAMED:])) if shown and end < number else None
