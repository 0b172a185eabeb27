"""`manage.py check --database default` names feeds that a person should look at."""

import datetime as dt

import pytest
from django.core.checks import run_checks
from django.utils import timezone

from archive.ingest.models import Feed

pytestmark = pytest.mark.django_db


def warnings():
    return [message for message in run_checks(databases=["default"]) if message.id == "ingest.W001"]


def test_healthy_feeds_are_no_matter():
    Feed.objects.create(address="https://fields.example/rss")
    assert warnings() == []


@pytest.mark.parametrize(
    "columns",
    [
        {"failures": 3, "last_error": "x"},
        {"is_active": False, "last_error": "x"},
        {"next_fetch_at": timezone.now() - dt.timedelta(hours=3)},
    ],
)
def test_feeds_in_trouble_are_named(columns):
    Feed.objects.create(address="https://fields.example/rss", name="نشرة الحقول", **columns)
    (warning,) = warnings()
    assert "نشرة الحقول" in warning.msg
