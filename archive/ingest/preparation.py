"""Making an empty data folder an empty archive, so that a first import works on any machine."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive.entities import services as entities


def archive_prepare() -> None:
    """Bring the tables up to this version, and the authority file where its shipped tables are newer than the record's."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if entities.authority_changed():
        entities.authority_load()
