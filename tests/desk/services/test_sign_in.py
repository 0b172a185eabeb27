"""The limits on sign-ins, by a clock that the tests set."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from archive.desk.models import KnownAddress, SignInFailures
from archive.desk.services import sign_in
from archive.desk.services.sign_in import (
    ACCOUNT,
    ADDRESS,
    PAIR,
    Limit,
    account_digest,
    account_unlock,
    address_digest,
    attempt_begin,
    attempt_cancel,
    attempt_succeed,
    sign_ins_forget,
)

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = "192.0.2.1", "203.0.113.9"


def fail(name="sara", address=ELSEWHERE, times=1) -> list[float]:
    """The waits in seconds that attempts were answered with; 0 where the password was checked."""
    attempts = [attempt_begin(name=name, address=address) for _ in range(times)]
    return [attempt.wait.total_seconds() if attempt.wait else 0 for attempt in attempts]


def succeed(name="sara", address=HOME) -> None:
    attempt = attempt_begin(name=name, address=address)
    assert attempt.wait is None
    attempt_succeed(attempt=attempt)


def test_five_failures_are_free_and_the_next_attempt_waits(clock):
    assert fail(times=6) == [0, 0, 0, 0, 0, 30]


def test_waits_double_up_to_a_quarter_of_an_hour(clock):
    fail(times=5)
    waits = []
    for _ in range(8):
        (wait,) = fail()
        waits.append(wait)
        clock.forward(seconds=wait)
        assert fail() == [0]  # and fails again
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_attempts_during_a_wait_do_not_prolong_it(clock):
    fail(times=5)
    clock.forward(seconds=29)
    assert fail(times=100) == [1] * 100
    clock.forward(seconds=1)
    assert fail() == [0]


def test_success_forgets_the_failures_of_the_pair(clock):
    fail(times=4, address=HOME)
    succeed()
    assert fail(times=6, address=HOME) == [0, 0, 0, 0, 0, 30]


def test_failures_are_forgotten_after_a_day(clock):
    fail(times=5)
    clock.forward(hours=25)
    assert fail(times=6) == [0, 0, 0, 0, 0, 30]


def test_one_address_does_not_slow_another_down(clock):
    fail(times=6)
    assert fail(address=HOME) == [0]


def test_an_account_under_attack_from_many_addresses_is_slowed_everywhere_but_where_it_has_signed_in(clock):
    succeed(address=HOME)
    for number in range(ACCOUNT.free):
        assert fail(address=f"198.51.100.{number}") == [0]
    assert fail(address="198.51.100.200")[0] > 0
    for _ in range(30):  # the attack goes on
        clock.forward(minutes=1)
        fail(address=f"198.51.100.{_ + 100}")
    assert 0 < fail(address="198.51.100.201")[0] <= 60
    succeed(address=HOME)


def test_an_account_is_slowed_down_by_a_minute_at_most(clock):
    for number in range(200):
        clock.forward(minutes=1)
        assert fail(address=f"10.{number}.0.1") == [0]
    assert fail(address="10.250.0.1") == [60]


def test_an_address_that_tries_many_accounts_waits(clock):
    waits = [fail(name=f"user{number}")[0] for number in range(ADDRESS.free + 5)]
    assert waits == [0] * ADDRESS.free + [30] * 5
    assert fail(name="user0", address=HOME) == [0]


def test_who_has_signed_in_from_an_address_is_not_slowed_by_others_there(clock):
    succeed(address=ELSEWHERE)
    for number in range(ADDRESS.free + 5):
        fail(name=f"user{number}")
    assert fail(name="new") != [0]
    succeed(address=ELSEWHERE)


def test_an_address_is_known_for_ninety_days(clock):
    succeed(address=HOME)
    clock.forward(days=91)
    for number in range(ACCOUNT.free):
        fail(address=f"198.51.100.{number}")
    assert fail(address=HOME)[0] > 0


def test_guessing_where_the_account_has_signed_in_waits_too(clock):
    succeed(address=HOME)
    assert fail(address=HOME, times=6) == [0, 0, 0, 0, 0, 30]


@pytest.mark.parametrize("name", ["nobody", "ساره", "x" * 150, "' OR 1=1 --", "<b>"])
def test_accounts_that_do_not_exist_are_treated_alike(clock, name):
    User.objects.create_user("sara", is_staff=True)
    assert fail(name=name, times=6) == fail(name="sara", address=HOME, times=6)


@pytest.mark.parametrize(
    ("one", "other"), [("sara", "SARA"), ("sara", " sara "), ("ﬁles", "files"), ("sara", "ｓａｒａ")]
)
def test_one_name_typed_in_two_ways_is_one_account(one, other):
    assert account_digest(one) == account_digest(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("", "192.0.2.2", False),
    ],
)
def test_an_address_of_ipv6_stands_for_its_network_of_64_bits(one, other, same):
    assert (address_digest(one) == address_digest(other)) is same


def test_an_attempt_whose_password_was_not_checked_does_not_count(clock):
    for _ in range(20):
        attempt_cancel(attempt=attempt_begin(name="sara", address=HOME))
    assert not SignInFailures.objects.exists()


def test_signing_in_ends_no_wait_that_other_accounts_have_caused(clock):
    succeed(name="insider", address=ELSEWHERE)
    for number in range(ADDRESS.free):
        fail(name=f"user{number}")
    for number in range(10):
        succeed(name="insider", address=ELSEWHERE)
        assert fail(name=f"other{number}") != [0]


def test_many_attempts_at_once_get_no_more_guesses_than_one_after_another(clock):
    """Each is counted before its password is checked: none is answered in between."""
    begun = [attempt_begin(name="sara", address=HOME) for _ in range(50)]
    assert sum(attempt.wait is None for attempt in begun) == PAIR.free


def test_a_clock_that_was_set_back_does_not_prolong_a_wait(clock):
    fail(times=5)
    clock.forward(days=-2)
    assert fail() == [0]


def test_unlocking_lets_the_account_in_at_once(clock):
    fail(times=6)
    fail(times=6, address=HOME)
    fail(name="omar", times=6)
    assert account_unlock(name="sara") == 3
    assert fail() == fail(address=HOME) == [0]
    assert fail(name="omar")[0] > 0


def test_unlocking_with_an_address_lets_it_in_while_the_attack_goes_on(clock):
    for number in range(ACCOUNT.free + 10):
        fail(name=f"user{number}", address=HOME)
    account_unlock(name="sara", address=HOME)
    for number in range(ACCOUNT.free + 10):
        fail(address=f"198.51.100.{number}")
    assert fail(address=HOME) == [0]


def test_names_and_addresses_are_not_stored(clock):
    fail(name="my secret password", address=HOME)
    succeed()
    stored = [
        *SignInFailures.objects.values_list("account", "address"),
        *KnownAddress.objects.values_list("account", "address"),
    ]
    assert all(len(value) in {0, 64} for row in stored for value in row)


@pytest.mark.parametrize("model", [SignInFailures, KnownAddress])
def test_what_is_old_and_what_exceeds_the_bound_is_deleted(clock, model, monkeypatch):
    monkeypatch.setattr(sign_in, "MAX_ROWS", 10)
    for number in range(30):
        clock.forward(seconds=1)
        model.objects.create(account=f"{number}", address="x", last_at=clock())
    sign_ins_forget()
    assert set(model.objects.values_list("account", flat=True)) == {f"{number}" for number in range(20, 30)}
    clock.forward(days=91)
    sign_ins_forget()
    assert not model.objects.exists()


def test_expired_sessions_are_deleted(clock):
    for key, days in (("old", -1), ("live", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=dt.datetime.now(dt.UTC) + dt.timedelta(days=days)
        )
    sign_ins_forget()
    assert [session.session_key for session in Session.objects.all()] == ["live"]


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (2, 0), (3, 1), (4, 2), (6, 8), (7, 10), (10_000, 10)])
def test_a_limit_doubles_to_its_longest_wait(failures, seconds):
    limit = Limit(3, dt.timedelta(seconds=1), dt.timedelta(seconds=10))
    assert limit.wait(failures).total_seconds() == seconds


def test_the_log_names_accounts_but_not_what_may_be_a_password(clock, caplog):
    User.objects.create_user("sara", is_staff=True)
    fail(times=5)
    fail(name="correct horse", times=5)
    assert "'sara'" in caplog.text
    assert ELSEWHERE in caplog.text
    assert "horse" not in caplog.text
