"""Owners download and delete what is kept of them, and close their accounts."""

import json

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType

from archive.desk.models import ApiToken, Dossier
from archive.desk.selectors import all_kept
from archive.desk.services import AccountStaysError, account_close, dossier_create, token_create

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough pass phrase"


@pytest.fixture
def layla(client) -> User:
    user = User.objects.create_user("ليلى", password=PASSWORD)
    client.force_login(user)
    token_create(user=user, name="جدول المحرر")
    dossier_create(user=user, title="ملف الميناء")
    return user


def test_all_that_is_kept_is_downloaded_as_json(client, layla):
    answer = client.get("/me/data/download/")
    assert "attachment" in answer["Content-Disposition"]
    kept = json.loads(answer.content)
    assert kept["account"]["username"] == "ليلى"
    assert [token["name"] for token in kept["tokens"]] == ["جدول المحرر"]
    assert [dossier["title"] for dossier in kept["dossiers"]] == ["ملف الميناء"]
    assert ApiToken.objects.get().digest not in answer.content.decode()
    assert layla.password not in answer.content.decode()


def test_nothing_of_others_is_in_it(client, layla):
    other = User.objects.create_user("سامي")
    kept = all_kept(other)
    assert kept.pop("account")["username"] == "سامي"
    assert not any(kept.values())


def owned_rows(user):
    """Rows of the desk that belong to an account."""
    owning = {"account", "owner", "user"}
    for model in apps.get_app_config("desk").get_models():
        for field in model._meta.fields:
            if field.related_model is User and field.name in owning and not field.null:
                yield from model.objects.filter(**{field.name: user})


@pytest.mark.parametrize("password", ["wrong", ""])
def test_deleting_takes_the_password(client, layla, password):
    for page, prefix in (("delete", "clear"), ("close", "close")):
        answer = client.post(f"/me/data/{page}/", {f"{prefix}-password": password})
        assert answer.status_code == 200
        assert "field__errors" in answer.content.decode()
    assert len(list(owned_rows(layla))) == 2


def test_all_that_is_kept_is_deleted_and_the_account_stays(client, layla):
    answer = client.post("/me/data/delete/", {"clear-password": PASSWORD})
    assert "حُذف كل ما كان محفوظًا" in answer.content.decode()
    assert list(owned_rows(layla)) == []
    assert client.get("/me/").status_code == 200


def test_an_account_is_closed_with_all_that_it_kept(client, layla):
    assert client.post("/me/data/close/", {"close-password": PASSWORD})["Location"] == "/"
    assert not User.objects.exists()
    assert not Dossier.objects.exists()
    assert client.get("/me/").status_code == 302


def test_guesses_wait(client, layla):
    answers = [client.post("/me/data/close/", {"close-password": "wrong"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert User.objects.exists()


@pytest.mark.parametrize("was", ["staff", "a curator once"])
def test_accounts_with_a_part_in_the_history_stay(client, layla, was):
    if was == "staff":
        User.objects.update(is_staff=True)
    else:
        LogEntry.objects.create(
            user=layla, content_type=ContentType.objects.get_for_model(User), object_id=1, action_flag=2
        )
    assert "أغلق حسابي" not in client.get("/me/data/").content.decode()
    assert client.post("/me/data/close/", {"close-password": PASSWORD}).status_code == 403
    layla.refresh_from_db()
    with pytest.raises(AccountStaysError):
        account_close(user=layla)
    assert User.objects.exists()
