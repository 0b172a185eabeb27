"""What is known of a feed's items: which have been imported as they are now, and whose article's page is still to be read.

An item is left out of an import if its record is the one that was imported last and its article is still there. So a feed of a
hundred items with one new one costs one, and an article whose page has been read is not compared with its announcement.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence

from django.utils import timezone

from archive.catalog.models import Article
from archive.ingest.collisions import record_dump
from archive.ingest.feeds.address import AddressError, parse_address, same_site
from archive.ingest.import_plan import chunks
from archive.ingest.models import Feed, FeedItem
from archive.ingest.record import ArticleRecord

KEEP = dt.timedelta(days=60)
"""After it was last in the feed."""
WRITTEN = ("digest", "seen_at", "page", "address", "attempts", "next_attempt_at", "reason")
ELSEWHERE = "الصفحة في موقع غير موقع الخلاصة."


def record_digest(record: ArticleRecord) -> str:
    fields = json.dumps(record_dump(record), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(fields.encode("utf-8", "surrogatepass")).hexdigest()


def changed_records(feed: Feed, records: Iterable[ArticleRecord]) -> list[ArticleRecord]:
    """The records that were not imported as they are, or whose article is gone."""
    records = list(records)
    known = {item.import_key: item.digest for item in _items(feed, records)}
    kinds = _kinds(records)
    return [
        record
        for record in records
        if record.import_key not in kinds or known.get(record.import_key) != record_digest(record)
    ]


def items_note(feed: Feed, records: Sequence[ArticleRecord]) -> None:
    """Remember these records, which have been imported, and want the pages of those that only announce their article."""
    known = {item.import_key: item for item in _items(feed, records)}
    kinds, now = _kinds(records), timezone.now()
    new: list[FeedItem] = []
    changed: list[FeedItem] = []
    same: list[FeedItem] = []
    for record in records:
        row = known.get(record.import_key) or FeedItem(feed=feed, import_key=record.import_key)
        digest = record_digest(record)
        is_changed, row.digest, row.seen_at = row.digest != digest, digest, now
        wants = record.import_key in kinds and _wants_page(feed, record, row, kinds[record.import_key], is_changed)
        if wants:
            row.page, row.reason = _page_of(feed, record)
            row.address, row.attempts, row.next_attempt_at = record.url, 0, now
        (new if row.pk is None else changed if wants or is_changed else same).append(row)
    FeedItem.objects.bulk_create(new, batch_size=500)
    FeedItem.objects.bulk_update(changed, WRITTEN, batch_size=200)
    for chunk in chunks(row.import_key for row in same):
        FeedItem.objects.filter(feed=feed, import_key__in=chunk).update(seen_at=now)
    FeedItem.objects.filter(feed=feed, seen_at__lt=now - KEEP).delete()


def _wants_page(feed: Feed, record: ArticleRecord, row: FeedItem, kind: str, is_changed: bool) -> bool:
    """An announcement of which nobody has the article yet, or whose page was asked for before it changed."""
    if not feed.reads_pages or record.kind != Article.Kind.STUB or not record.import_key.startswith("page:"):
        return False
    if row.page == FeedItem.Page.NONE:
        return kind == Article.Kind.STUB
    return is_changed


def _page_of(feed: Feed, record: ArticleRecord) -> tuple[str, str]:
    """The state of the page, and why it is refused."""
    try:
        if same_site(parse_address(feed.address), parse_address(record.url)):
            return FeedItem.Page.WAITING, ""
    except AddressError as error:
        return FeedItem.Page.REFUSED, str(error)
    return FeedItem.Page.REFUSED, ELSEWHERE


def _items(feed: Feed, records: Iterable[ArticleRecord]) -> list[FeedItem]:
    keys = [record.import_key for record in records]
    return [item for chunk in chunks(keys) for item in FeedItem.objects.filter(feed=feed, import_key__in=chunk)]


def _kinds(records: Iterable[ArticleRecord]) -> dict[str, str]:
    """The kinds of the articles that these records have, by key."""
    keys = [record.import_key for record in records]
    return {
        key: kind
        for chunk in chunks(keys)
        for key, kind in Article.objects.filter(import_key__in=chunk).values_list("import_key", "kind")
        if key
    }
