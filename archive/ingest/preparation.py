"""Making an empty data folder an empty archive, so that a first import works on any machine."""

from django.core.management import call_command
from django.db import connection

from archive.catalog.models import Article
from archive.entities import services as entities


def archive_prepare() -> None:
    """Make the tables where there are none, and load the authority file where its tables are newer than the record's."""
    if Article._meta.db_table not in connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
    if entities.authority_changed():
        entities.authority_load()
