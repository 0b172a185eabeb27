"""The link of an invitation in a browser: a name, a password, and in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.desk.models import Invitation
from archive.desk.services import invitation_create, invitation_withdraw

pytestmark = pytest.mark.django_db
FORM = {"username": "سامي", "password1": "a long enough pass phrase", "password2": "a long enough pass phrase"}


@pytest.fixture
def link() -> str:
    return f"/accounts/invitation/{invitation_create(name='سامي', made_by=None)[1]}/"


def test_the_link_leads_to_a_form_whose_address_tells_nothing(client, link):
    answer = client.get(link)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/invitation/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    page = client.get("/accounts/invitation/")
    assert page.status_code == 200
    assert link.split("/")[3] not in page.content.decode()


def test_the_account_is_made_and_signed_in(link):
    client = Client(enforce_csrf_checks=True)
    client.get(link)
    client.get("/accounts/invitation/")
    token = client.cookies["csrftoken"].value
    planted = client.cookies["sessionid"].value
    answer = client.post("/accounts/invitation/", {**FORM, "csrfmiddlewaretoken": token})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert client.cookies["sessionid"].value != planted
    assert "سامي" in client.get("/me/").content.decode()
    assert client.get(link).status_code == 410
    assert client.get("/accounts/invitation/").status_code == 410


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password2": "another"}, "غير متطابقين"),
        ({"password1": "short", "password2": "short"}, "قصيرة"),
        ({"password1": "password123", "password2": "password123"}, "شائعة"),
        ({"username": "sami samir"}, "أدخل اسم مستخدم"),
        ({"username": "LAYLA"}, "موجود"),
        ({"username": ""}, "مطلوب"),
    ],
)
def test_what_is_wrong_is_said_in_arabic_and_uses_nothing_up(client, link, change, said):
    User.objects.create_user("layla")
    client.get(link)
    answer = client.post("/accounts/invitation/", {**FORM, **change})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Invitation.objects.get().used_at
    assert client.post("/accounts/invitation/", FORM)["Location"] == "/me/"


def test_what_cannot_be_used_is_gone(client, link):
    invitation_withdraw(pk=Invitation.objects.get().pk)
    for address in (link, "/accounts/invitation/", "/accounts/invitation/x/"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "اطلب دعوة أخرى" in answer.content.decode()
        assert answer["Referrer-Policy"] == ("same-origin" if address == "/accounts/invitation/" else "no-referrer")


def test_withdrawn_while_the_form_is_open_it_makes_nothing(client, link):
    client.get(link)
    invitation_withdraw(pk=Invitation.objects.get().pk)
    assert client.post("/accounts/invitation/", FORM).status_code == 410
    assert not User.objects.exists()
