"""Version stamps that invalidate what is derived from the authority file.

Every search compares the stamps, so each is one statement of plain SQL: three values read off an index. Within
`request_scoped_versions` each stamp is read once, so that one request works on one state of the file.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

from django.db import connection, models

from archive.entities.models import NameForm, SpellingVariant

T = TypeVar("T")
Version = tuple[object, ...]
_scope: "ContextVar[dict[type[models.Model], Version] | None]" = ContextVar("versions_in_scope", default=None)


@contextmanager
def request_scoped_versions() -> Iterator[None]:
    """Read each version at most once inside the block; later changes are seen after it. Nested blocks share the outer one."""
    outer = _scope.get()
    token = _scope.set({} if outer is None else outer)
    try:
        yield
    finally:
        _scope.reset(token)


def name_forms_version() -> Version:
    """Changes when a name form is added, changed or deleted."""
    return _version(NameForm)


def spelling_decisions_version() -> Version:
    """Changes when a pair of spellings is added, decided or deleted."""
    return _version(SpellingVariant)


class VersionedCache(Generic[T]):
    """One value built from the database on first use, and again when its version differs.

    Threads that ask during a build wait for it, and the outdated value is released first: a large table is never held
    twice by the cache.
    """

    def __init__(self, version: Callable[[], Version], build: Callable[[], T]) -> None:
        self._version, self._build = version, build
        self._entry: tuple[Version, T] | None = None
        self._lock = threading.RLock()

    def get(self) -> T:
        version = self._version()
        entry = self._entry
        if entry is not None and entry[0] == version:
            return entry[1]
        with self._lock:
            if self._entry is None or self._entry[0] != version:
                entry = self._entry = None
                self._entry = version, self._build()
            return self._entry[1]


def _version(model: type[models.Model]) -> Version:
    scope = _scope.get()
    if scope is None:
        return _read(model)
    if model not in scope:
        scope[model] = _read(model)
    return scope[model]


def _read(model: type[models.Model]) -> Version:
    """Highest id, row count, latest change. COUNT(*) in a subquery of its own: otherwise SQLite scans the table."""
    table = connection.ops.quote_name(model._meta.db_table)
    values = ", ".join(f"(SELECT {value} FROM {table})" for value in ("MAX(id)", "COUNT(*)", "MAX(changed_at)"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {values}")
        return tuple(cursor.fetchone())
