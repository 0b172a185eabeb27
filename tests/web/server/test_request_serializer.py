import contextlib
import io
import threading
import time

from archive.web.server.request_serializer import FairLock, serialize_requests

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


class SlowBody(io.BytesIO):
    """A body that arrives only when `arrived` is set."""

    def __init__(self, content):
        super().__init__(content)
        self.asked, self.arrived = threading.Event(), threading.Event()

    def read(self, size=-1, /):
        self.asked.set()
        assert self.arrived.wait(LONG_S)
        return super().read(size)


def upload(body, length) -> dict:
    return {"CONTENT_LENGTH": str(length), "wsgi.input": body}


def read_body(environ, start_response):
    return [environ["wsgi.input"].read() if "wsgi.input" in environ else b"page"]


def test_others_are_computed_while_a_body_arrives():
    served = serialize_requests(read_body, lease_s=LONG_S)
    body = SlowBody(b"form")
    answers = []
    (thread,) = start_all([lambda: answers.append(served(upload(body, 4), None))])
    assert body.asked.wait(LONG_S)
    assert served({}, None) == [b"page"]
    body.arrived.set()
    thread.join()
    assert answers == [[b"form"]]


def test_a_request_waits_for_its_turn_again_when_its_body_has_arrived():
    computing = threading.Event()
    steps = []

    def application(environ, start_response):
        if "wsgi.input" in environ:
            environ["wsgi.input"].read()
            steps.append("after the body")
        else:
            steps.append("page begins")
            body.arrived.set()
            computing.wait(0.1)
            steps.append("page ends")
        return []

    served = serialize_requests(application, lease_s=LONG_S)
    body = SlowBody(b"form")
    (thread,) = start_all([lambda: served(upload(body, 4), None)])
    assert body.asked.wait(LONG_S)
    served({}, None)
    thread.join()
    assert steps == ["page begins", "page ends", "after the body"]


def test_lines_of_a_body_are_read_one_by_one():
    def application(environ, start_response):
        return list(environ["wsgi.input"])

    assert serialize_requests(application)(upload(io.BytesIO(b"a\nb"), 3), None) == [b"a\n", b"b"]


def test_more_uploads_than_allowed_are_answered_with_503():
    served = serialize_requests(read_body, lease_s=LONG_S, uploads=1)
    body = SlowBody(b"form")
    (thread,) = start_all([lambda: served(upload(body, 4), None)])
    assert body.asked.wait(LONG_S)
    refused = []
    served(upload(io.BytesIO(b"form"), 4), lambda status, headers: refused.append((status, dict(headers))))
    body.arrived.set()
    thread.join()
    assert refused[0][0].startswith("503 ")
    assert refused[0][1]["Retry-After"]
    assert served(upload(io.BytesIO(b"form"), 4), None) == [b"form"]
