import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from archive.catalog.models import Article
from archive.catalog.services import outbox_add
from archive.entities.models import Entity
from archive.search import drain
from bench.site import time_pages
from bench.site.pages import addresses, seconds

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive_to_search():
    for number in range(20):
        Article.objects.create(title=f"وصل وفد التجارة {number} إلى الميناء الجديد", kind="article")
    Entity.objects.create(key="salma", type="person", name="سلمى الخطيب")


def test_searches_are_distinct_and_the_same_for_a_seed(archive_to_search):
    asked = addresses(40)
    assert asked == addresses(40)
    assert asked != addresses(40, seed=8)
    assert len(set(asked)) == 40


def test_every_search_is_valid(archive_to_search, client):
    outbox_add(Article.objects.values_list("pk", flat=True))
    drain()
    for address in addresses(60):
        assert client.get(address).status_code == 200


def test_pages_are_timed_over_http(archive_to_search, live_server):
    taken = seconds(live_server.url, ["/robots.txt"] * 4, at_once=2)
    assert len(taken) == 4
    assert taken == sorted(taken)
    with pytest.raises(ValueError, match="404"):
        seconds(live_server.url, ["/nowhere/"], at_once=1)


def test_an_empty_archive_and_an_unreachable_site_are_errors(archive_to_search):
    with pytest.raises(CommandError, match="cannot be reached"):
        call_command(time_pages.Command(), site="http://127.0.0.1:9")
    Article.objects.all().delete()
    with pytest.raises(CommandError, match="archive is empty"):
        call_command(time_pages.Command())
