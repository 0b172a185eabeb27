import feedparser

from bench.endurance import feed_server
from bench.endurance.feed_server import FeedServer
from bench.site.answers import fetch


def test_feeds_are_read_and_grow_until_they_are_frozen(monkeypatch):
    monkeypatch.setattr(feed_server, "ITEM_EVERY_S", 1e9)
    with FeedServer(2) as feeds:
        read = [feedparser.parse(fetch(f"http://{feeds.host}", f"/feed/{number}").body) for number in range(2)]
        links = {entry.link for feed in read for entry in feed.entries}
        assert links == feeds.links()
        assert len(links) == 2 * feed_server.FIRST_ITEMS
        assert all(len(entry.description) > 500 for feed in read for entry in feed.entries)
        monkeypatch.setattr(feed_server, "ITEM_EVERY_S", 1e-9)
        assert len(feeds.links()) == 2 * feed_server.MAX_ITEMS
        feeds.freeze()
        monkeypatch.setattr(feed_server, "ITEM_EVERY_S", 1e9)
        assert len(feeds.links()) == 2 * feed_server.MAX_ITEMS


def test_other_addresses_are_no_feed():
    with FeedServer(1) as feeds:
        assert fetch(f"http://{feeds.host}", "/feed/1").status == 404
