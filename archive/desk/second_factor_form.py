"""The page of an account's own second factor, for the readers' pages and for the admin: what it shows, and its three forms."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from archive.desk.code_field import WRONG_CODE, CodeField
from archive.desk.selectors.second_factor import SecondFactor, printed_key, second_factor_of, set_up_address
from archive.desk.services.second_factor import (
    AlreadySetUpError,
    WrongCodeError,
    recovery_codes_renew,
    second_factor_key,
    second_factor_set_up,
    second_factor_turn_off,
)
from archive.desk.sign_in_form import WRONG, RefusedAttemptError, code_confirm, throttled

SET_UP, CODES, OFF = "set_up", "codes", "off"
"""Values of the field `do`: which form was sent."""
PENDING = "second_factor_key"
"""In the session: the secret that is shown and not confirmed yet."""


class ConfirmForm(forms.Form):
    """The password and a code of the account."""

    password = forms.CharField(
        label="كلمة المرور",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "auto"}),
    )
    code = CodeField()


@dataclass
class SecondFactorPage:
    """What the page shows. `factor` is None where the account has none; then `key` and `qr` are those to set up.

    `done` is the form that was carried out, `codes` the recovery codes that this answer alone shows.
    """

    factor: SecondFactor | None
    forms: dict[str, ConfirmForm]
    done: str = ""
    codes: tuple[str, ...] = ()
    key: str = ""
    qr: str = ""
    wait: dt.timedelta | None = None

    @property
    def printed_codes(self) -> list[str]:
        """In groups of four digits."""
        return [" ".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in self.codes]

    @property
    def codes_left(self) -> str:
        return recovery_codes_left(self.factor)


def recovery_codes_left(factor: SecondFactor | None) -> str:
    """A sentence."""
    left = factor.codes_left if factor else 0
    if left == 0:
        return "لم يبق لك رمز استرداد: اصنع رموزًا جديدة."
    if left <= 2:
        return f"بقي لك {('رمز استرداد واحد', 'رمزا استرداد')[left - 1]}: اصنع رموزًا جديدة."
    return f"بقي لك {left} رموز استرداد."


def second_factor_page(request: HttpRequest) -> SecondFactorPage:
    """Show the page, or carry out the form that was sent."""
    user = request.user
    assert isinstance(user, User)
    page = SecondFactorPage(factor=None, forms={})
    if request.method == "POST":
        _carry_out(request, user, page)
    page.factor = second_factor_of(user)
    for name in (CODES, OFF) if page.factor else (SET_UP,):
        page.forms.setdefault(name, ConfirmForm(prefix=name))
    if page.factor is None:
        pending = _pending_key(request)
        page.key, page.qr = printed_key(pending), qr_picture(set_up_address(user, pending))
    return page


def qr_picture(address: str) -> str:
    """A `data:` address of an SVG image, black on white with its quiet zone, whatever colours the page has."""
    import segno

    return segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff", dark="#000")


def _carry_out(request: HttpRequest, user: User, page: SecondFactorPage) -> None:
    actions: dict[str, Callable[..., Any]] = {SET_UP: _set_up, CODES: _renew, OFF: _turn_off}
    asked = request.POST.get("do", "")
    if asked not in actions:
        return
    form = page.forms[asked] = ConfirmForm(request.POST, prefix=asked)
    if not form.is_valid():
        return
    given = form.cleaned_data

    def check() -> Any:
        if not user.check_password(given["password"]):
            raise ValidationError({"password": ValidationError(WRONG, code="password_incorrect")})
        return actions[asked](request, user, given["code"])

    try:
        made = throttled(user.get_username(), request.META.get("REMOTE_ADDR", ""), check)
    except RefusedAttemptError as error:
        page.wait = error.wait
        form.add_error(None, error)
    except ValidationError as error:
        form.add_error(None if hasattr(error, "error_dict") else "code", error)
    except AlreadySetUpError:  # in another window
        return
    else:
        page.done, page.codes = asked, tuple(made or ())
        page.forms.pop(asked)
        request.session.cycle_key()


def _set_up(request: HttpRequest, user: User, code: str) -> list[str]:
    session = request.session.session_key or ""
    try:
        made = second_factor_set_up(user=user, key=_pending_key(request), code=code, session=session)
    except WrongCodeError as error:
        raise ValidationError(WRONG_CODE, code="wrong_code") from error
    del request.session[PENDING]
    return made


def _renew(request: HttpRequest, user: User, code: str) -> list[str]:
    code_confirm(user, code, request.META.get("REMOTE_ADDR", ""))
    return recovery_codes_renew(user=user, session=request.session.session_key or "")


def _turn_off(request: HttpRequest, user: User, code: str) -> None:
    code_confirm(user, code, request.META.get("REMOTE_ADDR", ""))
    second_factor_turn_off(user=user, session=request.session.session_key or "")


def _pending_key(request: HttpRequest) -> str:
    """The same until it is confirmed: reloading the page does not void what was scanned."""
    if PENDING not in request.session:
        request.session[PENDING] = second_factor_key()
    return str(request.session[PENDING])
