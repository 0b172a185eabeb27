import contextlib
import threading

from archive.web.server.request_serializer import Turns, taking_turns


def test_the_turn_goes_round_in_the_order_of_asking():
    turns = Turns()
    assert turns.take(1)
    served = []
    asked = []

    def wait(number):
        assert turns.take(10)
        served.append(number)
        turns.pass_on()

    for number in range(5):
        asked.append(threading.Thread(target=wait, args=(number,)))
        asked[-1].start()
        while len(turns._waiting) <= number:
            pass
    turns.pass_on()
    for thread in asked:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_who_lost_patience_goes_ahead_and_is_not_waited_for():
    turns = Turns()
    assert turns.take(0.01)
    assert not turns.take(0.01)
    turns.pass_on()
    assert turns.take(0.01)


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

    served = taking_turns(application, patience=30)

    def ask(environ):
        with contextlib.suppress(ValueError):
            served(environ, lambda *_: None)

    threads = [threading.Thread(target=ask, args=({"fails": number % 2},)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
