"""Slow down the guessing of passwords, without keeping anybody out who has an account.

Failures are counted for three scopes, each with its own limit and waits that double from failure to failure:

- an account at an address: a wait after 5 failures, of 15 minutes at most;
- an address with any account (one password tried on many accounts): after 20, of 15 minutes at most;
- an account at any address (many machines, one account): after 20, of one minute at most. Codes that are asked for after the
  right password are counted apart, as whoever guesses them knows it: after 10, of 15 minutes at most.

Where an account has signed in before, only the first applies: nobody locks another out by guessing from elsewhere. An attempt
counts as a failure before the password is checked, so that many at once get no more guesses than one after another; success takes
it back. Refused attempts neither count nor prolong the wait. Accounts that do not exist are treated alike.

An address is an IPv4 address or a network of 64 bits of IPv6. The state is in the database, which all workers share; rows are
forgotten after a day (known addresses after 90 days), and bounded in number.
"""

import datetime as dt
import logging
import unicodedata
from dataclasses import dataclass, replace
from ipaddress import ip_address, ip_network

from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from archive.desk.models.sign_in import KnownAddress, SignInFailures

log = logging.getLogger(__name__)
FORGET_AFTER = dt.timedelta(days=1)
FORGET_ADDRESS_AFTER = dt.timedelta(days=90)
MAX_ROWS = 100_000
"""Of each table; the oldest are dropped beyond it."""


@dataclass(frozen=True)
class Limit:
    """`free` failures without a wait, then waits that double from `first` to `longest`."""

    free: int
    first: dt.timedelta
    longest: dt.timedelta

    def wait(self, failures: int) -> dt.timedelta:
        """The wait after that many failures."""
        if failures < self.free:
            return dt.timedelta(0)
        return min(self.first * 2 ** min(failures - self.free, 20), self.longest)


PAIR = Limit(5, dt.timedelta(seconds=30), dt.timedelta(minutes=15))
ADDRESS = Limit(20, dt.timedelta(seconds=30), dt.timedelta(minutes=15))
ACCOUNT = Limit(20, dt.timedelta(seconds=5), dt.timedelta(minutes=1))
CODES = Limit(10, dt.timedelta(seconds=30), dt.timedelta(minutes=15))


@dataclass(frozen=True)
class Attempt:
    """An attempt to sign in, with a code if `of_code`; `wait` is how long it is refused, None if it may be looked at."""

    account: str
    address: str
    of_code: bool = False
    wait: dt.timedelta | None = None

    @property
    def scopes(self) -> tuple[tuple[str, str, Limit], ...]:
        """(account, address, limit) of each count that a failure adds to."""
        everywhere = (code_digest(self.account), "", CODES) if self.of_code else (self.account, "", ACCOUNT)
        return (self.account, self.address, PAIR), ("", self.address, ADDRESS), everywhere


def attempt_begin(*, name: str, address: str, of_code: bool = False) -> Attempt:
    """Refuse the attempt, or count it as failed until `attempt_succeed` or `attempt_cancel`."""
    attempt = Attempt(account_digest(name), address_digest(address), of_code)
    now = timezone.now()
    if wait := _wait(attempt, now):
        return replace(attempt, wait=wait)
    with transaction.atomic():
        if wait := _wait(attempt, now):
            return replace(attempt, wait=wait)
        for row_account, row_address, limit in attempt.scopes:
            failures = failure_count(row_account, row_address, limit, now)
            if limit is PAIR and failures >= limit.free:
                _log_refusal(name, address, failures, limit.wait(failures))
    return attempt


@transaction.atomic
def attempt_succeed(*, attempt: Attempt) -> None:
    """Forget the failures of the account at this address, and remember the address."""
    attempt_cancel(attempt=attempt)
    SignInFailures.objects.filter(account=attempt.account, address=attempt.address).delete()
    KnownAddress.objects.update_or_create(
        account=attempt.account, address=attempt.address, defaults={"last_at": timezone.now()}
    )


