from urllib.parse import parse_qs, urlsplit

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save, source_get_or_create
from archive.search import drain
from bench.site.addresses import FIXED, draw_addresses

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server):
    source = source_get_or_create(name="صحيفة المرفأ")
    for number in range(12):
        article = Article(title=f"وصل وفد التجارة {number} إلى الميناء الجديد", source=source)
        article_save(article=article, paragraphs=[("lede", "وصل الوفد صباح الأربعاء.")])
    drain()
    return live_server.url


def test_a_draw_holds_every_kind_of_address_once_and_is_the_same_for_a_seed(site, client):
    drawn = draw_addresses(site, 200)
    assert len(drawn) == len(set(drawn)) == 200
    assert drawn == draw_addresses(site, 200)
    assert drawn != draw_addresses(site, 200, seed=8)
    assert set(FIXED) <= set(drawn)
    paths = {urlsplit(address).path for address in drawn}
    assert {path.split("/")[1] for path in paths} >= {"articles", "sources", "api", "search"}
    asked = {name for address in drawn for name in parse_qs(urlsplit(address).query)}
    assert asked >= {"q", "mode", "match", "source", "from", "mentions_from", "kind", "sort", "page", "per_page"}


def test_every_drawn_address_is_valid(site, client):
    for address in draw_addresses(site, 120)[len(FIXED) :]:
        assert client.get(address).status_code == 200, address


def test_an_empty_archive_is_an_error(live_server):
    with pytest.raises(ValueError, match="no articles"):
        draw_addresses(live_server.url, 10)
