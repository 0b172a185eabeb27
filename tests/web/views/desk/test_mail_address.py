"""An account's own mail address."""

import pytest
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def huda(client):
    user = User.objects.create_user("huda")
    client.force_login(user)
    return user


def test_strangers_are_asked_to_sign_in(client):
    assert client.get("/me/mail/")["Location"] == "/accounts/sign-in/?next=/me/mail/"


def test_it_is_set_and_taken_back(client, huda):
    other = User.objects.create_user("salim", email="salim@example.org")
    for address, said in (("huda@Example.ORG", "huda@example.org"), ("", "حُذف العنوان")):
        answer = client.post("/me/mail/", {"email": address}, follow=True)
        assert said in answer.content.decode()
        huda.refresh_from_db()
        assert huda.email == address.lower()
    other.refresh_from_db()
    assert other.email == "salim@example.org"


@pytest.mark.parametrize("address", ["huda", "huda@", "a@b.c, d@e.f", "huda@example.org\nBcc: x@example.org"])
def test_what_is_no_address_is_refused(client, huda, address):
    answer = client.post("/me/mail/", {"email": address})
    assert answer.status_code == 400
    huda.refresh_from_db()
    assert huda.email == ""


def test_who_has_none_is_led_there_from_the_alert_of_a_search(client, huda, settings):
    settings.ARCHIVE_SITE_URL = "https://news.example"
    client.post("/me/searches/save/?q=ميناء", {"name": "ميناء"})
    page = client.get(f"/me/searches/{huda.saved_searches.get().key}/").content.decode()
    assert 'href="/me/mail/"' in page
