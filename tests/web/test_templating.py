"""What templates may call."""

import datetime as dt

import pytest
from django.conf import settings
from django.template import engines
from jinja2 import nodes

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


@pytest.mark.parametrize(
    "path", sorted((settings.BASE_DIR / "templates" / "web").rglob("*.html")), ids=lambda path: path.name
)
def test_no_block_of_a_page_is_meant_to_depend_on_a_condition_around_it(path):
    """Jinja fills the blocks of the base template whatever is decided around them."""
    page = engines["jinja2"].env.parse(path.read_text(encoding="utf-8"))
    if page.find(nodes.Extends):
        assert [block.name for condition in page.body for block in condition.find_all(nodes.Block)] == []
