"""A run of the alerts: record arrivals, look for what each alert finds, decide mails that are due, send what waits.

What a saved search means and what a mail looks like is known to the pages, which pass both in.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import DatabaseError, transaction
from django.utils import timezone

from archive.catalog.jobs import check_stop
from archive.desk.models import Delivery, SavedSearch
from archive.desk.selectors import found_pks
from archive.desk.services.alert_finds import candidates, finds_add
from archive.desk.services.alert_lock import one_run_at_a_time
from archive.desk.services.alert_mails import Compose, deliveries_send, delivery_decide
from archive.desk.services.alert_schedule import is_mail_due
from archive.desk.services.arrivals import arrivals_record
from archive.search import SearchRequest, SearchUnavailableError

log = logging.getLogger(__name__)
TURN_S = 60.0
"""Seconds after which a turn of the background process sends nothing further, so that other jobs need not wait for long."""
Understand = Callable[[str], SearchRequest]
"""The search of a stored query string; raises ValueError with a sentence where it no longer means what it did."""


@dataclass(frozen=True)
class Mailing:
    """How mails are made; `domain` is that of their Message-IDs."""

    compose: Compose
    domain: str


@dataclass(frozen=True)
class Looked:
    """What one alert found in a run; `trouble` says why its search cannot be asked, `mail` the mail that was decided."""

    search: SavedSearch
    found: int
    mail: Delivery | None
    trouble: str = ""


@dataclass(frozen=True)
class AlertRun:
    looked: tuple[Looked, ...]
    sent: int
    failed: int
    waiting: int
    """Mails that wait to be sent."""


def alerts_run(
    *, understand: Understand, mailing: Mailing | None, is_rehearsal: bool = False, seconds: float = TURN_S
) -> AlertRun:
    """Without `mailing` only the feeds go on. A rehearsal says what would be done, and does nothing.

    Raises AlertsBusyError while another process runs the alerts, SearchUnavailableError without an index.
    """
    began = time.monotonic()
    with one_run_at_a_time():
        if is_rehearsal:
            with transaction.atomic():
                looked = _look_all(understand, mailing)
                waiting = _waiting()
                transaction.set_rollback(True)
            return AlertRun(looked, 0, 0, waiting)
        looked = _look_all(understand, mailing)
        sent = failed = 0
        if mailing is not None:
            is_over = partial(_is_over, began, seconds)
            sent, failed = deliveries_send(mailing.compose, until=is_over)
        return AlertRun(looked, sent, failed, _waiting())


def _look_all(understand: Understand, mailing: Mailing | None) -> tuple[Looked, ...]:
    arrivals_record()
    looked = []
    watched = SavedSearch.objects.filter(owner__is_active=True).exclude(watched_from=None)
    for search in watched.select_related("owner").order_by("pk"):
        check_stop()
        if search.has_feed or (mailing is not None and _may_mail(search)):
            looked.append(_looked(search, understand, mailing))
    return tuple(looked)


def _looked(search: SavedSearch, understand: Understand, mailing: Mailing | None) -> Looked:
    """An alert that fails, whatever the reason, is no reason for the others to wait."""
    try:
        return _look(search, understand, mailing)
    except (SearchUnavailableError, DatabaseError):
        raise  # not for this alert alone
    except Exception as error:
        log.exception("The alert %s failed.", search.key)
        return Looked(search, 0, None, f"{type(error).__name__}: {error}")


def _look(search: SavedSearch, understand: Understand, mailing: Mailing | None) -> Looked:
    try:
        request = understand(search.query)
    except ValueError as error:
        log.info("The alert %s is not asked: %s", search.key, error)
        return Looked(search, 0, None, str(error))
    new = candidates(search)
    found = found_pks(request).intersection(new) if new else set()
    with transaction.atomic():
        current = SavedSearch.objects.select_for_update(of=("self",)).select_related("owner").filter(pk=search.pk)
        still = current.exclude(watched_from=None).first()
        if still is None:  # deleted or ended meanwhile
            return Looked(search, 0, None)
        count = finds_add(still, found)
        mail = None
        if mailing is not None and _may_mail(still):
            mail = delivery_decide(still, domain=mailing.domain, now=timezone.now())
        return Looked(still, count, mail)


def _may_mail(search: SavedSearch) -> bool:
    """Whether a mail is due and can be decided: none waits already, and there is somewhere to send it."""
    if not (search.owner.email and is_mail_due(search, timezone.now())):
        return False
    return not search.deliveries.filter(state=Delivery.State.WAITING).exists()


def _waiting() -> int:
    return Delivery.objects.filter(state=Delivery.State.WAITING).count()


def _is_over(began: float, seconds: float) -> bool:
    return time.monotonic() - began > seconds
