"""Groups and stories have one writer at a time on PostgreSQL, too."""

import threading

import pytest
from django.db import connection

from archive.coverage.services.one_writer import writing_alone

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def second():
    """Another thread that writes; `begun` and `written` are its events."""
    begun, written = threading.Event(), threading.Event()

    @writing_alone()
    def write():
        written.set()

    def run():
        begun.set()
        try:
            write()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.begun, thread.written = begun, written
    yield thread
    thread.join(30)
    assert not thread.is_alive()


def test_a_second_one_waits_until_the_first_has_committed(second):
    with writing_alone():
        second.start()
        assert second.begun.wait(10)
        assert not second.written.wait(0.5)
    assert second.written.wait(30)


def test_who_fails_lets_the_next_one_in(second):
    with pytest.raises(ZeroDivisionError), writing_alone():
        raise ZeroDivisionError
    second.start()
    assert second.written.wait(30)


def test_what_writes_may_call_what_writes():
    @writing_alone()
    def inner():
        return connection.in_atomic_block

    with writing_alone():
        assert inner()
