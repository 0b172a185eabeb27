"""Whether an account has a second factor, and what its owner is told of it."""

import datetime as dt
from base64 import b32encode
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.desk.models.second_factor import RecoveryCode


@dataclass(frozen=True)
class SecondFactor:
    """`used` is when a code of the application was last taken; `codes_left` counts recovery codes."""

    since: dt.datetime | None
    used: dt.datetime | None
    codes_left: int


def second_factor_is_offered() -> bool:
    return bool(settings.ARCHIVE_SECOND_FACTOR != "off")


def second_factor_is_asked(user: User) -> bool:
    """Whether this account's password alone does not sign in."""
    return second_factor_is_offered() and _devices(user).exists()


def second_factor_is_missing(user: User) -> bool:
    """Whether the account enters the admin, the archive wants a second factor of those who do, and it has none."""
    return settings.ARCHIVE_SECOND_FACTOR == "required" and user.is_staff and not _devices(user).exists()


def second_factor_of(user: User) -> SecondFactor | None:
    device = _devices(user).order_by("pk").last()
    if device is None:
        return None
    left = RecoveryCode.objects.filter(account=user).count()
    return SecondFactor(since=device.created_at, used=device.last_used_at, codes_left=left)


def has_second_factor() -> Exists:
    """For a query of accounts."""
    return Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))


def set_up_address(user: User, key: str) -> str:
    """What the QR code says: the address `otpauth://…` that applications of authenticators read."""
    return str(TOTPDevice(user=user, key=key).config_url)


def printed_key(key: str) -> str:
    """A secret for typing: base 32 in groups of four."""
    letters = b32encode(bytes.fromhex(key)).decode("ascii")
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _devices(user: User) -> Any:
    return TOTPDevice.objects.devices_for_user(user, confirmed=True)
