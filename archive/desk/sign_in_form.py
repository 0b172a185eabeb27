"""Forms that ask for a password, with the limits of `services.sign_in`: for the readers' pages and for the admin."""

import datetime as dt
import math
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase

from archive.desk.services import sign_in

TOO_MANY = "محاولات دخول كثيرة لم تنجح. أعد المحاولة بعد %(wait)s."
WRONG = "كلمة المرور غير صحيحة."
T = TypeVar("T")


class RefusedAttemptError(ValidationError):
    """The password was not looked at; `wait` is how long that lasts."""

    def __init__(self, wait: dt.timedelta) -> None:
        super().__init__(TOO_MANY, code="throttled", params={"wait": wait_in_words(wait)})
        self.wait = wait


class ThrottledSignInForm(AuthenticationForm):
    """`wait` is set when the attempt is refused before the password is checked."""

    wait: dt.timedelta | None = None

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password") or self.request is None:
            return super().clean()
        try:
            return throttled(name, self.request.META.get("REMOTE_ADDR", ""), super().clean)
        except RefusedAttemptError as error:
            self.wait = error.wait
            raise


def throttled(name: str, address: str, check: Callable[[], T]) -> T:
    """What `check` returns, which raises ValidationError for a wrong password. Raises RefusedAttemptError without a check."""
    attempt = sign_in.attempt_begin(name=name, address=address)
    if attempt.wait:
        raise RefusedAttemptError(attempt.wait)
    try:
        answer = check()
    except ValidationError:
        raise
    except Exception:  # no answer on the password
        sign_in.attempt_cancel(attempt=attempt)
        raise
    sign_in.attempt_succeed(attempt=attempt)
    return answer


def password_confirm(user: User, password: str, address: str) -> None:
    """Raises ValidationError unless this is the password of the account; guesses wait as they do at the sign-in."""

    def check() -> None:
        if not user.check_password(password):
            raise ValidationError(WRONG, code="password_incorrect")

    throttled(user.get_username(), address, check)


def refuse_attempt(response: HttpResponseBase, wait: dt.timedelta | None) -> None:
    """Make the page of a form whose attempt was refused a 429 with Retry-After."""
    if wait:
        response.status_code = 429
        response.headers["Retry-After"] = str(math.ceil(wait.total_seconds()))


def wait_in_words(wait: dt.timedelta) -> str:
    """«دقيقة»، «دقيقتين»، «3 دقائق»، «15 دقيقة», rounded up."""
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    if minutes <= 2:
        return ("دقيقة", "دقيقتين")[minutes - 1]
    return f"{minutes} {'دقائق' if minutes <= 10 else 'دقيقة'}"
