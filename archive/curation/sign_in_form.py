"""The sign-in form of the admin, with `sign_in`'s limits."""

import datetime as dt
import math
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from archive.curation import sign_in

TOO_MANY = "محاولات دخول كثيرة لم تنجح. أعد المحاولة بعد %(wait)s."


class SignInForm(AdminAuthenticationForm):
    """`wait` is set when the attempt is refused before the password is checked."""

    wait: dt.timedelta | None = None

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password") or self.request is None:
            return super().clean()
        attempt = sign_in.attempt_begin(name=name, address=self.request.META.get("REMOTE_ADDR", ""))
        if attempt.wait:
            self.wait = attempt.wait
            raise ValidationError(TOO_MANY, code="throttled", params={"wait": wait_in_words(attempt.wait)})
        try:
            cleaned = super().clean()
        except ValidationError:
            raise
        except Exception:  # no answer on the password
            sign_in.attempt_cancel(attempt=attempt)
            raise
        sign_in.attempt_succeed(attempt=attempt)
        return cleaned


def wait_in_words(wait: dt.timedelta) -> str:
    """«دقيقة»، «دقيقتين»، «3 دقائق»، «15 دقيقة», rounded up."""
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    if minutes <= 2:
        return ("دقيقة", "دقيقتين")[minutes - 1]
    return f"{minutes} {'دقائق' if minutes <= 10 else 'دقيقة'}"
