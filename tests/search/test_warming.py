"""A worker warms up before its first request, and starts in any state of database and index."""

import pytest

from archive import search
from archive.search.engine import current_engine

from .conftest import write


@pytest.mark.django_db
def test_the_index_is_open_afterwards():
    write("خبر", "نص")
    search.drain()
    search.warm_up()
    assert current_engine().reader._token


def test_it_survives_a_missing_database_and_index():
    search.warm_up()  # the database is out of reach in a test that does not ask for it
