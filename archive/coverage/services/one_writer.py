"""One writer of groups and stories at a time.

Counts of words and lines are read, changed and written as a whole, and two copies that are compared at the same moment would
not see each other. SQLite's transactions write one by one anyway; PostgreSQL's have to be told.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from archive.catalog.database import take_turn

TURN = 0x6B68636F
"""An arbitrary number, the same in every process."""


@contextmanager
def writing_alone() -> Iterator[None]:
    """A transaction that begins when no other one writes groups or stories; also a decorator, `@writing_alone()`."""
    with transaction.atomic():
        take_turn(TURN)
        yield
