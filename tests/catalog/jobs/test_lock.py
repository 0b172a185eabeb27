"""One background process for one database."""

import os
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from archive.catalog.jobs import is_working, silence_s
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


def test_a_process_that_looks_after_its_lock_is_not_silent():
    assert silence_s() is None
    with WorkerLock().hold(never):
        assert silence_s() < 5
    assert silence_s() is None


@pytest.mark.sqlite
def test_one_that_was_stopped_is_silent_until_it_looks_again():
    lock = WorkerLock()
    with lock.hold(never):
        long_ago = time.monotonic() - 500
        os.utime(Path(django_settings.DATA_DIR) / "work.lock", (long_ago, long_ago))
        assert 499 < silence_s() < 510
        assert lock.is_held()
        assert silence_s() < 5


@pytest.mark.sqlite
def test_the_clock_plays_no_part_in_it(monkeypatch):
    with WorkerLock().hold(never):
        monkeypatch.setattr(time, "time", lambda: 0.0)
        assert silence_s() < 5
