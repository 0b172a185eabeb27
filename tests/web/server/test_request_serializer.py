import contextlib
import threading

from archive.web.server.request_serializer import FairLock, serialize_requests


def test_the_turn_goes_round_in_the_order_of_asking():
    lock = FairLock()
    assert lock.acquire(1)
    served = []
    asked = []

    def wait(number):
        assert lock.acquire(10)
        served.append(number)
        lock.release()

    for number in range(5):
        asked.append(threading.Thread(target=wait, args=(number,)))
        asked[-1].start()
        while len(lock._waiting) <= number:
            pass
    lock.release()
    for thread in asked:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_who_lost_patience_goes_ahead_and_is_not_waited_for():
    lock = FairLock()
    assert lock.acquire(0.01)
    assert not lock.acquire(0.01)
    lock.release()
    assert lock.acquire(0.01)


def test_the_application_is_entered_by_one_at_a_time_and_left_after_a_failure():
    inside = 0
    most = 0

    def application(environ, start_response):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        threading.Event().wait(0.01)
        inside -= 1
        if environ.get("fails"):
            raise ValueError
        return [b""]

    served = serialize_requests(application, timeout=30)

    def ask(environ):
        with contextlib.suppress(ValueError):
            served(environ, lambda *_: None)

    threads = [threading.Thread(target=ask, args=({"fails": number % 2},)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
