"""Failed sign-ins, and the addresses from which people have signed in.

Accounts and addresses are stored as keyed digests (`services.sign_in`): what is typed as a name may be a password.
"""

from django.db import models


class SignInFailures(models.Model):
    """Failures of an account at an address, of an account at all addresses (`address` empty), or of an address with all
    accounts (`account` empty)."""

    account = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=64, blank=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    refused_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "address"], name="desk_sign_in_failures_unique")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.count} ({self.account[:8]}, {self.address[:8]})"


class KnownAddress(models.Model):
    """An address from which an account has signed in."""

    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "address"], name="desk_known_address_unique")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.account[:8]}, {self.address[:8]}"
