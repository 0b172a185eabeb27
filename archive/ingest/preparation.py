"""Create or migrate the archive in the data folder, so that a first import works on any machine."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive.catalog import database
from archive.entities import services as entities


def archive_prepare() -> None:
    """Migrate the database, and load the authority file if its shipped tables changed.

    Raises DatabaseMissingError if there is no database where an archive stood.
    """
    with one_at_a_time():
        database_prepare()


def database_prepare(*, new: bool = False) -> None:
    """As `archive_prepare`, which holds the lock; `new` begins a new archive where one stood."""
    if not new:
        database.refuse_to_replace()
    with database.creation_allowed():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
        if entities.authority_changed():
            entities.authority_load()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two first starts at once: the second waits, and finds everything set up."""
    with (Path(settings.DATA_DIR) / "prepare.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
