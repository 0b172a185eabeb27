"""Queries that every page asks, put together once.

Django makes the SQL of a queryset anew each time, which costs more than asking it: of a page of results it was a tenth. Here
it is made once for each number of keys, and rows come as the database gives them.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]


class CompiledInQuery:
    """Rows of a queryset by what one of its fields may be.

    `made` gives the queryset (with `values_list`) for a list of keys; nothing in it but the keys may differ from one call to
    the next, and its columns need no conversion of Django's own beyond dates and times.
    """

    def __init__(self, made: Callable[[list[Any]], QuerySet[Any, Any]]) -> None:
        self._made = made
        self._sql: dict[int, tuple[str, Row, Row]] = {}

    def rows(self, keys: Iterable[Any]) -> list[Row]:
        """In the queryset's order. Of keys that come twice, once."""
        distinct = tuple(dict.fromkeys(keys))
        if not distinct:
            return []
        sql, before, after = self._sql.get(len(distinct)) or self._put_together(distinct)
        with connection.cursor() as cursor:
            cursor.execute(sql, (*before, *distinct, *after))
            rows: list[Row] = cursor.fetchall()
        return rows

    def _put_together(self, keys: Row) -> tuple[str, Row, Row]:
        """The SQL, and the parameters before and after the keys, for so many of their kind."""
        kind = type(keys[0])
        standing_in = [kind(-number) for number in range(1, len(keys) + 1)]  # as no key is
        sql, parameters = self._made(standing_in).query.sql_with_params()
        start = parameters.index(standing_in[0])
        end = start + len(keys)
        if list(parameters[start:end]) != standing_in:
            raise ValueError("the keys must stand together in the query")
        self._sql[len(keys)] = sql, parameters[:start], parameters[end:]
        return self._sql[len(keys)]
