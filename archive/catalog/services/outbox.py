"""The outbox: articles whose place in the index is out of date. `manage.py work` indexes what it lists."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from archive.catalog.models import OutboxEntry

MAX_EDIT_ARTICLES = 50
INSERTED_ROWS, DELETED_ROWS = 1_000, 500
"""Rows per INSERT, and per DELETE or UPDATE statement: below the number of parameters that any database takes."""


def outbox_add(pks: Iterable[int], *, is_bulk: bool = False) -> None:
    """Mark articles (by primary key) as out of date in the index; call it inside the change's own transaction.

    The background process indexes them after commit: those of single edits first, then those of an import or of any
    change to more than MAX_EDIT_ARTICLES articles.
    """
    pks = list(pks)
    priorities = OutboxEntry.Priority
    priority = priorities.BULK if is_bulk or len(pks) > MAX_EDIT_ARTICLES else priorities.EDIT
    OutboxEntry.objects.bulk_create(
        (OutboxEntry(article_pk=pk, priority=priority) for pk in pks), batch_size=INSERTED_ROWS
    )


def outbox_settle(rows: Iterable[int]) -> None:
    """Delete these rows: the index has their changes."""
    for chunk in _batched(rows, DELETED_ROWS):
        OutboxEntry.objects.filter(pk__in=chunk).delete()


def outbox_refuse(rows: Iterable[int]) -> None:
    """Put these rows behind all others: the engine refused their articles."""
    for chunk in _batched(rows, DELETED_ROWS):
        OutboxEntry.objects.filter(pk__in=chunk).update(priority=OutboxEntry.Priority.REFUSED)


def outbox_retry_refused() -> int:
    """Let refused articles be tried again with the next bulk change. Returns the number of rows."""
    return OutboxEntry.objects.filter(priority=OutboxEntry.Priority.REFUSED).update(priority=OutboxEntry.Priority.BULK)


def outbox_first_priority() -> int | None:
    """The priority of the row that comes next, refused ones left aside; None if there is none.

    Plain SQL: the background process asks several times a second, and Django's compilation takes longer than the query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_PRIORITY, [OutboxEntry.Priority.REFUSED])
        row = cursor.fetchone()
    return None if row is None else int(row[0])


_FIRST_PRIORITY = f"SELECT priority FROM {OutboxEntry._meta.db_table} WHERE priority < %s ORDER BY priority LIMIT 1"


def _batched(values: Iterable[int], size: int) -> Iterator[list[int]]:
    """Lists of at most `size` values. (itertools.batched is there from Python 3.12 on.)"""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk
