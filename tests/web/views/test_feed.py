import datetime as dt
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from archive.catalog.services import article_save, article_withdraw, outbox_add
from archive.search import Cursor, SearchRequest
from archive.search.indexing.outbox import drain
from archive.web.query_string import cursor_text

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(client, query=""):
    answer = client.get(f"/search/feed/?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def test_it_lists_the_latest_accessions_first(client, make_article, hit_of, fake_search):
    article = make_article()
    fake_search.hits = [hit_of(article)]
    feed = read(client, "q=ميناء")
    assert fake_search.asked[0].sort == "added"
    entry = feed.find("a:entry", ATOM)
    assert entry.find("a:title", ATOM).text == article.title
    assert entry.find("a:link", ATOM).get("href") == f"http://testserver/articles/{article.key}/"
    assert entry.find("a:published", ATOM).text == "2024-06-20T12:00:00+00:00"


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


@pytest.mark.parametrize("query", ["mode=x", "page=0", "from=2024-13", "colour=red"])
def test_a_bad_parameter_is_refused_with_a_plain_sentence(client, query):
    answer = client.get(f"/search/feed/?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert query.split("=")[0] in answer.content.decode()
    assert "<" not in answer.content.decode()


@pytest.fixture
def entry_of(client, hit_of, fake_search):
    """A function that returns the entry of an article in a feed."""

    def entry(article, **extra):
        fake_search.hits = [hit_of(article)]
        return ElementTree.fromstring(client.get("/search/feed/?q=ميناء", **extra).content)

    return entry


def text_of(feed, path):
    return feed.find(path, ATOM).text


def test_ids_are_the_same_on_every_host_and_scheme(make_article, entry_of, settings):
    settings.ALLOWED_HOSTS = ["*"]
    article = make_article()
    feeds = [
        entry_of(article),
        entry_of(article, headers={"host": "archive.example:8000"}),
        entry_of(article, headers={"host": "other.example"}, secure=True),
    ]
    for path in ("a:id", "a:entry/a:id"):
        assert len({text_of(feed, path) for feed in feeds}) == 1
    assert article.key in text_of(feeds[0], "a:entry/a:id")
    assert len({feed.find("a:entry/a:link", ATOM).get("href") for feed in feeds}) == 3


def test_a_correction_moves_updated_and_indexing_again_does_not(make_article, entry_of):
    article = make_article()
    before = text_of(entry_of(article), "a:entry/a:updated")
    outbox_add([article.pk])
    drain()
    assert text_of(entry_of(article), "a:entry/a:updated") == before
    article.title = "عنوان مصحح"
    article_save(article=article)
    after = entry_of(article)
    assert text_of(after, "a:entry/a:updated") > before
    assert text_of(after, "a:updated") == text_of(after, "a:entry/a:updated")
    assert text_of(after, "a:entry/a:published") == "2024-06-20T12:00:00+00:00"


@pytest.mark.parametrize(
    "zone", ["Pacific/Honolulu", "America/Los_Angeles", "UTC", "Asia/Riyadh", "Asia/Tokyo", "Etc/GMT+12"]
)
def test_a_day_is_the_same_day_in_all_zones(make_article, entry_of, zone):
    published = dt.datetime.fromisoformat(text_of(entry_of(make_article()), "a:entry/a:published"))
    assert published.astimezone(ZoneInfo(zone)).date() == dt.date(2024, 6, 20)


def test_a_reader_that_has_the_feed_gets_304_until_it_changes(client, make_article, hit_of, fake_search):
    article = make_article()
    fake_search.hits = [hit_of(article)]
    etag = client.get("/search/feed/")["ETag"]
    assert client.get("/search/feed/", headers={"if-none-match": etag}).status_code == 304
    article_withdraw(article=article)
    assert client.get("/search/feed/", headers={"if-none-match": etag}).status_code == 200


def test_an_empty_feed_does_not_change_by_itself(client, make_article, fake_search):
    make_article()
    first, second = (client.get("/search/feed/") for _ in range(2))
    assert first["ETag"] == second["ETag"]


RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*")
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "summary"),
}
KNOWN = {
    "feed": {"id", "title", "updated", "author", "link", "subtitle", "generator", "entry"},
    "entry": {"id", "title", "updated", "published", "author", "link", "summary"},
}


