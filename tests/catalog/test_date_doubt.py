import datetime as dt

import pytest
from django.utils import timezone

from archive.catalog.date_doubt import is_after_tomorrow, last_plausible_day


@pytest.mark.parametrize(("days", "is_doubtful"), [(-365, False), (0, False), (1, False), (2, True), (400, True)])
def test_dates_after_tomorrow_are_in_doubt(days, is_doubtful):
    day = timezone.localdate() + dt.timedelta(days=days)
    assert is_after_tomorrow(day) is is_doubtful
    assert is_after_tomorrow(day.isoformat()) is is_doubtful


def test_this_month_and_year_are_not_in_doubt_and_later_ones_are():
    tomorrow = last_plausible_day()
    for value in (f"{tomorrow:%Y-%m}", f"{tomorrow:%Y}", None):
        assert not is_after_tomorrow(value)
    for value in ("9999", "9999-12", f"{tomorrow.year + 1}"):
        assert is_after_tomorrow(value)
