"""The field of a code: of an application for sign-ins, or a recovery code."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive.desk.services.second_factor import CODE_DIGITS, RECOVERY_DIGITS

WRONG_CODE = "الرمز غير صحيح، أو استُعمل من قبل. انتظر الرمز التالي في التطبيق وأدخله."
MALFORMED = f"الرمز {CODE_DIGITS} أرقام من التطبيق، أو {RECOVERY_DIGITS} رقمًا من رموز الاسترداد."
MAX_CHARS = 60
"""As typed, with spaces."""


class CodeField(forms.CharField):
    """Its value has ASCII digits alone; digits of any script are taken, spaces and hyphens between them left out."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "رمز التحقق")
        super().__init__(max_length=MAX_CHARS, **kwargs)
        self.widget.attrs |= {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "dir": "auto",
            "spellcheck": "false",
        }

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        digits = "".join(
            str(unicodedata.decimal(sign, sign))
            for sign in typed
            if not unicodedata.category(sign).startswith(("Z", "P", "C"))
        )
        if typed and not (digits.isascii() and digits.isdecimal() and len(digits) in (CODE_DIGITS, RECOVERY_DIGITS)):
            raise ValidationError(MALFORMED, code="malformed")
        return digits
