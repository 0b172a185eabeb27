"""Invitations and journalists' accounts in the admin."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from archive.desk.models import Invitation
from archive.desk.services import invitation_create, token_create

pytestmark = pytest.mark.django_db
LIST = "/admin/desk/invitation/"


def test_a_curator_with_the_right_makes_an_invitation_and_sees_its_link_once(sign_in):
    curator = sign_in("منى", "desk.add_invitation", "desk.view_invitation")
    page = curator.post(f"{LIST}add/", {"name": "سامي", "days": "3"}, follow=True).content.decode()
    link = re.search(r"http://testserver(/accounts/invitation/[\w-]{43}/)", page).group(1)
    assert Client().get(link, follow=True).status_code == 200
    invitation = Invitation.objects.get()
    assert (invitation.name, invitation.made_by.username) == ("سامي", "منى")
    assert link not in curator.get(LIST).content.decode()
    assert "مفتوحة" in curator.get(LIST).content.decode()
    assert LogEntry.objects.filter(object_id=invitation.pk).count() == 1


@pytest.mark.parametrize("days", ["0", "91", "x", ""])
def test_it_lasts_one_to_ninety_days(sign_in, days):
    assert sign_in("boss", is_superuser=True).post(f"{LIST}add/", {"name": "سامي", "days": days}).status_code == 200
    assert not Invitation.objects.exists()


def test_without_the_right_none_is_made(sign_in):
    curator = sign_in("منى", "desk.view_invitation")
    assert curator.post(f"{LIST}add/", {"name": "سامي", "days": "3"}).status_code == 403
    assert not Invitation.objects.exists()


def test_an_open_one_is_withdrawn_and_nothing_is_edited_or_deleted(sign_in):
    invitation, token = invitation_create(name="سامي", made_by=None)
    boss = sign_in("boss", is_superuser=True)
    boss.post(f"{LIST}{invitation.pk}/change/", {"name": "آخر"})
    assert boss.post(f"{LIST}{invitation.pk}/delete/", {"post": "yes"}).status_code == 403
    boss.post(LIST, {"action": "withdraw", "_selected_action": [invitation.pk]})
    invitation.refresh_from_db()
    assert invitation.name == "سامي"
    assert invitation.withdrawn_at
    assert Client().get(f"/accounts/invitation/{token}/").status_code == 410
    page = boss.post(LIST, {"action": "withdraw", "_selected_action": [invitation.pk]}, follow=True).content.decode()
    assert "لم تُسحب دعوة" in page


def test_journalists_are_listed_and_deactivated_at_once(sign_in):
    layla = User.objects.create_user("layla")
    browser = Client()
    browser.force_login(layla)
    token = token_create(user=layla, name="x")
    boss = sign_in("boss", is_superuser=True)
    page = boss.get("/admin/auth/user/?is_staff__exact=0").content.decode()
    assert "layla" in page
    assert "صحفي" in page
    boss.post(
        "/admin/auth/user/",
        {"action": "deactivate", "_selected_action": [layla.pk, User.objects.get(username="boss").pk]},
    )
    assert browser.get("/me/").status_code == 302
    assert browser.get("/api/v1/openapi.json", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert boss.get("/admin/").status_code == 200
    assert LogEntry.objects.filter(object_id=layla.pk).exists()


def test_only_superusers_deactivate_superusers(sign_in):
    boss = User.objects.create_superuser("boss")
    staff = sign_in("منى", "auth.view_user", "auth.change_user")
    staff.post("/admin/auth/user/", {"action": "deactivate", "_selected_action": [boss.pk]})
    boss.refresh_from_db()
    assert boss.is_active
