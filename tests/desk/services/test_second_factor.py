"""Second factors of accounts: set up, codes used once, recovered, taken away."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.desk.models import RecoveryCode
from archive.desk.selectors import all_kept, has_second_factor, second_factor_of
from archive.desk.services import second_factor_turn_off
from archive.desk.services.second_factor import (
    AlreadySetUpError,
    WrongCodeError,
    code_use,
    recovery_codes_renew,
    second_factor_key,
    second_factor_set_up,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara() -> User:
    return User.objects.create_user("sara")


def is_taken(user, code) -> bool:
    try:
        code_use(user=user, code=code)
    except WrongCodeError:
        return False
    return True


def test_a_secret_is_set_up_by_a_code_of_it(sara, authenticator):
    authenticator.key = second_factor_key()
    with pytest.raises(WrongCodeError):
        second_factor_set_up(user=sara, key=authenticator.key, code=authenticator.wrong_code())
    assert second_factor_of(sara) is None
    codes = second_factor_set_up(user=sara, key=authenticator.key, code=authenticator.code())
    assert len(set(codes)) == 10
    assert all(len(code) == 20 and code.isdecimal() for code in codes)
    assert second_factor_of(sara).codes_left == 10
    assert not is_taken(sara, authenticator.code())


def test_an_account_has_one_and_gives_it_up_before_it_takes_another(sara, authenticator):
    authenticator.set_up(sara)
    with pytest.raises(AlreadySetUpError):
        second_factor_set_up(user=sara, key=authenticator.key, code=authenticator.code())
    assert TOTPDevice.objects.count() == 1


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_early_or_late(sara, authenticator, steps, taken):
    authenticator.set_up(sara)
    authenticator.wait(5)
    assert is_taken(sara, authenticator.code(steps)) is taken


def test_a_clock_that_was_late_is_allowed_no_more_afterwards(sara, authenticator):
    authenticator.set_up(sara)
    for _ in range(3):
        authenticator.wait(5)
        assert is_taken(sara, authenticator.code(1))
    authenticator.wait(5)
    assert not is_taken(sara, authenticator.code(2))


def test_a_code_is_used_once_and_none_before_it_afterwards(sara, authenticator):
    authenticator.set_up(sara)
    authenticator.wait(5)
    assert is_taken(sara, authenticator.code())
    assert not is_taken(sara, authenticator.code())
    assert not is_taken(sara, authenticator.code(-1))
    assert is_taken(sara, authenticator.code(1))


def test_wrong_codes_of_others_keep_the_owner_waiting_here_no_longer(sara, authenticator):
    authenticator.set_up(sara)
    for _ in range(30):
        assert not is_taken(sara, authenticator.wrong_code())
    assert is_taken(sara, authenticator.code())


def test_a_recovery_code_is_used_once_and_stored_as_a_digest(sara, authenticator):
    codes = authenticator.set_up(sara)
    stored = "".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(code in stored for code in codes)
    assert is_taken(sara, codes[3])
    assert not is_taken(sara, codes[3])
    assert is_taken(sara, codes[4])
    assert second_factor_of(sara).codes_left == 8


def test_codes_of_another_account_are_no_use(sara, authenticator):
    codes = authenticator.set_up(User.objects.create_user("sami"))
    theirs = authenticator.code()
    authenticator.set_up(sara)
    assert not is_taken(sara, codes[0])
    assert not is_taken(sara, theirs)
    assert not is_taken(User.objects.create_user("without"), codes[0])


def test_new_recovery_codes_void_those_before(sara, authenticator):
    before = authenticator.set_up(sara)
    after = recovery_codes_renew(user=sara)
    assert not is_taken(sara, before[0])
    assert is_taken(sara, after[0])


@pytest.mark.parametrize(
    "change",
    [
        lambda user, key, code, session: second_factor_set_up(user=user, key=key, code=code, session=session),
        lambda user, key, code, session: recovery_codes_renew(user=user, session=session),
        lambda user, key, code, session: second_factor_turn_off(user=user, session=session),
    ],
    ids=["set up", "renewed", "turned off"],
)
def test_a_change_ends_the_sessions_of_the_account_but_one(sara, authenticator, change, request):
    if request.node.callspec.id == "set up":
        authenticator.key = second_factor_key()
    else:
        authenticator.set_up(sara)
    here, there, other = Client(), Client(), Client()
    here.force_login(sara)
    there.force_login(sara)
    other.force_login(User.objects.create_user("sami"))
    change(sara, authenticator.key, authenticator.code(), here.session.session_key)
    left = set(Session.objects.values_list("session_key", flat=True))
    assert left == {here.session.session_key, other.session.session_key}


def test_turned_off_it_is_gone_with_its_recovery_codes(sara, authenticator):
    codes = authenticator.set_up(sara)
    assert second_factor_turn_off(user=sara)
    assert not second_factor_turn_off(user=sara)
    assert not RecoveryCode.objects.exists()
    assert not is_taken(sara, codes[0])
    assert not is_taken(sara, authenticator.code())


def test_accounts_are_asked_for_in_a_query(sara, authenticator):
    authenticator.set_up(sara)
    User.objects.create_user("sami")
    found = User.objects.annotate(has=has_second_factor()).values_list("username", "has")
    assert dict(found) == {"sara": True, "sami": False}


def test_the_download_of_an_account_says_so_without_the_secret(sara, authenticator):
    assert all_kept(sara)["second_factor"] is None
    codes = authenticator.set_up(sara)
    told = str(all_kept(sara))
    assert "'recovery_codes_left': 10" in told
    assert authenticator.key not in told
    assert not any(code in told for code in codes)


def test_the_command_takes_it_away_and_ends_sessions(sara, authenticator, capsys):
    authenticator.set_up(sara)
    Client().force_login(sara)
    call_command("reset_second_factor", "sara")
    assert "has no second factor any more" in capsys.readouterr().out
    assert second_factor_of(sara) is None
    assert not Session.objects.exists()
    call_command("reset_second_factor", "sara")
    assert "had no second factor" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody")
