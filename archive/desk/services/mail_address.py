"""The address to which an account's mails go."""

from django.contrib.auth.models import User
from django.db import transaction


@transaction.atomic
def mail_address_change(*, user: User, address: str) -> None:
    """A valid address; "" ends the mails of the account's alerts until there is one again, and keeps their rhythms."""
    user.email = User.objects.normalize_email(address)
    user.save(update_fields=["email"])
