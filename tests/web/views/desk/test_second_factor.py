"""The page of a journalist's own second factor."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from archive.desk.selectors import second_factor_of
from archive.desk.services import account_may_close

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough pass phrase"
PAGE = "/me/second-factor/"


@pytest.fixture
def layla(client) -> User:
    user = User.objects.create_user("ليلى", password=PASSWORD)
    client.force_login(user)
    return user


def send(client, do, code, password=PASSWORD):
    return client.post(PAGE, {"do": do, f"{do}-password": password, f"{do}-code": code})


def codes_on(answer):
    return re.findall(r"<code>(\d{4}(?: \d{4}){4})</code>", answer.content.decode())


def test_a_journalist_sets_it_up_renews_the_recovery_codes_and_turns_it_off(client, layla, authenticator):
    page = client.get(PAGE).content.decode()
    assert 'src="data:image/svg+xml' in page
    authenticator.read(re.search(r'id="key">([A-Z2-7 ]+)<', page)[1])
    assert "الرمز غير صحيح" in send(client, "set_up", authenticator.wrong_code()).content.decode()
    first = codes_on(send(client, "set_up", authenticator.code()))
    assert len(first) == 10
    assert codes_on(client.get(PAGE)) == []
    authenticator.wait(2)
    assert set(codes_on(send(client, "codes", authenticator.code()))).isdisjoint(first)
    authenticator.wait(2)
    assert send(client, "off", authenticator.code(), "wrong").status_code == 200
    assert second_factor_of(layla)
    assert send(client, "off", authenticator.code())["Location"] == f"{PAGE}?ended="
    assert "أُوقف التحقق بخطوتين" in client.get(f"{PAGE}?ended=").content.decode()
    assert second_factor_of(layla) is None
    assert not LogEntry.objects.exists()
    assert account_may_close(layla)


def test_the_sign_in_of_the_readers_pages_asks_for_a_code(client, layla, authenticator):
    authenticator.set_up(layla)
    browser = Client()
    asked = browser.post("/accounts/sign-in/", {"username": "ليلى", "password": PASSWORD, "next": "/me/tokens/"})
    text = asked.content.decode()
    assert "form__errors" not in text
    proof = re.search(r'name="proof" value="([^"]+)"', text)[1]
    given = {"proof": proof, "code": authenticator.wrong_code(), "next": "/me/tokens/"}
    assert "الرمز غير صحيح" in browser.post("/accounts/sign-in/", given).content.decode()
    given["code"] = authenticator.code()
    assert browser.post("/accounts/sign-in/", given)["Location"] == "/me/tokens/"


def test_it_is_in_the_list_of_what_an_account_has_as_long_as_it_is_offered(client, layla, settings):
    assert PAGE in client.get("/me/").content.decode()
    settings.ARCHIVE_SECOND_FACTOR = "off"
    assert PAGE not in client.get("/me/").content.decode()
    assert client.get(PAGE).status_code == 404


def test_in_an_archive_for_members_strangers_see_no_page(settings):
    settings.ARCHIVE_ACCESS = "members"
    assert "sign-in" in Client().get(PAGE)["Location"]
