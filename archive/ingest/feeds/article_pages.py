"""Read the pages of items that only announce their article, so that the announcement becomes the article.

Each page must be on the feed's own site, also after redirects, and its robots.txt must allow it. It is imported under the key of
its item. It is left aside, with its reason, if it holds no sure article, if that is shorter than the announcement, or if it
reads as another text: a site answers with its front page for an article that it has removed. What the page does not state
stays as the item said it.
"""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from archive.catalog.jobs import check_stop
from archive.catalog.models import Article
from archive.ingest import bounds
from archive.ingest.collisions import is_same_text
from archive.ingest.feeds import pacing, robots
from archive.ingest.feeds.address import AddressError, WebAddress, parse_address, readable, same_site
from archive.ingest.feeds.answers import RefusedError, check_status
from archive.ingest.feeds.http import FetchError, Limits, fetch
from archive.ingest.feeds.importing import RunImport
from archive.ingest.feeds.items import ELSEWHERE
from archive.ingest.field_values import stored_paragraphs
from archive.ingest.identity import KeyScheme
from archive.ingest.models import Feed, FeedItem
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.readers.html import page
from archive.ingest.record import ArticleRecord, DocumentRecord, PublicationDate, UnreadableError

MAX_PAGES = 20
"""Of one run."""
MAX_ATTEMPTS = 5
RETRY = dt.timedelta(minutes=30)
"""Before the second attempt, four times as long before each further one."""
LIMITS = Limits(seconds=30.0)
PAGE_TYPES = ("", "text/html", "application/xhtml+xml")


def pages_read(feed: Feed, importing: RunImport, names: Callable[[], Gazetteer], until: float) -> int:
    """Read pages that are due, at most MAX_PAGES, beginning none after `until` (monotonic); how many became articles."""
    due = feed.items.filter(page=FeedItem.Page.WAITING, next_attempt_at__lte=timezone.now())
    done = 0
    for item in due.order_by("attempts", "pk")[:MAX_PAGES]:
        check_stop()
        if time.monotonic() > until:
            break
        try:
            importing.write([_document(feed, item, names())])
        except FetchError as error:
            _postpone(item, error)
            if isinstance(error, RefusedError) and error.wait_until is not None:
                break  # the whole site asks to wait
        else:
            done += 1
            item.page, item.reason = FeedItem.Page.READ, ""
            item.save(update_fields=("page", "reason"))
    return done


def _postpone(item: FeedItem, error: FetchError) -> None:
    item.attempts += 1
    item.reason = str(error)
    if error.is_final or item.attempts >= MAX_ATTEMPTS:
        item.page = FeedItem.Page.REFUSED
    wait = timezone.now() + RETRY * 4 ** (item.attempts - 1)
    asked = error.wait_until if isinstance(error, RefusedError) else None
    item.next_attempt_at = max(wait, asked) if asked else wait
    item.save(update_fields=("attempts", "reason", "page", "next_attempt_at"))


def _document(feed: Feed, item: FeedItem, gazetteer: Gazetteer) -> DocumentRecord:
    """The page of an item as a document with the item's key. Raises FetchError."""
    article = _announced(item)
    home = parse_address(feed.address)

    def check(address: WebAddress) -> None:
        if not same_site(home, address):
            raise FetchError(ELSEWHERE, is_final=True)
        robots.check_page(address)
        if pacing.wait_s(address.host_and_port) > LIMITS.seconds:
            raise FetchError("يطلب الموقع مهلة طويلة بين صفحة وأخرى.")

    try:
        address = parse_address(item.address)
    except AddressError as error:
        raise FetchError(str(error), is_final=True) from error
    answer = fetch(address, limits=LIMITS, headers={"Accept": "text/html,application/xhtml+xml"}, check=check)
    check_status(answer)
    if answer.media_type not in PAGE_TYPES:
        raise FetchError(f"ليس في العنوان صفحة ويب ({answer.media_type[:60]}).", is_final=True)
    origin = readable(str(answer.address))
    try:
        document = page.read_bytes(answer.content, origin, gazetteer, KeyScheme(), str(answer.address))
    except UnreadableError as error:
        raise FetchError(f"لا يُقرأ مقال من الصفحة ({error}).", is_final=True) from error
    if found := bounds.problem(document):
        raise FetchError(f"لا يُقرأ مقال من الصفحة ({found}).", is_final=True)
    _check_article(document.records[0], article)
    return replace(document, records=_under_key(document.records, item.import_key, article))


def _announced(item: FeedItem) -> Article:
    """The article that the item has. Raises FetchError."""
    related = Article.objects.select_related("source").prefetch_related("paragraphs")
    article = related.filter(import_key=item.import_key).first()
    if article is None:
        raise FetchError("حُذف المقال من الأرشيف.", is_final=True)
    return article


def _check_article(record: ArticleRecord, article: Article) -> None:
    """Raises FetchError unless the record is surely the announced article."""
    announced = stored_paragraphs(article)
    if record.state or record.kind != Article.Kind.ARTICLE:
        raise FetchError("لم يُعثر في الصفحة على نص مقال مؤكد.", is_final=True)
    if article.kind == Article.Kind.STUB and _length(record.paragraphs) < _length(announced):
        raise FetchError("نص الصفحة أقصر مما في الخلاصة.", is_final=True)
    if not is_same_text(record, article.title, announced):
        raise FetchError("نص الصفحة غير نص المادة في الخلاصة.", is_final=True)
    others = Article.objects.filter(import_key=record.import_key).exclude(pk=article.pk)
    if others.exists():
        raise FetchError("المقال في الأرشيف من قبل، بعنوان صفحته الأصلي.", is_final=True)


def _length(paragraphs: "list[tuple[str, str]] | tuple[tuple[str, str], ...]") -> int:
    return sum(len(text) for _, text in paragraphs)


def _under_key(records: tuple[ArticleRecord, ...], key: str, article: Article) -> tuple[ArticleRecord, ...]:
    """The records of the page with the item's key instead of the page's, the first completed by what the item said."""
    own = records[0].import_key
    main, *others = (replace(record, import_key=record.import_key.replace(own, key, 1)) for record in records)
    return (_completed(main, article), *others)


def _completed(record: ArticleRecord, article: Article) -> ArticleRecord:
    stated = record.published is not None and record.published.basis == Article.Basis.STATED
    published = record.published
    if article.published_on and not stated:
        published = PublicationDate(
            article.published_on, article.published_precision, article.published_basis, article.published_evidence
        )
    return replace(
        record,
        title=record.title or article.title,
        source=article.source.name if article.source else record.source,
        author=record.author or article.author,
        agency=record.agency or article.agency,
        dateline=record.dateline or article.dateline,
        section=record.section or article.section,
        tags=record.tags or tuple(article.tags),
        url=record.url or article.url,
        published=published,
        not_before=None if published else record.not_before,
        not_before_evidence="" if published else record.not_before_evidence,
    )
