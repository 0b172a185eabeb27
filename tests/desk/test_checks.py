"""What the deployment check says of second factors."""

import pytest
from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.db import DatabaseError

from archive.desk import checks

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [one.id for one in run_checks(include_deployment_checks=True) if one.id.startswith("desk.")]


def test_curators_without_a_second_factor_are_counted(authenticator):
    User.objects.create_user("reader")
    User.objects.create_user("gone", is_staff=True, is_active=False)
    assert found() == []
    curator = User.objects.create_user("curator", is_staff=True)
    assert found() == ["desk.I001"]
    authenticator.set_up(curator)
    assert found() == []


def test_turned_off_it_is_a_warning(settings):
    settings.ARCHIVE_SECOND_FACTOR = "off"
    assert found() == ["desk.W001"]


def test_without_a_schema_nothing_is_said(monkeypatch):
    def missing(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(checks, "has_second_factor", missing)
    assert found() == []


def test_it_is_no_matter_of_ordinary_checks(settings):
    settings.ARCHIVE_SECOND_FACTOR = "off"
    assert [one.id for one in run_checks() if one.id.startswith("desk.")] == []
