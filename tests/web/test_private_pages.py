"""What is private is stored nowhere; what is public stays cheap."""

import pytest
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db
PAGES = ["/", "/help/search/", "/search/", "/articles/x/"]


@pytest.mark.parametrize(
    "page", ["/accounts/sign-in/", "/accounts/nothing/", "/accounts/password/", "/me/", "/me/nothing/"]
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_pages_of_accounts_are_stored_by_no_cache_and_not_indexed(client, page, signed_in):
    if signed_in:
        client.force_login(User.objects.create_user("ليلى"))
    answer = client.get(page)
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("page", ["/accounts/invitation/x/", "/shared/x/"])
def test_addresses_with_a_token_are_told_to_nobody(client, page):
    answer = client.get(page)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("page", PAGES)
def test_caches_tell_readers_and_accounts_apart(client, page):
    answer = client.get(page)
    assert "Cookie" in answer["Vary"]
    assert not answer.cookies
    assert "Cache-Control" not in answer
    client.force_login(User.objects.create_user("ليلى"))
    assert client.get(page)["Cache-Control"] == "private"


def test_without_a_cookie_no_session_is_looked_up(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/help/search/").status_code == 200
    client.force_login(User.objects.create_user("ليلى"))
    with django_assert_num_queries(2):  # the session and the account
        client.get("/help/search/")
