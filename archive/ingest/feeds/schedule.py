"""When a feed is due again: after its interval; after failures later each time, up to a day; never before its server allows.

A share of chance keeps the feeds of one hour from being fetched in the same second for ever.
"""

import datetime as dt
import random

from django.db.models import QuerySet
from django.utils import timezone

from archive.ingest.models import Feed

MAX_BACKOFF = dt.timedelta(days=1)
JITTER = 0.15
"""Of the wait, added by chance."""
MAX_DOUBLINGS = 12


def next_fetch(feed: Feed) -> dt.datetime:
    """The time of the next fetch, by the failures and the request to wait that the feed has now."""
    interval = dt.timedelta(minutes=feed.interval_minutes)
    wait = interval
    if feed.failures:
        wait = max(interval, min(interval * 2 ** min(feed.failures - 1, MAX_DOUBLINGS), MAX_BACKOFF))
    at = timezone.now() + wait * (1 + JITTER * random.random())
    return max(at, feed.waits_until) if feed.waits_until else at


def feeds_askable() -> QuerySet[Feed]:
    """Active feeds whose servers have not asked to be left alone for longer."""
    return Feed.objects.filter(is_active=True).exclude(waits_until__gt=timezone.now())


def feeds_due() -> QuerySet[Feed]:
    """Active feeds whose time has come, those that have waited longest first.

    A feed that is to wait for longer than it may was planned before the clock was set back.
    """
    now = timezone.now()
    late = now + dt.timedelta(days=8)
    active = Feed.objects.filter(is_active=True)
    return (active.filter(next_fetch_at__lte=now) | active.filter(next_fetch_at__gt=late)).order_by(
        "next_fetch_at", "pk"
    )
