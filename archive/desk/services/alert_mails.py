"""The mails of alerts: decided and stored with their articles in one transaction, sent, marked as sent.

A mail whose sending fails waits, longer each time, and no other is decided for its search until it is sent: what is found
meanwhile comes with the next. A process that is killed between the server's answer and the mark sends the mail again, with the
same Message-ID; nothing else repeats a mail.
"""

import datetime as dt
import logging
import secrets
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from django.utils import timezone

from archive.catalog.jobs import check_stop
from archive.desk.models import Delivery, SavedSearch
from archive.desk.selectors import public_pks
from archive.search import SearchUnavailableError

log = logging.getLogger(__name__)
RETRY, MAX_RETRY = dt.timedelta(minutes=1), dt.timedelta(hours=6)
"""Time before the second attempt, doubled each time; and at most."""
MAX_DOUBLINGS = 12
MAX_ERROR_CHARS = 500
NO_ADDRESS = "لا عنوان بريد في حساب صاحب البحث"
State = Delivery.State


@dataclass(frozen=True)
class Letter:
    """What a mail says: the articles (primary keys, public a moment ago, in the order of their arrival) of one saved search."""

    search: SavedSearch
    message_id: str
    recipient: str
    article_pks: tuple[int, ...]


Compose = Callable[[Letter], EmailMessage]


def delivery_decide(search: SavedSearch, *, domain: str, now: dt.datetime) -> Delivery | None:
    """Keep the appointment of a search that is locked by the caller's transaction: a mail for what it found, if anything."""
    search.mailed_at = now
    search.save(update_fields=("mailed_at",))
    unsent = search.finds.filter(delivery=None, pk__gt=search.mails_after, article_pk__in=public_pks())
    if not unsent.exists():
        return None
    message_id = f"<{search.key}.{secrets.token_hex(8)}@{domain}>"
    delivery = Delivery.objects.create(search=search, message_id=message_id, created_at=now, next_attempt_at=now)
    unsent.update(delivery=delivery)
    return delivery


def deliveries_due(now: dt.datetime) -> list[int]:
    """Primary keys of the mails to be sent now, of owners who may sign in."""
    due = Delivery.objects.filter(state=State.WAITING, next_attempt_at__lte=now, search__owner__is_active=True)
    return list(due.order_by("next_attempt_at", "pk").values_list("pk", flat=True))


def deliveries_send(compose: Compose, *, until: Callable[[], bool] = lambda: False) -> tuple[int, int]:
    """Send what is due, through one connection, until the mail server cannot be reached; how many were sent, and failed."""
    sent = failed = 0
    due = deliveries_due(timezone.now())
    with _connection() as backend:
        for pk in due:
            check_stop()
            if (sent or failed) and until():  # each turn sends something, however long looking took
                break
            letter = _letter(pk)
            if letter is None:
                continue
            try:
                _send(letter, compose, backend)
            except (SearchUnavailableError, DatabaseError):
                raise  # not for this mail alone
            except Exception as error:  # also of a mail that cannot be made: the others do not wait for it
                failed += 1
                backend.close()  # nobody knows what the server still waits for
                _postpone(pk, f"{type(error).__name__}: {error}")
                if _is_server_away(error):
                    break  # the others would wait for it one by one
            else:
                sent += 1
                _mark_sent(pk, letter)
    return sent, failed


def _is_server_away(error: Exception) -> bool:
    """Whether no other mail would be taken now; a server that answers refuses one mail, unless it refuses us."""
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        return True
    is_of_mail = isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused)
    return isinstance(error, OSError) and not is_of_mail  # SMTPException is an OSError


@contextmanager
def _connection() -> Iterator[BaseEmailBackend]:
    """Opened by the first mail."""
    backend = get_connection()
    try:
        yield backend
    finally:
        backend.close()


@transaction.atomic
def _letter(pk: int) -> Letter | None:
    """What is public of a mail now; what is not any more comes with a later one, if it is public again."""
    waiting = Delivery.objects.filter(pk=pk, state=State.WAITING, search__owner__is_active=True)
    delivery = waiting.select_for_update(of=("self",)).first()
    if delivery is None:
        return None
    delivery.finds.exclude(article_pk__in=public_pks()).update(delivery=None)
    pks = tuple(delivery.finds.order_by("pk").values_list("article_pk", flat=True))
    search = SavedSearch.objects.select_related("owner").get(pk=delivery.search_id)
    if not pks:
        delivery.state = State.EMPTY
        delivery.save(update_fields=("state",))
        return None
    return Letter(search, delivery.message_id, search.owner.email, pks)


def _send(letter: Letter, compose: Compose, backend: BaseEmailBackend) -> None:
    if not letter.recipient:
        raise smtplib.SMTPRecipientsRefused({"": (550, NO_ADDRESS.encode())})
    message = compose(letter)
    message.connection = backend
    backend.open()  # else each mail opens and ends a connection of its own
    message.send()


def _mark_sent(pk: int, letter: Letter) -> None:
    now = timezone.now()
    Delivery.objects.filter(pk=pk).update(state=State.SENT, sent_at=now, recipient=letter.recipient, error="")


@transaction.atomic
def _postpone(pk: int, error: str) -> None:
    delivery = Delivery.objects.select_for_update().filter(pk=pk).first()
    if delivery is None:
        return
    delivery.attempts += 1
    wait = min(RETRY * 2 ** min(delivery.attempts - 1, MAX_DOUBLINGS), MAX_RETRY)
    delivery.next_attempt_at = timezone.now() + wait
    delivery.error = error[:MAX_ERROR_CHARS].encode("utf-8", "backslashreplace").decode().replace("\0", "")
    delivery.save(update_fields=("attempts", "next_attempt_at", "error"))
    log.warning("A mail of an alert waits after %d attempts: %s", delivery.attempts, delivery.error)