@transaction.atomic
def attempt_cancel(*, attempt: Attempt) -> None:
    """The password was not checked, or was right: it counts as no failure. Waits that others have caused stand."""
    for account, address, limit in attempt.scopes:
        rows = SignInFailures.objects.filter(account=account, address=address, count__gt=0)
        (rows if limit is PAIR else rows.filter(count__lte=limit.free)).update(refused_until=None)
        rows.update(count=models.F("count") - 1)
        SignInFailures.objects.filter(account=account, address=address, count=0).delete()


@transaction.atomic
def account_unlock(*, name: str, address: str = "") -> int:
    """Forget all failures of an account and, with `address`, those of the address, which is known from then on.

    Returns how many counts were forgotten. Raises ValueError for a malformed address.
    """
    account = account_digest(name)
    forgotten, _ = SignInFailures.objects.filter(account__in=(account, code_digest(account))).delete()
    if address:
        ip_address(address)
        place = address_digest(address)
        forgotten += SignInFailures.objects.filter(account="", address=place).delete()[0]
        KnownAddress.objects.update_or_create(account=account, address=place, defaults={"last_at": timezone.now()})
    return forgotten


def sign_ins_forget(payload: dict[str, object] | None = None) -> None:
    """Delete what is old, what exceeds MAX_ROWS, and expired sessions. A periodic job."""
    now = timezone.now()
    SignInFailures.objects.filter(last_at__lt=now - FORGET_AFTER).delete()
    KnownAddress.objects.filter(last_at__lt=now - FORGET_ADDRESS_AFTER).delete()
    for model in (SignInFailures, KnownAddress):
        beyond = model.objects.order_by("-last_at", "-pk").values_list("last_at", flat=True)[MAX_ROWS : MAX_ROWS + 1]
        if oldest := list(beyond):
            model.objects.filter(last_at__lte=oldest[0]).delete()
    SessionStore.clear_expired()


def account_digest(name: str) -> str:
    """Of a name as typed; letter case and compatibility forms make no difference."""
    return _digest("account", unicodedata.normalize("NFKC", name).casefold().strip())


def code_digest(account: str) -> str:
    """Under which wrong codes are counted, of the account's digest."""
    return _digest("code", account)


def address_digest(address: str) -> str:
    """Of an address, or of its network of 64 bits."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return _digest("address", address)
    mapped = getattr(parsed, "ipv4_mapped", None)
    return _digest(
        "address", str(ip_network((mapped or parsed, 64 if parsed.version == 6 and not mapped else 32), strict=False))
    )


def _digest(kind: str, value: str) -> str:
    # the salt's name is older than this room; with another the digests that are stored would be of no use
    return salted_hmac(f"archive.curation.sign_in.{kind}", value, algorithm="sha256").hexdigest()


def _wait(attempt: Attempt, now: dt.datetime) -> dt.timedelta | None:
    """How long an attempt is refused now; None if it is not."""
    known = KnownAddress.objects.filter(
        account=attempt.account, address=attempt.address, last_at__gt=now - FORGET_ADDRESS_AFTER
    ).exists()
    longest = None
    for row_account, row_address, limit in attempt.scopes[: 1 if known else 3]:
        until = (
            SignInFailures.objects.filter(account=row_account, address=row_address, refused_until__gt=now)
            .values_list("refused_until", flat=True)
            .first()
        )
        # longer than the longest wait: the clock was set back since
        if until and until - now <= limit.longest:
            longest = max(longest or until - now, until - now)
    return longest


def failure_count(account: str, address: str, limit: Limit, now: dt.datetime) -> int:
    """Count one more, within the caller's transaction, and set the wait that follows; returns the count."""
    row, _ = SignInFailures.objects.select_for_update().get_or_create(
        account=account, address=address, defaults={"last_at": now}
    )
    row.count = 1 if row.last_at < now - FORGET_AFTER else row.count + 1
    row.last_at = now
    row.refused_until = now + wait if (wait := limit.wait(row.count)) else None
    row.save()
    return row.count


def _log_refusal(name: str, address: str, failures: int, wait: dt.timedelta) -> None:
    """An unknown name is not logged: it may be a password typed into the wrong field."""
    known = get_user_model().objects.filter(username=name).exists()
    shown = f"the account {name!r}" if known else "an unknown account"
    log.warning(
        "Failed sign-in number %d for %s from %s; refused for %d s from now on.",
        failures,
        shown,
        address,
        wait.total_seconds(),
    )
