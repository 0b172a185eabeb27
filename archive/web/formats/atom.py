"""Atom feeds (RFC 4287) of search results.

Ids are tag URIs (RFC 4151) made of an article's key or a search's canonical query string, so they stay when the site moves to
another host or scheme. Their authority is a reserved name (RFC 2606) that belongs to nobody. An entry's `updated` is the last
change of the record. Atom has no dates without a time: a day is its noon in UTC, which is the same day from UTC-12 to UTC+11.
Characters that XML 1.0 does not allow are removed.
"""

import datetime as dt

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from archive.catalog.models import Article
from archive.catalog.selectors import is_after_tomorrow
from archive.search import Hit
from archive.web.formats.xml_text import xml_text

TAG = "tag:khizana.invalid,2026:"


def feed_id(query: str, what: str = "search") -> str:
    """The id of the feed of a canonical query string."""
    return f"{TAG}{what}?{query}" if query else f"{TAG}{what}"


def entry_id(key: str) -> str:
    """The id of an article's entry in every feed."""
    return f"{TAG}articles/{key}"


class ResultFeed(Atom1Feed):
    """`page` and `address` are those of the results and of the feed. A feed is as new as its latest entry, an empty one as
    `changed_at`."""

    def __init__(self, title: str, *, page: str, address: str, guid: str, changed_at: dt.datetime) -> None:
        self._changed_at = changed_at
        super().__init__(
            xml_text(title),
            link=page,
            description=None,
            language="ar",
            author_name="خِزانة",
            feed_url=address,
            feed_guid=guid,
        )

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=self._changed_at)

    def add_hit(self, hit: Hit, address: str, changed_at: dt.datetime) -> None:
        """An entry. A month or year is dated to its first day; undated and doubtful articles have no date of publication."""
        self.add_item(
            title=xml_text(hit.title),
            link=address,
            unique_id=entry_id(hit.key),
            description=xml_text(hit.snippet),
            author_name=xml_text(hit.source_name or "") or None,
            pubdate=published_at(hit.date),
            updateddate=changed_at,
        )

    def add_quotation(self, words: str, speaker: str, article: Article, address: str, place: str) -> None:
        """An entry for what somebody said; `place` tells the quotations of an article apart."""
        self.add_item(
            title=xml_text(f"{speaker}: {words}"),
            link=address,
            unique_id=f"{entry_id(article.key)}/quotes/{place}",
            description=xml_text(escape(words)),
            author_name=xml_text(speaker),
            pubdate=published_at(article.published_value),
            updateddate=article.changed_at,
        )


def published_at(value: str | None) -> dt.datetime | None:
    """Noon of the first day of an ISO date of any precision; None for none and for one after tomorrow."""
    if not value or is_after_tomorrow(value):
        return None
    year, month, day = (*(int(part) for part in value.split("-")), 1, 1)[:3]
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)
