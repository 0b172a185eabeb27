from xml.etree import ElementTree

import pytest

from archive.catalog.services import article_withdraw

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(client, query=""):
    answer = client.get(f"/search/feed/?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def test_it_lists_the_hits_newest_first(client, make_article, hit_of, fake_search):
    article = make_article()
    fake_search.hits = [hit_of(article)]
    feed = read(client, "q=ميناء")
    assert fake_search.asked[0].sort == "newest"
    entry = feed.find("a:entry", ATOM)
    assert entry.find("a:title", ATOM).text == article.title
    assert entry.find("a:id", ATOM).text == f"http://testserver/articles/{article.key}/"
    assert entry.find("a:published", ATOM).text == "2024-06-20T00:00:00+00:00"


def test_an_undated_article_has_no_date_of_publication(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article(), date=None)]
    entry = read(client).find("a:entry", ATOM)
    assert entry.find("a:published", ATOM) is None
    assert entry.find("a:updated", ATOM) is not None


def test_what_is_withdrawn_leaves_the_feed_at_once(client, make_article, hit_of, fake_search):
    article = make_article()
    fake_search.hits = [hit_of(article)]
    article_withdraw(article=article)
    assert read(client).find("a:entry", ATOM) is None


def test_what_xml_cannot_hold_is_left_out(client, make_article, hit_of, fake_search):
    article = make_article()
    fake_search.hits = [hit_of(article, title="مي\x0bناء\uffff", snippet="\x01رصيف", source_name="ص\x1fحيفة")]
    entry = read(client, "q=%01%02ميناء").find("a:entry", ATOM)
    assert entry.find("a:title", ATOM).text == "ميناء"
    assert entry.find("a:summary", ATOM).text == "رصيف"


def test_a_bad_parameter_is_refused(client):
    assert client.get("/search/feed/?mode=x").status_code == 400


def test_a_date_after_tomorrow_is_left_out_of_the_feed(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article(), date="9999-12-31")]
    feed = read(client)
    assert feed.find("a:entry", ATOM).find("a:published", ATOM) is None
    assert "9999" not in ElementTree.tostring(feed, encoding="unicode")
