"""The sign-in page under attack."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test.utils import override_script_prefix

from archive.desk.sign_in_form import wait_in_words

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough pass phrase"


@pytest.fixture(autouse=True)
def hashes(settings, monkeypatch) -> list[str]:
    """The passwords hashed so far, with a cheap hasher."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    computed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self, password, salt):
        computed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return computed


@pytest.fixture
def curator(hashes) -> User:
    user = User.objects.create_user("sara", password=PASSWORD, is_staff=True)
    hashes.clear()
    return user


def sign_in(client, password="wrong", name="sara", address="203.0.113.9", **extra):
    return client.post("/admin/login/", {"username": name, "password": password, **extra}, REMOTE_ADDR=address)


@pytest.mark.parametrize("name", ["sara", "nobody"])
def test_after_five_failures_it_is_429_before_any_hashing(client, curator, clock, hashes, name):
    assert [sign_in(client, name=name).status_code for _ in range(5)] == [200] * 5
    hashes.clear()
    answer = sign_in(client, name=name, password=PASSWORD)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "30"
    assert "محاولات دخول كثيرة لم تنجح. أعد المحاولة بعد دقيقة." in answer.content.decode()
    assert hashes == []
    assert "no-store" in answer["Cache-Control"]


def test_one_hundred_and_twenty_wrong_passwords_are_not_answered_and_the_right_one_waits(
    client, curator, clock, hashes
):
    statuses = [sign_in(client).status_code for _ in range(120)]
    assert statuses == [200] * 5 + [429] * 115
    assert len(hashes) == 5
    assert sign_in(client, password=PASSWORD).status_code == 429
    clock.forward(seconds=30)
    assert sign_in(client, password=PASSWORD).status_code == 302


def test_pages_and_hashes_for_a_known_and_an_unknown_account_are_alike(client, curator, clock, hashes):
    pages = []
    for name, address in (("sara", "198.51.100.1"), ("nobd", "198.51.100.2")):
        hashes.clear()
        answers = [sign_in(client, name=name, address=address) for _ in range(7)]
        text = [answer.content.decode().replace(name, "NAME") for answer in answers]
        pages.append(([answer.status_code for answer in answers], [len(page) for page in text], len(hashes)))
    assert pages[0] == pages[1]


def test_a_user_who_is_no_curator_looks_like_a_wrong_password(client, curator, clock):
    User.objects.create_user("reader", password=PASSWORD)
    right = sign_in(client, name="reader", password=PASSWORD).content.decode()
    wrong = sign_in(client, name="reader").content.decode()
    assert [line for line in right.splitlines() if "errornote" in line] == [
        line for line in wrong.splitlines() if "errornote" in line
    ]
    assert [sign_in(client, name="reader", password=PASSWORD).status_code for _ in range(4)] == [200] * 3 + [429]


def test_a_curator_signs_in_at_the_desk_while_others_guess(client, curator, clock):
    assert sign_in(client, password=PASSWORD, address="192.0.2.1").status_code == 302
    client.logout()
    for number in range(60):
        sign_in(client, address=f"198.51.100.{number}")
    assert sign_in(client, password=PASSWORD, address="192.0.2.1").status_code == 302


def test_an_empty_form_counts_as_nothing(client, curator, clock):
    for _ in range(10):
        assert sign_in(client, password="").status_code == 200
        assert sign_in(client, name="").status_code == 200
    assert sign_in(client, password=PASSWORD).status_code == 302


def test_a_password_that_could_not_be_checked_counts_as_nothing(client, curator, clock, monkeypatch):
    from archive.web.server.password_hasher import PasswordQueueFullError

    def full(*_, **__):
        raise PasswordQueueFullError

    with monkeypatch.context() as patched:
        patched.setattr("django.contrib.auth.forms.authenticate", full)
        for _ in range(10):
            answer = sign_in(client, password=PASSWORD)
            assert answer.status_code == 503
            assert answer["Retry-After"]
            assert "أعد المحاولة" in answer.content.decode()
    assert sign_in(client, password=PASSWORD).status_code == 302


def test_signing_in_gives_a_new_session(client, curator, clock):
    client.get("/admin/login/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert sign_in(client, password=PASSWORD).status_code == 302
    assert client.cookies["sessionid"].value != session.session_key
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_unlock_account_lets_it_in(client, curator, clock, capsys):
    for _ in range(6):
        sign_in(client)
    call_command("unlock_account", "sara")
    assert "may sign in again" in capsys.readouterr().out
    assert sign_in(client, password=PASSWORD).status_code == 302
    call_command("unlock_account", "sara")
    assert "was not slowed down" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [("nobody",), ("sara", "--address", "home")])
def test_unlock_account_refuses_what_it_does_not_know(curator, arguments):
    with pytest.raises(CommandError):
        call_command("unlock_account", *arguments)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "دقيقة"),
        (60, "دقيقة"),
        (61, "دقيقتين"),
        (121, "3 دقائق"),
        (600, "10 دقائق"),
        (601, "11 دقيقة"),
        (900, "15 دقيقة"),
    ],
)
def test_a_wait_is_told_in_minutes(seconds, words):
    assert wait_in_words(dt.timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("prefix", "wanted", "reached"),
    [
        ("", "/admin/catalog/article/", "/admin/catalog/article/"),
        ("/archive", "/archive/admin/catalog/article/", "/archive/admin/catalog/article/"),
        ("/archive", "//evil.example/archive/admin/", "/archive/admin/"),
        ("/archive", "https://evil.example/", "/archive/admin/"),
        ("", "/archive/admin/", "/admin/"),
    ],
)
def test_signing_in_leads_to_the_page_that_was_asked_for_under_a_prefix_too(
    client, curator, clock, prefix, wanted, reached
):
    with override_script_prefix(f"{prefix}/"):
        answer = client.post(
            "/admin/login/", {"username": "sara", "password": PASSWORD, "next": wanted}, SCRIPT_NAME=prefix
        )
    assert answer.status_code == 302
    assert answer["Location"] == reached


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("/admin/catalog/article/", "/admin/catalog/article/"),
        ("//evil.example/", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_the_form_keeps_the_page_that_was_asked_for(client, asked, kept):
    page = client.get("/admin/login/", {"next": asked} if asked else {}).content.decode()
    assert f'name="next" value="{kept}"' in page
