import re

import pytest
from django.contrib.auth.models import User

from archive.desk.models import ApiToken
from archive.desk.services.tokens import MAX_TOKENS

pytestmark = pytest.mark.django_db


@pytest.fixture
def layla(client) -> User:
    user = User.objects.create_user("ليلى")
    client.force_login(user)
    return user


def make(client, name="جدول ليلى") -> str:
    """The token that the page shows, or an empty string."""
    page = client.post("/me/tokens/", {"name": name}).content.decode()
    return "".join(re.findall(r"khz_[\w-]{43}", page)[:1])


def test_a_token_is_shown_once_and_works(client, layla):
    token = make(client)
    page = client.get("/me/tokens/").content.decode()
    assert "جدول ليلى" in page
    assert "لم يُستعمل بعد" in page
    assert token not in page
    assert token not in str(ApiToken.objects.values_list().get())
    client.logout()
    assert client.get("/api/v1/openapi.json", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    client.force_login(layla)
    assert "آخر استعمال" in client.get("/me/tokens/").content.decode()


def test_one_name_is_one_token(client, layla):
    assert make(client)
    page = client.post("/me/tokens/", {"name": "جدول ليلى"})
    assert "لديك رمز بهذا الاسم" in page.content.decode()
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_is_needed_and_short(client, layla, name):
    assert not make(client, name)
    assert not ApiToken.objects.exists()


def test_an_account_has_a_bounded_number(client, layla):
    ApiToken.objects.bulk_create(
        ApiToken(account=layla, name=str(number), digest=f"{number:064x}") for number in range(MAX_TOKENS)
    )
    assert not make(client)
    assert ApiToken.objects.count() == MAX_TOKENS


def test_withdrawn_it_is_refused_at_once(client, layla):
    token = make(client)
    assert client.get(f"/me/tokens/{ApiToken.objects.get().pk}/delete/").status_code == 405
    assert client.post(f"/me/tokens/{ApiToken.objects.get().pk}/delete/")["Location"] == "/me/tokens/"
    assert client.get("/api/v1/openapi.json", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_nobody_sees_or_withdraws_anothers(client, layla):
    make(client)
    client.force_login(User.objects.create_user("سامي"))
    assert "جدول ليلى" not in client.get("/me/tokens/").content.decode()
    assert client.post(f"/me/tokens/{ApiToken.objects.get().pk}/delete/").status_code == 404
    assert ApiToken.objects.exists()
