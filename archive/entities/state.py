"""A stamp of the authority file: tables made of it are made again when it differs.

Every search looks at the stamps, so they are asked for in plain SQL: three values read off an index each, and none of the
cost of putting a query together. One search takes the file as it stood when it first looked (`one_look`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models

from archive.entities.models import NameForm, SpellingVariant

Stamp = tuple[object, ...]
_looked: "ContextVar[dict[type[models.Model], Stamp] | None]" = ContextVar("looked", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Each stamp is asked for once at most; what changes meanwhile counts afterwards."""
    outer = _looked.get()
    token = _looked.set({} if outer is None else outer)
    try:
        yield
    finally:
        _looked.reset(token)


def names_stamp() -> Stamp:
    """Changes when a name form is added, changed or deleted."""
    return _stamp(NameForm)


def decisions_stamp() -> Stamp:
    """Changes when a pair of spellings is added, decided or deleted."""
    return _stamp(SpellingVariant)


def _stamp(model: type[models.Model]) -> Stamp:
    looked = _looked.get()
    if looked is None:
        return _asked(model)
    if model not in looked:
        looked[model] = _asked(model)
    return looked[model]


def _asked(model: type[models.Model]) -> Stamp:
    """COUNT(*) and not of a column, and each value by itself: else SQLite walks through the table."""
    table = connection.ops.quote_name(model._meta.db_table)
    values = ", ".join(f"(SELECT {value} FROM {table})" for value in ("MAX(id)", "COUNT(*)", "MAX(changed_at)"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {values}")
        return tuple(cursor.fetchone())
