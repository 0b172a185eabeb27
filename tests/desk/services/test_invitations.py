"""An invitation makes one account, once, in its time."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from archive.desk.models import Invitation
from archive.desk.selectors import invitation_find
from archive.desk.services import InvitationGoneError, invitation_accept, invitation_create, invitation_withdraw

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough pass phrase"


def invite(days=7):
    return invitation_create(name="سامي", made_by=None, days=days)


def accept(token, username="سامي"):
    return invitation_accept(token=token, username=username, password=PASSWORD)


def test_it_makes_an_account_that_is_no_curators():
    invitation, token = invite()
    account = accept(token)
    invitation.refresh_from_db()
    assert invitation.account == account
    assert account.check_password(PASSWORD)
    assert not account.is_staff
    assert not account.is_superuser
    assert [group.name for group in account.groups.all()] == ["journalist"]


def test_the_token_is_stored_nowhere():
    invitation, token = invite()
    assert len(token) >= 40
    stored = Invitation.objects.filter(pk=invitation.pk).values_list().get()
    assert not any(token in str(value) for value in stored)


def test_it_is_used_once():
    _, token = invite()
    accept(token)
    with pytest.raises(InvitationGoneError):
        accept(token, "آخر")
    assert invitation_find(token) is None
    assert User.objects.count() == 1


def test_of_two_at_once_one_wins(monkeypatch):
    """The second comes while the first one's password is hashed."""
    _, token = invite()
    from archive.desk.services import invitations

    hashed = invitations.make_password

    def hash_slowly(password):
        monkeypatch.setattr(invitations, "make_password", hashed)
        accept(token, "الأسرع")
        return hashed(password)

    monkeypatch.setattr(invitations, "make_password", hash_slowly)
    with pytest.raises(InvitationGoneError):
        accept(token, "الأبطأ")
    assert [user.username for user in User.objects.all()] == ["الأسرع"]


def test_a_name_that_was_taken_meanwhile_uses_nothing_up():
    User.objects.create_user("سامي")
    _, token = invite()
    with pytest.raises(IntegrityError):
        accept(token)
    assert accept(token, "سامي٢").username


@pytest.mark.parametrize("token", ["", "x", "\ud800", "x" * 10_000])
def test_other_tokens_are_none(token):
    invite()
    assert invitation_find(token) is None
    with pytest.raises(InvitationGoneError):
        accept(token)


def test_it_expires():
    invitation, token = invite(days=1)
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(InvitationGoneError):
        accept(token)
    assert not invitation_withdraw(pk=invitation.pk)


def test_withdrawn_it_makes_nothing_and_used_it_cannot_be_withdrawn():
    invitation, token = invite()
    assert invitation_withdraw(pk=invitation.pk)
    with pytest.raises(InvitationGoneError):
        accept(token)
    used, token = invite()
    accept(token)
    assert not invitation_withdraw(pk=used.pk)
    with pytest.raises(IntegrityError):
        Invitation.objects.filter(pk=used.pk).update(withdrawn_at=timezone.now())


@pytest.mark.parametrize("days", [0, -1, 91])
def test_it_lasts_one_to_ninety_days(days):
    with pytest.raises(ValueError, match="1 to 90"):
        invite(days)


@pytest.mark.parametrize("site", ["", "https://archive.example"])
def test_the_command_prints_a_link_that_works(client, capsys, settings, site):
    settings.ARCHIVE_SITE_URL = site
    call_command("invite", "سامي", "--days", "3")
    said = capsys.readouterr()
    link = said.out.strip()
    assert link.startswith(f"{site}/accounts/invitation/")
    assert ("ARCHIVE_SITE_URL" in said.err) is not bool(site)
    assert client.get(link.removeprefix(site), follow=True).status_code == 200
    assert Invitation.objects.get().name == "سامي"


def test_the_command_says_what_is_wrong_with_the_days():
    with pytest.raises(CommandError, match="1 to 90"):
        call_command("invite", "سامي", "--days", "365")