def assert_atom(element, name):
    """What RFC 4287, sections 4.1.1 and 4.1.2, require of a feed or an entry."""
    assert element.tag == f"{{{ATOM['a']}}}{name}"
    children = [child.tag.removeprefix(f"{{{ATOM['a']}}}") for child in element]
    assert set(children) <= KNOWN[name]
    assert all(children.count(child) == 1 for child in ONCE[name])
    assert all(children.count(child) <= 1 for child in AT_MOST_ONCE[name])
    assert TAG_URI.fullmatch(text_of(element, "a:id"))
    for date in (*element.findall("a:updated", ATOM), *element.findall("a:published", ATOM)):
        assert RFC3339.fullmatch(date.text)
    links = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in element.findall("a:link", ATOM)]
    assert len(links) == len(set(links))
    assert all(urlsplit(link.get("href")).scheme == "http" for link in element.findall("a:link", ATOM))
    assert ("alternate", None, None) in links
    assert all(author.find("a:name", ATOM).text for author in element.findall("a:author", ATOM))


@pytest.mark.parametrize("query", ["", "q=%22مجلس الأمن%22~5 <b>%26%01", "tag=أ&tag=ب&from=2024&sort=oldest", "page=3"])
def test_feeds_and_entries_are_as_rfc_4287_has_them(client, make_article, hit_of, fake_search, query):
    one, other = (
        make_article(title="ربح & خسارة <b>"),
        make_article(published_on=None, published_precision="", published_basis=""),
    )
    fake_search.hits = [
        hit_of(one),
        hit_of(other, source_name=None, title="a\x0b<i>"),
        hit_of(make_article(), date="2024-06"),
    ]
    fake_search.count_of = lambda request: 100
    feed = read(client, query)
    assert_atom(feed, "feed")
    assert feed.find("a:author", ATOM) is not None
    assert {link.get("rel") for link in feed.findall("a:link", ATOM)} == {"self", "alternate"}
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 3
    for entry in entries:
        assert_atom(entry, "entry")
        assert entry.find("a:summary", ATOM).get("type") == "html"
    assert len({text_of(entry, "a:id") for entry in entries}) == 3


def test_an_empty_feed_is_valid_too(client, fake_search):
    assert_atom(read(client), "feed")


def test_a_date_after_tomorrow_is_left_out_of_the_feed(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article(), date="9999-12-31")]
    feed = read(client)
    assert feed.find("a:entry", ATOM).find("a:published", ATOM) is None
    assert "9999" not in ElementTree.tostring(feed, encoding="unicode")


@pytest.mark.parametrize(("query", "group"), [("", "none"), ("group=versions", "versions"), ("group=story", "story")])
def test_a_feed_lists_each_article_unless_it_says_otherwise(client, fake_search, query, group):
    feed = read(client, query)
    assert fake_search.asked[0].effective_group == group
    (address,) = (link.get("href") for link in feed.findall("a:link", ATOM) if link.get("rel") == "self")
    assert urlsplit(address).query == query


def test_a_feed_has_what_was_added_since_a_time(client, fake_search):
    read(client, "added_from=2026-03-01&sort=newest")
    assert fake_search.asked[0].sort == "newest"
    assert fake_search.asked[0].added_from == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def test_a_feed_goes_on_after_a_cursor(client, fake_search):
    read(client, f"q=x&cursor={cursor_text(SearchRequest(q='x'), Cursor(10, (2,)))}")
    assert fake_search.asked[0].cursor == Cursor(10, (2,))
