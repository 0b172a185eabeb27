"""What search registers with the background process."""

import pytest

from archive.catalog.jobs import registry
from archive.search import index_status
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


def test_the_outbox_is_a_registered_queue():
    write("خبر", "نص.")
    assert registry.queues["outbox"]()
    assert index_status().agrees
    assert not registry.queues["outbox"]()
