"""Recovery codes: each stands in once for the code of an application.

The second factor itself is a TOTPDevice of django-otp, one of an account. It holds the secret as it is: whoever checks codes
needs it. Recovery codes are only compared, so of them nothing is stored but the SHA-256 digest.
"""

from django.conf import settings
from django.db import models

from archive.desk.models.accounts import DIGEST_LENGTH


class RecoveryCode(models.Model):
    """One that was not used yet."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=DIGEST_LENGTH, editable=False)

    class Meta:
        verbose_name = "رمز استرداد"
        verbose_name_plural = "رموز الاسترداد"
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_unique")]
        default_permissions = ()

    def __str__(self) -> str:
        return "لم يُستعمل"
