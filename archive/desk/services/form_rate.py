"""Slow down a form that anybody may send: after some sendings from an address in a day, waits that double, as for sign-ins.

Counted in the table of failed sign-ins, under the form's digest instead of an account's: accounts and addresses there are not
touched.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from archive.desk.models.sign_in import SignInFailures
from archive.desk.services.sign_in import PAIR, account_digest, address_digest, failure_count


@transaction.atomic
def form_send(*, form: str, address: str) -> dt.timedelta | None:
    """Count one sending of the form from this address; or, with nothing counted, how long it is refused."""
    account, place, now = account_digest(f"\0form:{form}"), address_digest(address), timezone.now()
    row = SignInFailures.objects.filter(account=account, address=place, refused_until__gt=now).first()
    if row is not None and row.refused_until is not None and row.refused_until - now <= PAIR.longest:
        return row.refused_until - now
    failure_count(account, place, PAIR, now)
    return None
