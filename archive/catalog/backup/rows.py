"""All rows of one database into another of the same schema: how PostgreSQL is written to a backup, and read from one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.catalog.database import creation_allowed

ROWS = 500
"""Rows written by one statement at most."""
MAX_PARAMETERS = 30_000
"""Of one statement: SQLite takes 32,766, PostgreSQL 65,535."""


@contextmanager
def sqlite_alias(path: Path) -> Iterator[str]:
    """A further database of Django's: the SQLite file, brought to the current schema."""
    alias = f"file-{uuid4().hex}"
    given = {
        "ENGINE": "archive.catalog.sqlite3",
        "NAME": str(path),
        "TEST": {},
        "OPTIONS": {"timeout": 30, "transaction_mode": "IMMEDIATE"},
    }
    configured = connections.configure_settings({**settings.DATABASES, alias: given})[alias]
    connections.settings[alias] = configured
    try:
        with creation_allowed():
            with _all_in(alias):
                call_command("migrate", database=alias, verbosity=0, interactive=False)
            yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


class _Only:
    """A database router that sends all queries to one database."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def db_for_read(self, model: type[models.Model], **hints: object) -> str:
        return self._alias

    db_for_write = db_for_read


@contextmanager
def _all_in(alias: str) -> Iterator[None]:
    """Queries that name no database go to this one. Functions of migrations name none: they would change the archive's own."""
    only = _Only(alias)
    router.routers.insert(0, only)
    try:
        yield
    finally:
        router.routers.remove(only)


def rows_copy(source: str, target: str) -> None:
    """Replace all rows of `target` by those of `source`, both aliases, within a transaction of the caller's in each.

    Values are written as the fields of the models prepare them, so that neither defaults nor times of change are made anew.
    """
    connection = connections[target]
    copied = _models()
    with connection.constraint_checks_disabled():
        for model in copied:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
        for model in copied:
            _copy(model, source, connection)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), copied):
            cursor.execute(statement)


def _models() -> list[type[models.Model]]:
    """With a table each, tables between many and many too; sessions stay where they are."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy and model is not Session]


def _copy(model: type[models.Model], source: str, target: BaseDatabaseWrapper) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    at_once = max(1, min(ROWS, MAX_PARAMETERS // len(fields)))
    table, names = model._meta.db_table, [target.ops.quote_name(str(field.column)) for field in fields]
    one = f"({', '.join(['%s'] * len(fields))})"
    begin = f"INSERT INTO {target.ops.quote_name(table)} ({', '.join(names)}) VALUES "
    read = model._base_manager.using(source).order_by("pk").values_list(*(field.attname for field in fields))
    with target.cursor() as cursor:
        for rows in _parts(read.iterator(chunk_size=at_once), at_once):
            values = [
                field.get_db_prep_save(value, target) for row in rows for field, value in zip(fields, row, strict=True)
            ]
            cursor.execute(begin + ", ".join([one] * len(rows)), values)


def _parts(rows: Iterator[tuple[object, ...]], size: int) -> Iterator[list[tuple[object, ...]]]:
    part: list[tuple[object, ...]] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
