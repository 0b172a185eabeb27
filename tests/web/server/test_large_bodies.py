"""Curators may send large bodies to the page through which files come in; nobody else may, and nowhere else."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.test import Client

from archive.web.server.bodies import MAX_BODY_BYTES
from archive.web.server.gateway import Gateway
from archive.web.server.large_bodies import FORM_BYTES, body_limit
from tests.web.server.event_loop import run_in_loop
from tests.web.server.test_gateway import FakeProtocol, Headers, scope

ADD = "/admin/ingest/upload/add/"
LARGE = MAX_BODY_BYTES + 1


@pytest.fixture
def cookie(db):
    """A function that signs somebody in and returns the cookie of the session."""

    def cookie(*codenames, **fields):
        user = User.objects.create_user("سلمى", is_staff=True, **fields)
        user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        client = Client()
        client.force_login(user)
        return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    return cookie


def asked(cookie="", path=ADD, method="POST"):
    return {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_COOKIE": cookie}


def test_who_may_hand_files_in_may_send_them(cookie, settings):
    settings.ARCHIVE_UPLOAD_MB = 30
    assert body_limit(asked(cookie("add_upload"))) == (30 << 20) + FORM_BYTES


@pytest.mark.parametrize("asking", [{"path": "/admin/"}, {"path": "/nowhere"}, {"path": "/"}, {"method": "GET"}])
def test_not_to_other_addresses(cookie, asking):
    assert body_limit(asked(cookie("add_upload"), **asking)) == MAX_BODY_BYTES


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "sessionid=made-up", "sessionid=", "x=y; z", "sessionid=\udcff"])
def test_nobody_without_a_session(given):
    assert body_limit(asked(given)) == MAX_BODY_BYTES


def test_nobody_without_the_permission_or_with_a_closed_account(cookie):
    assert body_limit(asked(cookie("add_article"))) == MAX_BODY_BYTES
    User.objects.all().delete()
    given = cookie("add_upload")
    User.objects.update(is_active=False)
    assert body_limit(asked(given)) == MAX_BODY_BYTES


def answer(limit, *parts, length):

    seen = {}

    def application(environ, start_response):
        seen["length"] = environ["CONTENT_LENGTH"]
        seen["body"] = environ["wsgi.input"].read()
        start_response("200 OK", [])
        return [b"done"]

    protocol = FakeProtocol(*parts)
    request = scope(method="POST", headers=Headers([("content-length", str(length))]))

    async def ask():
        await Gateway(application, body_limit=lambda _: limit)(request, protocol)

    run_in_loop(ask())
    return protocol.answer[0], seen


def test_a_large_body_reaches_the_application_whole():
    parts = [b"x" * (1 << 20)] * 4 + [b"y"]
    status, seen = answer(LARGE, *parts, length=LARGE)
    assert (status, seen["length"]) == (200, str(LARGE))
    assert seen["body"] == b"".join(parts)


@pytest.mark.parametrize(
    ("limit", "parts", "length", "status"),
    [
        (MAX_BODY_BYTES, [b"x" * LARGE], LARGE, 413),
        (LARGE, [b"x" * LARGE, b"more"], LARGE, 413),
        (LARGE, [b"x" * LARGE], LARGE + 1, 413),
        (2 * LARGE, [b"x" * LARGE], LARGE + 1, 400),
    ],
    ids=["not-allowed", "more-than-announced", "announced-too-much", "cut-short"],
)
def test_a_large_body_keeps_to_what_is_allowed_and_announced(limit, parts, length, status):
    assert answer(limit, *parts, length=length) == (status, {})
