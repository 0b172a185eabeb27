"""The readers' pages in an archive for members, too: with ARCHIVE_TESTS_ACCESS=members the client of these tests is signed in."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

ACCESS = os.environ.get("ARCHIVE_TESTS_ACCESS", "public")
DESK = Path(__file__).parent / "desk"
"""Tests that choose themselves who is signed in."""


def pytest_collection_modifyitems(items):
    if ACCESS == "members":
        for item in items:
            if item.get_closest_marker("strangers"):
                item.add_marker(pytest.mark.skip(reason="about readers without an account"))


@pytest.fixture
def client(request, client) -> Client:
    if ACCESS == "members" and not request.node.path.is_relative_to(DESK):
        request.getfixturevalue("db")
        request.getfixturevalue("settings").ARCHIVE_ACCESS = "members"
        client.force_login(User.objects.create_user("عضو"))
    return client
