"""What the admin and the commands do with feeds."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from archive.catalog.jobs import job_add
from archive.catalog.models import Job
from archive.ingest.feeds.address import parse_address, readable
from archive.ingest.feeds.network import check_port
from archive.ingest.feeds.run import CURATED, OF_ADDRESS
from archive.ingest.feeds.watch import FETCH_JOB
from archive.ingest.models import Feed, FeedItem

TROUBLE_FAILURES = 3
"""Failures in a row from which on a person should look."""
MAX_LISTED = 20
OVERDUE = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """`level`: good, waiting, paused, warning or trouble; `label` in Arabic."""

    level: str
    label: str

    @property
    def needs_a_look(self) -> bool:
        return self.level in ("warning", "trouble")


def feed_address_clean(text: str) -> str:
    """The address as it is stored. Nothing is fetched or resolved. Raises ValueError with an Arabic sentence."""
    address = parse_address(text)
    check_port(address)
    return str(address)


def feed_save(*, feed: Feed) -> None:
    """Save what a curator set. The feed is due at once and read anew; with another address all that was known is forgotten."""
    before = Feed.objects.filter(pk=feed.pk).first() if feed.pk else None
    feed.next_fetch_at = timezone.now()
    feed.etag = feed.last_modified = feed.content_sha256 = ""
    if before is None or before.address != feed.address or before.is_active != feed.is_active:
        feed.failures, feed.last_error, feed.waits_until = 0, "", None
    if before is not None and before.address != feed.address:
        unknown = Feed()
        for name in OF_ADDRESS:
            setattr(feed, name, getattr(unknown, name))
    if before is None:
        feed.save()
    else:
        feed.save(update_fields=(*CURATED, *OF_ADDRESS, "next_fetch_at"))


def feed_fetch_queue(*, feed: Feed) -> Job:
    """Have the background process fetch a feed next, due or not. Raises ValueError, with an Arabic sentence, if its site asks
    not to be asked yet."""
    if feed.waits_until and feed.waits_until > timezone.now():
        until = timezone.localtime(feed.waits_until)
        raise ValueError(f"طلب الموقع ألا يُسأل قبل {until:%Y-%m-%d %H:%M}.")
    return job_add(name=FETCH_JOB, payload={"pk": feed.pk}, key=str(feed.pk))


def feed_follow_move(*, feed: Feed) -> bool:
    """Take the address to which the feed has moved for good; False if it has not, or another feed has that address."""
    if not feed.moved_to or Feed.objects.filter(address=feed.moved_to).exclude(pk=feed.pk).exists():
        return False
    feed.address = feed.moved_to
    feed_save(feed=feed)
    return True


def address_shown(address: str) -> str:
    """An address as it is stored, in letters that a curator reads."""
    return readable(address)


def feed_label(feed: Feed) -> str:
    """The feed's name or title, else its address in letters that a curator reads."""
    return feed.name or feed.title or readable(feed.address)


def feed_waiting_pages(feed: Feed) -> int:
    """Announced articles whose pages are still to be read."""
    return feed.items.filter(page=FeedItem.Page.WAITING).count() if feed.reads_pages else 0


def feed_refused_pages(feed: Feed) -> list[FeedItem]:
    """The latest announced articles whose pages are not read, with the reasons."""
    return list(feed.items.filter(page=FeedItem.Page.REFUSED).order_by("-seen_at", "-pk")[:MAX_LISTED])


def feed_health(feed: Feed) -> FeedHealth:
    """The state of a feed at a glance."""
    if not feed.is_active:
        return FeedHealth("trouble", "أُوقفت لخطأ") if feed.last_error else FeedHealth("paused", "موقوفة")
    if feed.failures >= TROUBLE_FAILURES:
        return FeedHealth("trouble", "معطلة")
    if feed.failures:
        return FeedHealth("warning", "تعذّر الأخير")
    if feed.next_fetch_at < timezone.now() - OVERDUE:
        return FeedHealth("warning", "متأخرة")
    return FeedHealth("good", "سليمة") if feed.last_success_at else FeedHealth("waiting", "لم تُجلب بعد")


def feeds_in_trouble() -> QuerySet[Feed]:
    """Feeds that a person should look at: failing again and again, given up, or not fetched for long after their time."""
    failing = Q(is_active=True, failures__gte=TROUBLE_FAILURES) | (Q(is_active=False) & ~Q(last_error=""))
    overdue = Q(is_active=True, next_fetch_at__lt=timezone.now() - OVERDUE)
    return Feed.objects.filter(failing | overdue)
