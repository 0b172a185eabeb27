"""Create or migrate the archive in the data folder, so that a first import works on any machine."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive.entities import services as entities


def archive_prepare() -> None:
    """Migrate the database, and load the authority file if its shipped tables changed."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if entities.authority_changed():
        entities.authority_load()
