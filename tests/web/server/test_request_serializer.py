import contextlib
import threading
import time

from archive.web.server.request_serializer import FairLock, serialize_requests, turn_paused

LONG_S = 30


def start_all(targets) -> list[threading.Thread]:
    threads = [threading.Thread(target=target) for target in targets]
    for thread in threads:
        thread.start()
    return threads


def test_the_lock_is_granted_in_the_order_of_asking():
    lock = FairLock(LONG_S)
    first = lock.acquire()
    granted, threads = [], []

    def wait(number):
        ticket = lock.acquire()
        granted.append(number)
        lock.release(ticket)

    for number in range(5):
        threads += start_all([lambda number=number: wait(number)])
        while len(lock._waiting) <= number:
            time.sleep(0.001)
    lock.release(first)
    for thread in threads:
        thread.join()
    assert granted == [0, 1, 2, 3, 4]


def test_a_holder_that_keeps_the_lock_too_long_loses_it():
    lock = FairLock(0.05)
    stuck = lock.acquire()
    following = lock.acquire()
    lock.release(stuck)
    assert lock._holder is following
    lock.release(following)
    assert lock._holder is None


def test_the_lock_lost_by_its_holder_goes_to_one_request_at_a_time():
    lock = FairLock(0.05)
    lock.acquire()  # never released
    inside = most = 0

    def enter():
        nonlocal inside, most
        ticket = lock.acquire()
        inside += 1
        most = max(most, inside)
        time.sleep(0.005)
        inside -= 1
        lock.release(ticket)

    for thread in start_all([enter] * 5):
        thread.join()
    assert most == 1


def test_one_request_is_computed_at_a_time_also_after_a_failure():
    inside = most = 0

    def application(environ, start_response):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.01)
        inside -= 1
        if environ.get("fails"):
            raise ValueError
        return [b""]

    served = serialize_requests(application, lease_s=LONG_S)

    def ask(environ):
        with contextlib.suppress(ValueError):
            served(environ, lambda *_: None)

    for thread in start_all([lambda number=number: ask({"fails": number % 2}) for number in range(6)]):
        thread.join()
    assert most == 1


def test_others_are_computed_while_a_turn_is_paused():
    paused, over = threading.Event(), threading.Event()

    def application(environ, start_response):
        if environ:
            with turn_paused():
                paused.set()
                assert over.wait(LONG_S)
        return [b"page"]

    served = serialize_requests(application, lease_s=LONG_S)
    answers = []
    (thread,) = start_all([lambda: answers.append(served({"waits": True}, None))])
    assert paused.wait(LONG_S)
    assert served({}, None) == [b"page"]
    over.set()
    thread.join()
    assert answers == [[b"page"]]


def test_a_request_waits_for_its_turn_again_after_a_pause():
    computing, paused = threading.Event(), threading.Event()
    steps = []

    def application(environ, start_response):
        if environ:
            with turn_paused():
                paused.set()
                assert computing.wait(LONG_S)
            steps.append("after the pause")
        else:
            steps.append("page begins")
            computing.set()
            time.sleep(0.1)
            steps.append("page ends")
        return []

    served = serialize_requests(application, lease_s=LONG_S)
    (thread,) = start_all([lambda: served({"waits": True}, None)])
    assert paused.wait(LONG_S)
    served({}, None)
    thread.join()
    assert steps == ["page begins", "page ends", "after the pause"]


def test_a_turn_that_failed_is_not_paused_by_the_next_work_of_its_thread():
    def application(environ, start_response):
        raise ValueError

    with contextlib.suppress(ValueError):
        serialize_requests(application)({}, None)
    with turn_paused():
        pass
