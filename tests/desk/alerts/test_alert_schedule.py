"""Appointments of mails, in the archive's time zone."""

import datetime as dt

import pytest
from django.utils import timezone

from archive.desk.models import SavedSearch
from archive.desk.services.alert_schedule import is_mail_due, last_appointment


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("zone", "rhythm", "now", "expected"),
    [
        ("UTC", "daily", "2026-11-29T07:00", "2026-11-29T07:00"),
        ("UTC", "daily", "2026-11-29T06:59", "2026-11-28T07:00"),
        ("Asia/Riyadh", "daily", "2026-11-29T04:00", "2026-11-29T04:00"),
        ("Asia/Riyadh", "daily", "2026-11-29T22:30", "2026-11-29T04:00"),
        ("Africa/Cairo", "daily", "2026-07-01T05:00", "2026-07-01T04:00"),  # summer time
        ("UTC", "weekly", "2026-11-29T08:00", "2026-11-29T07:00"),  # a Sunday
        ("UTC", "weekly", "2026-11-29T06:00", "2026-11-22T07:00"),
        ("UTC", "weekly", "2026-12-05T23:00", "2026-11-29T07:00"),
    ],
)
def test_the_last_appointment_is_at_the_hour_of_the_zone(zone, rhythm, now, expected):
    saved = SavedSearch(rhythm=rhythm, hour=7, weekday=SavedSearch.Weekday.SUNDAY)
    with timezone.override(zone):
        assert last_appointment(saved, utc(now)) == utc(expected)


def test_a_mail_is_due_once_per_appointment_and_one_that_was_missed_is_kept():
    saved = SavedSearch(rhythm="daily", hour=7, mailed_at=utc("2026-11-28T09:00"))
    assert not is_mail_due(saved, utc("2026-11-29T06:00"))
    assert is_mail_due(saved, utc("2026-11-29T07:00"))
    assert is_mail_due(saved, utc("2026-12-03T05:00"))


def test_a_clock_that_was_set_back_holds_no_mail_for_long():
    saved = SavedSearch(rhythm="daily", hour=7, mailed_at=utc("2030-01-01T00:00"))
    assert is_mail_due(saved, utc("2026-11-29T07:30")) is False
    saved.rhythm = "instant"
    assert is_mail_due(saved, utc("2026-11-29T07:30"))
