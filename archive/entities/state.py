"""A stamp of the authority file: tables made of it are made again when it differs.

Every search looks at the stamps, so they are asked for in plain SQL: three values read off an index each, and none of the
cost of putting a query together.
"""

from django.db import connection, models

from archive.entities.models import NameForm, SpellingVariant

Stamp = tuple[object, ...]


def names_stamp() -> Stamp:
    """Changes when a name form is added, changed or deleted."""
    return _stamp(NameForm)


def decisions_stamp() -> Stamp:
    """Changes when a pair of spellings is added, decided or deleted."""
    return _stamp(SpellingVariant)


def _stamp(model: type[models.Model]) -> Stamp:
    """COUNT(*) and not of a column, and each value by itself: else SQLite walks through the table."""
    table = connection.ops.quote_name(model._meta.db_table)
    values = ", ".join(f"(SELECT {value} FROM {table})" for value in ("MAX(id)", "COUNT(*)", "MAX(changed_at)"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {values}")
        return tuple(cursor.fetchone())
