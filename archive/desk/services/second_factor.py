"""The second factor of an account: set up, asked for a code, turned off, reset by others.

Codes are those of RFC 6238 (30 seconds, 6 digits), checked by django-otp. The code before and the code after the present one
are taken too, and none a second time. Guesses are limited where codes are asked for (`sign_in_form.throttled`), not by
django-otp, whose waits would let whoever knows a password keep its owner out.
"""

import secrets
import time
from binascii import unhexlify

import django_otp
from django.contrib.auth.models import User
from django.db import transaction
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.desk.models.second_factor import RecoveryCode
from archive.desk.secret_tokens import token_digest
from archive.desk.services.sessions import sessions_end

CODE_DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_DIGITS = 20
"""66 bits, in digits alone: the keyboard that telephones show for the field has no others."""
TOLERANCE = 1
"""Steps of 30 seconds that the clock of a telephone may be early or late."""
KEY_BYTES = 20
DEVICE_NAME = "تطبيق التحقق"


class WrongCodeError(ValueError):
    """The code is not the one of now, or was used."""


class AlreadySetUpError(Exception):
    """The account has a second factor; it has to be turned off first, with a code."""


def second_factor_key() -> str:
    """A new secret, 40 hexadecimal digits."""
    return secrets.token_hex(KEY_BYTES)


@transaction.atomic
def second_factor_set_up(*, user: User, key: str, code: str, session: str = "") -> list[str]:
    """Give the account this secret, and end its sessions but `session`; returns its recovery codes.

    Raises WrongCodeError if the code is not one of the secret's, AlreadySetUpError. The code cannot be used again to sign in.
    """
    _lock(user)
    if TOTPDevice.objects.filter(user=user).exists():
        raise AlreadySetUpError
    totp = TOTP(unhexlify(key), digits=CODE_DIGITS)
    totp.time = time.time()
    if len(code) != CODE_DIGITS or not totp.verify(int(code), TOLERANCE):
        raise WrongCodeError
    TOTPDevice.objects.create(
        user=user, name=DEVICE_NAME, key=key, digits=CODE_DIGITS, tolerance=TOLERANCE, last_t=totp.t()
    )
    sessions_end(user=user, besides=session)
    return _recovery_codes(user)


@transaction.atomic
def recovery_codes_renew(*, user: User, session: str = "") -> list[str]:
    """New recovery codes; those before are void, and the account's sessions end but `session`."""
    _lock(user)
    sessions_end(user=user, besides=session)
    return _recovery_codes(user)


@transaction.atomic
def second_factor_turn_off(*, user: User, session: str = "") -> bool:
    """Take the factor and the recovery codes away, end the account's sessions but `session`; False if it had none."""
    _lock(user)
    RecoveryCode.objects.filter(account=user).delete()
    had = TOTPDevice.objects.filter(user=user).delete()[0] > 0
    if had:
        sessions_end(user=user, besides=session)
    return had


def code_use(*, user: User, code: str) -> None:
    """Use a code of the application, or a recovery code. Raises WrongCodeError, also for one that was used."""
    device = TOTPDevice.objects.devices_for_user(user, confirmed=True).order_by("pk").last()
    if device is None or not (_is_right(user, device, code) if len(code) == CODE_DIGITS else _recover(user, code)):
        raise WrongCodeError


def _is_right(user: User, device: TOTPDevice, code: str) -> bool:
    return django_otp.verify_token(user, device.persistent_id, code) is not None


def _recover(user: User, code: str) -> bool:
    """Deleting is using: of two at once one finds the row."""
    return RecoveryCode.objects.filter(account=user, digest=token_digest(code)).delete()[0] == 1


def _lock(user: User) -> None:
    """Two changes at once come one after another."""
    User.objects.select_for_update().get(pk=user.pk)


def _recovery_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(account=user).delete()
    codes = [f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}d}" for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(account=user, digest=token_digest(code)) for code in codes)
    return codes
