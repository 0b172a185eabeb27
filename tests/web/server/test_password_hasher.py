import os
import threading
import time

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, make_password

from archive.web.server.password_hasher import (
    NICENESS,
    PasswordQueue,
    PasswordQueueFullError,
    QueuedPBKDF2PasswordHasher,
)
from archive.web.server.request_serializer import serialize_requests

LONG_S = 30


@pytest.mark.parametrize("password", ["secret", "كلمة مرور", "x" * 5000])
def test_hashes_are_djangos(password):
    assert QueuedPBKDF2PasswordHasher().encode(password, "salt", 10) == PBKDF2PasswordHasher().encode(
        password, "salt", 10
    )


def test_a_password_of_an_earlier_version_is_still_right():
    assert check_password("secret", PBKDF2PasswordHasher().encode("secret", "saltsaltsaltsaltsaltsalt", 1000))
    assert check_password("secret", make_password("secret"))


def test_one_is_computed_at_a_time_in_a_thread_of_low_priority():
    queue = PasswordQueue(max_waiting=10)
    inside = most = 0
    priorities = set()

    def compute() -> str:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        priorities.add(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        time.sleep(0.005)
        inside -= 1
        return "hash"

    threads = [threading.Thread(target=queue.run, args=(compute,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert priorities == {max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0))}


def test_a_full_queue_refuses_and_empties():
    queue = PasswordQueue(max_waiting=2)
    over = threading.Event()

    def compute() -> str:
        assert over.wait(LONG_S)
        return "hash"

    threads = [threading.Thread(target=queue.run, args=(compute,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    while queue._waiting < 2:
        time.sleep(0.001)
    with pytest.raises(PasswordQueueFullError):
        queue.run(compute)
    over.set()
    for thread in threads:
        thread.join()
    assert queue.run(lambda: "hash") == "hash"


def test_a_failed_hash_makes_room():
    queue = PasswordQueue(max_waiting=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            queue.run(lambda: str(1 / 0))


def test_pages_are_computed_while_a_password_is_checked():
    queue = PasswordQueue()
    started, over = threading.Event(), threading.Event()

    def compute() -> str:
        started.set()
        assert over.wait(LONG_S)
        return "hash"

    def application(environ, start_response):
        return [queue.run(compute).encode()] if environ else [b"page"]

    served = serialize_requests(application, lease_s=LONG_S)
    answers = []
    thread = threading.Thread(target=lambda: answers.append(served({"signs in": True}, None)))
    thread.start()
    assert started.wait(LONG_S)
    assert served({}, None) == [b"page"]
    over.set()
    thread.join()
    assert answers == [[b"hash"]]
