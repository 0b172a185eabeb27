"""What templates may call."""

import datetime as dt

import pytest

from archive.web.links import web_address
from archive.web.templating import first_words, iso_day


def test_iso_day_takes_dates_and_datetimes():
    assert iso_day(dt.date(2024, 6, 20)) == "2024-06-20"
    assert iso_day(dt.datetime(2024, 6, 20, 23, 59, tzinfo=dt.UTC)) == "2024-06-20"


def test_first_words_end_in_dots_where_there_are_more():
    assert first_words("واحد اثنان ثلاثة", 3) == "واحد اثنان ثلاثة"
    assert first_words("واحد اثنان ثلاثة", 2).startswith("واحد اثنان")
    assert "ثلاثة" not in first_words("واحد اثنان ثلاثة", 2)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " https://x", "//x", ""])
def test_only_addresses_of_the_web_become_links(address):
    assert web_address(address) == ""
    assert web_address("https://example.org/") == "https://example.org/"
