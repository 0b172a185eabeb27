"""Go through the feeds that are due, one after the other, one process at a time: periodically in the background process, and by
`manage.py watch_feeds`.

A turn of the background process is short, so that other jobs need not wait for long; feeds left over are first the next time.
"""

import fcntl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from archive.catalog.jobs import check_stop
from archive.catalog.metrics import observe
from archive.ingest.feeds.run import feed_run, runs_close
from archive.ingest.feeds.schedule import feeds_due
from archive.ingest.models import Feed, FeedFetch
from archive.ingest.page_text.gazetteer import load_gazetteer

WATCH_JOB, FETCH_JOB = "watch_feeds", "fetch_feed"
EVERY_S = 60.0
TURN_S = 60.0
"""Seconds after which a turn begins with no further feed."""
Report = Callable[[FeedFetch], object]


class FeedsBusyError(Exception):
    """Another process is fetching feeds."""


def feeds_watch(
    *, pks: Sequence[int] | None = None, seconds: float = TURN_S, report: Report = lambda _: None
) -> list[FeedFetch]:
    """Run the feeds that are due, or those given whether or not they are. Raises FeedsBusyError."""
    began = time.monotonic()
    if pks is None and not is_due():
        return []
    runs = []
    names = lru_cache(load_gazetteer)
    with _one_at_a_time():
        runs_close()
        due = list(feeds_due().values_list("pk", flat=True)) if pks is None else pks
        for pk in due:
            check_stop()
            if pks is None and time.monotonic() - began > seconds:
                break
            feed = Feed.objects.select_related("source").filter(pk=pk).first()
            if feed is not None:
                started = time.perf_counter()
                runs.append(feed_run(feed, names))
                observe("khizana_feed_fetches_total", time.perf_counter() - started, runs[-1].outcome)
                report(runs[-1])
    return runs


def is_due() -> bool:
    """Whether a feed is."""
    return feeds_due().exists()


def watch_job(payload: dict[str, Any]) -> None:
    """The turn of every minute; where another process takes it, there is nothing to do."""
    with suppress(FeedsBusyError):
        feeds_watch()


def fetch_job(payload: dict[str, Any]) -> None:
    """One feed, on a curator's word; tried again while another process fetches."""
    feeds_watch(pks=[payload["pk"]])


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """A lock that a killed process frees."""
    with (Path(settings.DATA_DIR) / "feeds.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FeedsBusyError("another process is fetching feeds") from error
        yield
