import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.web.views.desk.me import SECTIONS, Section

pytestmark = pytest.mark.django_db


def test_strangers_are_asked_to_sign_in_and_come_back(client):
    assert client.get("/me/")["Location"] == "/accounts/sign-in/?next=/me/"


def test_it_leads_to_all_that_an_account_looks_after(client):
    client.force_login(User.objects.create_user("ليلى"))
    page = client.get("/me/").content.decode()
    for section in SECTIONS:
        assert (f'href="{reverse(section.view)}"' in page) is not bool(section.permission)
    assert "غرفة الإشراف" not in page


def test_a_section_with_a_permission_is_shown_to_those_who_have_it(client, monkeypatch):
    monkeypatch.setattr("archive.web.views.desk.me.SECTIONS", (Section("guide", "باب", "جملة", "auth.view_user"),))
    client.force_login(User.objects.create_user("ليلى"))
    assert "باب</a>" not in client.get("/me/").content.decode()
    client.force_login(User.objects.create_superuser("مديرة"))
    page = client.get("/me/").content.decode()
    assert "باب</a>" in page
    assert "غرفة الإشراف" in page
