import datetime as dt

import pytest
from django.utils import timezone

from archive.ingest.readers.record_dates import PLACEHOLDERS, read_field


@pytest.mark.parametrize(
    "printed",
    [
        *PLACEHOLDERS,
        "0001-01-01T00:00:00",
        "1970-01-01 00:00:00",
        "2999-12-31T23:59:59Z",
        "01/01/1900",
        "31/12/2999",
        "1970/01/01",
    ],
)
def test_a_placeholder_is_no_date_and_is_named(printed):
    found = read_field(printed, printed)
    assert found.published is None
    assert printed in found.warning


@pytest.mark.parametrize("printed", ["9999-12-31", "2199-01-01", "9999-12-31T23:59:59Z", "2150-01-05", "2101"])
def test_a_date_after_tomorrow_is_kept_and_named(printed):
    found = read_field(printed, printed)
    assert found.published is not None
    assert found.published.first.isoformat().startswith(printed[:10])
    assert printed in found.warning


def test_tomorrow_is_a_date_like_any_other():
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    found = read_field(tomorrow, tomorrow)
    assert (found.published.first.isoformat(), found.warning) == (tomorrow, "")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2024-06-20T23:50:00-05:00", "2024-06-20"),
        ("15 كانون 2 2022", "2022-01-15"),
        ("٣ ت١ ٢٠٢١", "2021-10-03"),
        ("غرة رمضان 1445", "2024-03-11"),
        ("1445-09-10", "2024-03-20"),
        ("۲۰۲۴-۰۳-۰۴", "2024-03-04"),
        ("1900-01-02", "1900-01-02"),
        ("1970-01", "1970-01-01"),
    ],
)
def test_dates_are_read_as_printed(printed, day):
    found = read_field(printed, printed)
    assert (found.published.first.isoformat(), found.warning) == (day, "")


@pytest.mark.parametrize("printed", ["۱۳۹۳-۰۲-۱۰", "۱۴۰۲/۰۵/۱۱", "2024-02-30", "قريبا", "1393/02/10 هـ.ش"])
def test_what_is_no_date_is_named(printed):
    found = read_field(printed, printed)
    assert found.published is None
    assert printed in found.warning


def test_an_empty_field_needs_no_warning():
    for value in (None, "", "  "):
        assert read_field(value, value or "") == (None, "")
