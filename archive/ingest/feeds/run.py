"""One run of one feed: fetch it, import what is new, read pages of articles that it only announces, note how it went.

What the next conditional request needs (ETag, Last-Modified, hash) is stored last. A run that is killed before has written whole
articles only, and the next one finds these unchanged and does the rest.
"""

import hashlib
import io
import logging
import time
from collections.abc import Callable
from dataclasses import replace

import feedparser
from django.db import transaction
from django.utils import timezone
from lxml import html

from archive.catalog.database import trouble_sentence
from archive.catalog.jobs import JobInterruptedError
from archive.ingest import bounds
from archive.ingest.feeds.address import AddressError, parse_address, readable
from archive.ingest.feeds.answers import GONE, RefusedError, check_status
from archive.ingest.feeds.article_pages import pages_read
from archive.ingest.feeds.http import Answer, FetchError, fetch
from archive.ingest.feeds.importing import RunImport
from archive.ingest.feeds.items import changed_records, items_note
from archive.ingest.feeds.schedule import next_fetch
from archive.ingest.identity import KeyScheme
from archive.ingest.models import Feed, FeedFetch
from archive.ingest.page_text.gazetteer import Gazetteer, load_gazetteer
from archive.ingest.readers.feed import read_bytes
from archive.ingest.readers.record_fields import one_line
from archive.ingest.record import DocumentRecord, Failure, UnreadableError

log = logging.getLogger(__name__)
ACCEPTED = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)
PAGES_S = 45.0
"""Seconds after which a run begins no further page."""
KEPT_FETCHES = 50
"""Rows in the log of each feed."""
MAX_NOTES = 50
MAX_ETAG_CHARS, MAX_DATE_CHARS = 500, 100
_NO_FEED = ("image/", "video/", "audio/", "font/")
CURATED = ("address", "name", "source_id", "namespace", "is_active", "interval_minutes", "reads_pages")
"""Columns of a feed that curators set."""
OF_ADDRESS = ("title", "moved_to", "etag", "last_modified", "content_sha256", "failures", "last_error", "waits_until")
"""What fetches learn of an address, and what is forgotten with it."""
UNEXPECTED = "خطأ غير متوقع أثناء القراءة؛ التفصيل في سجل الخادم."


def feed_run(feed: Feed, names: Callable[[], Gazetteer] = load_gazetteer) -> FeedFetch:
    """Fetch and import a feed now. The row of the log says how it went; failures of the site are no exceptions.

    `names` loads the names that readers recognise, which takes longer than all else where there is nothing new.
    """
    run = FeedFetch.objects.create(feed=feed)
    importing = RunImport(feed, run)
    try:
        answer = _fetched(feed, run)
        if answer is not None:
            _import(feed, answer, importing, names())
        if feed.reads_pages:
            run.pages_read = pages_read(feed, importing, names, time.monotonic() + PAGES_S)
    except FetchError as error:
        _end_in_failure(feed, run, error)
    except JobInterruptedError:
        raise
    except Exception as error:
        if trouble_sentence(error) is not None:  # a database that is locked or full is no fault of the feed
            raise
        if not Feed.objects.filter(pk=feed.pk).exists():  # deleted meanwhile, with its log
            return run
        log.exception("The feed %s could not be read", feed.pk)
        _end_in_failure(feed, run, FetchError(UNEXPECTED))
    else:
        _end(feed, run, importing, answer)
    return run


def runs_close() -> None:
    """Mark runs whose process died."""
    open_runs = FeedFetch.objects.filter(outcome=FeedFetch.Outcome.RUNNING)
    open_runs.update(
        outcome=FeedFetch.Outcome.INTERRUPTED, error="انقطعت العملية في أثناء الجلب.", finished_at=timezone.now()
    )


def _fetched(feed: Feed, run: FeedFetch) -> Answer | None:
    """The feed's new bytes; None if they are those of the last time. Raises FetchError."""
    try:
        address = parse_address(feed.address)
    except AddressError as error:
        raise FetchError(str(error), is_final=True) from error
    conditions = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    answer = fetch(address, headers={"Accept": ACCEPTED} | {name: value for name, value in conditions.items() if value})
    run.status = answer.status
    feed.moved_to = str(answer.moved) if answer.moved else ""
    check_status(answer)
    if answer.status == 304:
        return None
    run.size = len(answer.content)
    if answer.media_type.startswith(_NO_FEED):
        raise FetchError(f"ليس في العنوان خلاصة، بل ملف من نوع {answer.media_type[:60]}.")
    if hashlib.sha256(answer.content).hexdigest() == feed.content_sha256:
        _keep_conditions(feed, answer)
        return None
    return answer


