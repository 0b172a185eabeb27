"""Signing in and out on the readers' pages, and changing the password."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough pass phrase"
ELSEWHERE = "203.0.113.9"


@pytest.fixture
def layla() -> User:
    return User.objects.create_user("ليلى", password=PASSWORD)


def sign_in(client, password=PASSWORD, name="ليلى", **extra):
    return client.post("/accounts/sign-in/", {"username": name, "password": password, **extra}, REMOTE_ADDR=ELSEWHERE)


@pytest.mark.parametrize("staff", [False, True])
def test_every_account_signs_in_and_is_named_in_the_header(client, layla, staff):
    User.objects.update(is_staff=staff)
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    page = client.get("/help/search/").content.decode()
    assert "<bdi>ليلى</bdi></a>" in page
    assert 'href="/me/"' in page
    assert 'href="/accounts/sign-in/"' not in page


def test_readers_are_offered_to_sign_in(client):
    assert 'href="/accounts/sign-in/">دخول</a>' in client.get("/help/search/").content.decode()


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/search/?q=a&page=2", "/search/?q=a&page=2"),
        ("https://evil.example/", "/me/"),
        ("//evil.example/", "/me/"),
        ("/\\evil.example/", "/me/"),
        ("javascript:alert(1)", "/me/"),
    ],
)
def test_next_leads_to_this_site_alone(client, layla, wanted, reached):
    assert sign_in(client, next=wanted)["Location"] == reached


@pytest.mark.parametrize(
    "wanted", ["/accounts/sign-in/", "http://testserver/accounts/sign-in/", "/accounts/sign-in/?a=b"]
)
def test_next_does_not_lead_back_to_the_sign_in(client, layla, wanted):
    assert sign_in(client, next=wanted)["Location"] == "/me/"
    again = client.get("/accounts/sign-in/", {"next": wanted})
    assert (again.status_code, again["Location"]) == (302, "/me/")


def test_a_wrong_password_is_refused_in_arabic_and_says_nothing_of_whether_there_is_such_an_account(client, layla):
    wrong = sign_in(client, "wrong").content.decode()
    unknown = sign_in(client, "wrong", name="nobody").content.decode()
    assert 'role="alert"' in wrong
    assert "صحيح" in wrong
    assert wrong.split("form__errors")[1].split("</div>")[0] == unknown.split("form__errors")[1].split("</div>")[0]


def test_guesses_wait_here_as_in_the_admin_and_both_count_together(client, layla):
    User.objects.update(is_staff=True)
    for _ in range(3):
        assert sign_in(client, "wrong").status_code == 200
    for _ in range(2):
        client.post("/admin/login/", {"username": "ليلى", "password": "wrong"}, REMOTE_ADDR=ELSEWHERE)
    answer = sign_in(client)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "أعد المحاولة بعد" in answer.content.decode()
    assert client.get("/me/").status_code == 302


def test_signing_out_takes_a_post_and_ends_the_session(client, layla):
    client.force_login(layla)
    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.get("/me/").status_code == 200
    assert client.post("/accounts/sign-out/")["Location"] == "/"
    assert client.get("/me/").status_code == 302
    assert not Session.objects.exists()


def test_forms_without_a_token_are_refused(layla):
    client = Client(enforce_csrf_checks=True)
    client.force_login(layla)
    for page in ("/accounts/sign-in/", "/accounts/sign-out/", "/accounts/password/"):
        assert client.post(page).status_code == 403
    assert client.get("/me/").status_code == 200


def change_password(client, old=PASSWORD, new="another long phrase", again=""):
    form = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post("/accounts/password/", form, REMOTE_ADDR=ELSEWHERE)


def test_a_new_password_ends_the_other_sessions(client, layla):
    other = Client()
    other.force_login(layla)
    client.force_login(layla)
    assert change_password(client)["Location"] == "/accounts/password/changed/"
    assert client.get("/accounts/password/changed/").status_code == 200
    assert other.get("/me/").status_code == 302
    assert layla.check_password(PASSWORD)
    layla.refresh_from_db()
    assert layla.check_password("another long phrase")


@pytest.mark.parametrize("new", ["short", "12345678901234", "password123"])
def test_weak_passwords_are_refused_in_arabic(client, layla, new):
    client.force_login(layla)
    page = change_password(client, new=new)
    assert page.status_code == 200
    errors = page.content.decode().split("field__errors")[1].split("</ul>")[0].split(">", 1)[1]
    assert "كلم" in errors
    assert not any(letter.isascii() and letter.isalpha() for letter in errors.replace("<li>", "").replace("</li>", ""))


def test_guesses_at_the_present_password_wait(client, layla):
    client.force_login(layla)
    assert [change_password(client, old="wrong").status_code for _ in range(6)] == [200] * 5 + [429]
    layla.refresh_from_db()
    assert layla.check_password(PASSWORD)


def test_a_deactivated_account_is_out_at_once(client, layla):
    client.force_login(layla)
    User.objects.update(is_active=False)
    assert client.get("/me/").status_code == 302
    assert "دخول</a>" in client.get("/help/search/").content.decode()
    assert sign_in(client).status_code == 200
