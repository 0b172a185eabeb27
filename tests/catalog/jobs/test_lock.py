"""One background process for one database."""

import threading

import pytest

from archive.catalog.jobs import is_working
from archive.catalog.jobs.lock import WorkerLock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def never():
    return False


def test_a_held_lock_is_seen_and_freed_again():
    assert not is_working()
    with WorkerLock().hold(never) as is_mine:
        assert is_mine
        assert is_working()
    assert not is_working()


def test_a_second_one_waits_says_so_once_and_may_be_stopped():
    waiting, answers = [], iter((False, False, True))
    with WorkerLock().hold(never), WorkerLock().hold(lambda: next(answers), lambda: waiting.append(None)) as is_mine:
        assert not is_mine
    assert len(waiting) == 1


def test_a_second_one_takes_over_when_the_first_lets_go():
    taken = threading.Event()

    def second():
        with WorkerLock().hold(never) as is_mine:
            if is_mine:
                taken.set()

    with WorkerLock().hold(never):
        thread = threading.Thread(target=second)
        thread.start()
        assert not taken.wait(0.2)
    assert taken.wait(10)
    thread.join()


def test_a_lock_that_is_held_stays_held():
    lock = WorkerLock()
    with lock.hold(never):
        assert lock.is_held()
