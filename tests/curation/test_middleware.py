import pytest
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db
PAGES = [
    "/admin/",
    "/admin/login/",
    "/admin/jsi18n/",
    "/admin/nothing/",
    "/admin/catalog/article/",
    "/admin/catalog/article/1/change/",
    "/admin/autocomplete/",
    "/admin/second-factor/",
    "/admin/search-index/",
    "/admin/password_change/",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["nobody", "staff", "superuser"])
def test_nothing_that_the_admin_answers_is_stored_by_a_cache(client, page, who):
    if who != "nobody":
        client.force_login(User.objects.create_user(who, is_staff=True, is_superuser=who == "superuser"))
    said = client.get(page)["Cache-Control"]
    assert "no-store" in said
    assert "private" in said


@pytest.mark.parametrize("page", ["/", "/search/", "/articles/x/", "/help/search/", "/api/v1/search"])
def test_readers_pages_are_no_affair_of_it(client, page):
    client.force_login(User.objects.create_user("staff", is_staff=True))
    answer = client.get(page)
    assert "no-store" not in answer.get("Cache-Control", "")
    assert not answer.cookies


def test_the_interface_for_programs_does_not_depend_on_cookies(client):
    client.force_login(User.objects.create_user("staff", is_staff=True))
    assert "Cookie" not in client.get("/api/v1/search").get("Vary", "")
