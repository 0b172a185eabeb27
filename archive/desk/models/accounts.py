"""What belongs to an account besides Django's own User: tokens for programs, and the invitations by which accounts are made.

Of a token and of an invitation's link nothing is stored but the SHA-256 digest: both are random and long, so no slow hash is
needed, and whoever reads the database can use neither.
"""

import datetime as dt

from django.conf import settings
from django.db import models

MAX_NAME = 80
DIGEST_LENGTH = 64


class ApiToken(models.Model):
    """Lets a program ask in the name of an account. `last_used_on` is a day, so that a use costs one write a day at most."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField("الاسم", max_length=MAX_NAME)
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="api_token_name_unique")]
        default_permissions = ()
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.name


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, now: dt.datetime) -> "InvitationQuerySet":
        """Those with which an account can still be made."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """A link with which one person makes one account. `name` says to whoever invites for whom it is."""

    name = models.CharField("لمن", max_length=MAX_NAME)
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False, verbose_name="دعا"
    )
    made_at = models.DateTimeField("صُنعت", auto_now_add=True)
    expires_at = models.DateTimeField("تنتهي", editable=False)
    used_at = models.DateTimeField("استُعملت", null=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False, verbose_name="الحساب"
    )
    withdrawn_at = models.DateTimeField("سُحبت", null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "دعوة"
        verbose_name_plural = "الدعوات"
        default_permissions = ("add", "change", "view")
        ordering = ("-made_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(withdrawn_at=None), name="invitation_used_or_withdrawn"
            ),
            models.CheckConstraint(
                condition=models.Q(account=None) | models.Q(used_at__isnull=False), name="invitation_account_if_used"
            ),
        ]

    def __str__(self) -> str:
        return self.name