def _import(feed: Feed, answer: Answer, importing: RunImport, gazetteer: Gazetteer) -> None:
    """Write the items that are new or changed. Raises FetchError for what is no feed."""
    origin = readable(str(answer.address))
    try:
        found = list(read_bytes(answer.content, origin, gazetteer, KeyScheme(feed.namespace, importing.source)))
    except UnreadableError as error:
        raise FetchError(_no_feed(answer, str(error))) from error
    if not feed.title:
        title = feedparser.parse(io.BytesIO(answer.content), sanitize_html=True).feed.get("title")
        feed.title = one_line(title or "")[:300]
    importing.failures += [each for each in found if isinstance(each, Failure)]
    for document in found:
        if isinstance(document, DocumentRecord):
            if problem := bounds.problem(document):
                raise FetchError(f"لا تُقرأ الخلاصة ({problem}).")
            changed = changed_records(feed, document.records)
            importing.counts.unchanged += len(document.records) - len(changed)
            importing.write([replace(document, records=tuple(changed))])
            items_note(feed, document.records)


def _no_feed(answer: Answer, reason: str) -> str:
    """Why these bytes are no feed; a page that names its feed is quoted."""
    if not answer.content.strip():
        return "جواب الموقع فارغ."
    if answer.media_type not in ("text/html", "application/xhtml+xml"):
        return f"ما في العنوان ليس خلاصة تُقرأ ({reason})."
    try:
        links = html.fromstring(answer.content).xpath(
            "//link[contains(@rel,'alternate')][contains(@type,'+xml')]/@href"
        )
        named = readable(str(parse_address(str(links[0]), answer.address)))
    except (AddressError, IndexError, ValueError, OSError):
        return "في العنوان صفحة ويب، لا خلاصة."
    return f"في العنوان صفحة ويب، لا خلاصة؛ وتذكر الصفحة خلاصة عنوانها {named}"


def _keep_conditions(feed: Feed, answer: Answer) -> None:
    """What the next request is conditional on. A header that is too long for its column is of no use cut, and one that
    was folded over lines, sent back, would be refused as a bad request each time."""
    etag, last_modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    feed.etag = etag if len(etag) <= MAX_ETAG_CHARS and _is_sendable(etag) else ""
    feed.last_modified = last_modified if len(last_modified) <= MAX_DATE_CHARS and _is_sendable(last_modified) else ""


def _is_sendable(header: str) -> bool:
    return header.isascii() and header.isprintable()


def _end(feed: Feed, run: FeedFetch, importing: RunImport, answer: Answer | None) -> None:
    counts = importing.counts
    importing.save()
    run.outcome = FeedFetch.Outcome.BROUGHT if run.batch else FeedFetch.Outcome.NO_NEWS
    run.notes = [str(each) for each in importing.failures[:MAX_NOTES]]
    if answer is not None:
        _keep_conditions(feed, answer)
        feed.content_sha256 = hashlib.sha256(answer.content).hexdigest()
    feed.articles_added += counts.added + counts.stubs
    feed.failures, feed.last_error, feed.waits_until = 0, "", None
    feed.last_success_at = timezone.now()
    _store(feed, run)


def _end_in_failure(feed: Feed, run: FeedFetch, error: FetchError) -> None:
    run.outcome, run.error = FeedFetch.Outcome.FAILED, str(error)
    feed.failures += 1
    feed.last_error = str(error)
    feed.waits_until = error.wait_until if isinstance(error, RefusedError) else None
    if isinstance(error, RefusedError) and error.status == GONE:
        feed.is_active = False
        feed.last_error = run.error = f"{error} أُوقفت متابعتها."
    _store(feed, run)


@transaction.atomic
def _store(feed: Feed, run: FeedFetch) -> None:
    """Write what a run learnt. What a curator saved meanwhile stays, and the feed stays due: he may have changed what is read."""
    run.finished_at = feed.last_fetched_at = timezone.now()
    stored = Feed.objects.select_for_update().filter(pk=feed.pk).first()
    if stored is None:
        return
    run.save()
    columns = ["last_fetched_at", "last_success_at", "articles_added"]
    if all(getattr(stored, name) == getattr(feed, name) for name in CURATED if name != "is_active"):
        feed.next_fetch_at = next_fetch(feed)
        columns += ["next_fetch_at", *OF_ADDRESS, *([] if feed.is_active else ["is_active"])]
    feed.save(update_fields=columns)
    kept = feed.fetches.values_list("pk", flat=True)[:KEPT_FETCHES]
    feed.fetches.exclude(pk__in=list(kept)).delete()
