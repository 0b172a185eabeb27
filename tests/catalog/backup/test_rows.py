"""A further database is brought to the current schema by itself; the archive's own has no part in it."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.catalog.backup.rows import sqlite_alias


@pytest.fixture
def further_database(db, tmp_path, django_db_blocker):
    """The path of one. Tests with a database of their own are allowed no other unless it is unblocked."""
    with django_db_blocker.unblock():
        yield tmp_path / "copy.sqlite3"


def test_what_migrations_read_and_write_is_in_the_file_alone(further_database):
    with CaptureQueriesContext(connection) as queries:
        with sqlite_alias(further_database) as alias:
            assert Group.objects.using(alias).filter(name="curator", permissions__isnull=False).exists()
        assert queries.captured_queries == []
        assert Group.objects.filter(name="curator").exists()
