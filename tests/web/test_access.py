"""Who may ask: tokens of programs, and archives for members alone. Every address of the site is walked."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

from archive.desk.models import ApiToken
from archive.desk.services import invitation_create, token_create, token_withdraw
from archive.web import access

pytestmark = pytest.mark.django_db
OPEN = {
    "sign-in",
    "invitation",
    "invitation-form",
    "saved-search-feed",
    "alert-unsubscribe",
    "healthz",
    "readyz",
    "metrics",
    "takedown",
    "takedown-sent",
    "robots",
    "favicon",
}
SAMPLES = {"int": "1", "path": "x/y", "str": "x", "slug": "x"}


def routes(patterns, prefix="", namespace=""):
    """Every route of the site with its name, both with their prefixes."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, f"{namespace}{pattern.name or ''}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, route, inner)


def address(route):
    """A path that the route matches; the catch-all of the admin is a regular expression."""
    route = re.sub(r"\(\?P<\w+>[^)]*\)\$", "nothing/", route)
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "x"), route)


ALL = sorted({(address(route), name) for route, name in routes(get_resolver().url_patterns)})
CLOSED = [path for path, name in ALL if name not in OPEN and name != "admin:login" and not name.startswith("shared")]
OPENED = [path for path, name in ALL if path not in CLOSED]


@pytest.fixture
def members(settings):
    settings.ARCHIVE_ACCESS = "members"


@pytest.fixture
def layla() -> User:
    return User.objects.create_user("ليلى", password="a long enough pass phrase")


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def is_asked_to_sign_in(answer):
    return answer.status_code == 302 and answer["Location"].startswith("/accounts/sign-in/")


def test_the_walk_knows_the_site():
    assert {"/", "/search/", "/articles/x/", "/api/v1/search", "/search/feed/", "/me/", "/admin/"} <= set(CLOSED)
    assert {"/accounts/sign-in/", "/accounts/invitation/x/", "/healthz", "/robots.txt", "/admin/login/"} <= set(OPENED)


@pytest.mark.parametrize("path", [*CLOSED, "/nothing/", "/static-not/x", "/api/v2/", "/shared"])
def test_an_archive_for_members_asks_strangers_for_an_account(client, members, path):
    answer = client.get(path)
    if path.startswith("/api/v1/"):
        assert (answer.status_code, answer.json()) == (401, {"error": access.MEMBERS_ONLY})
        assert answer["WWW-Authenticate"].startswith("Bearer")
    elif path.endswith("/feed/") or "." in path.rpartition("/")[2]:
        assert answer.status_code == 401
        assert answer["Content-Type"].startswith("text/plain")
    else:
        assert is_asked_to_sign_in(answer)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", OPENED)
def test_what_needs_no_account_asks_for_none(client, members, path):
    answer = client.get(path)
    assert answer.status_code != 401
    assert not is_asked_to_sign_in(answer)


def test_the_way_in_is_open_and_leads_back(client, members, layla):
    there = client.get("/search/?q=a&page=2")["Location"]
    assert there == "/accounts/sign-in/?next=/search/%3Fq%3Da%26page%3D2"
    assert client.get(there).status_code == 200
    _, token = invitation_create(name="سامي", made_by=None)
    assert client.get(f"/accounts/invitation/{token}/", follow=True).status_code == 200


def test_forms_of_strangers_lead_to_the_sign_in_and_not_back(client, members):
    assert client.post("/me/tokens/")["Location"] == "/accounts/sign-in/?next="


def test_crawlers_are_told_to_leave_it_alone(client, members, settings):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    settings.ARCHIVE_ACCESS = "public"
    assert b"Disallow: /\n" not in client.get("/robots.txt").content


READ = [path for path, name in ALL if not path.startswith("/admin/") and name not in {"sign-in", "invitation-form"}]


@pytest.mark.parametrize("path", READ)
def test_members_are_let_in_everywhere(client, members, layla, path):
    client.force_login(layla)
    answer = client.get(path)
    assert answer.status_code != 401
    assert not is_asked_to_sign_in(answer)


def test_what_members_read_is_stored_by_no_shared_cache(client, members, layla):
    client.force_login(layla)
    for path in ("/", "/search/", "/search/feed/", "/api/v1/openapi.json", "/articles/x/"):
        assert "private" in client.get(path)["Cache-Control"]


def test_the_health_of_the_server_is_told_without_a_look_at_the_database(client, members, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


FOR_PROGRAMS = ["/api/v1/openapi.json", "/search/feed/", "/search/export.csv", "/search/timeline.csv"]


@pytest.mark.parametrize("path", FOR_PROGRAMS)
def test_a_token_lets_its_accounts_programs_in(client, members, settings, layla, path):
    settings.ARCHIVE_EXPORT = "members"
    answer = client.get(path, headers=bearer(token_create(user=layla, name="جدول")))
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("mode", ["public", "members"])
@pytest.mark.parametrize("path", FOR_PROGRAMS)
@pytest.mark.parametrize("wrong", ["", "khz_", "khz_" + "x" * 43, "\ufffd", "withdrawn", "deactivated"])
def test_a_wrong_token_is_refused_and_never_taken_for_nobodys(client, settings, layla, mode, path, wrong):
    settings.ARCHIVE_ACCESS = mode
    if wrong in ("withdrawn", "deactivated"):
        token = token_create(user=layla, name="جدول")
        if wrong == "withdrawn":
            token_withdraw(user=layla, pk=ApiToken.objects.get().pk)
        User.objects.update(is_active=wrong == "withdrawn")
        wrong = token
    answer = client.get(path, headers=bearer(wrong))
    assert answer.status_code == 401
    assert access.WRONG_TOKEN in answer.content.decode()
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_opens_no_page_and_no_form(client, members, layla):
    token = token_create(user=layla, name="جدول")
    for path in ("/", "/me/", "/me/tokens/", "/admin/"):
        assert is_asked_to_sign_in(client.get(path, headers=bearer(token)))


def test_other_schemes_are_no_affair_of_ours(client):
    assert client.get("/api/v1/openapi.json", headers={"Authorization": "Basic eDp5"}).status_code == 200


def test_the_day_of_the_last_use_is_written_once_a_day(client, layla):
    token = token_create(user=layla, name="جدول")
    client.get("/api/v1/openapi.json", headers=bearer(token))
    today = ApiToken.objects.get().last_used_on
    assert today == dt.datetime.now(dt.UTC).date()
    with CaptureQueriesContext(connection) as asked:
        client.get("/api/v1/openapi.json", headers=bearer(token))
    assert not [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]
    ApiToken.objects.update(last_used_on=today - dt.timedelta(days=1))
    client.get("/api/v1/openapi.json", headers=bearer(token))
    assert ApiToken.objects.get().last_used_on == today
