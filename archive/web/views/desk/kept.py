"""What the archive keeps of an account: downloaded, deleted, or closed with the account."""

import datetime as dt

from django import forms
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from archive.desk.selectors import all_kept
from archive.desk.services import account_close, account_may_close, kept_delete
from archive.desk.sign_in_form import RefusedAttemptError, password_confirm, refuse_attempt
from archive.web.views.desk.sign_in import client_address


class ConfirmForm(forms.Form):
    password = forms.CharField(label="كلمة المرور", strip=False, widget=forms.PasswordInput)


@require_safe
@login_required
def kept(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_safe
@login_required
def kept_download(request: HttpRequest) -> HttpResponse:
    """All that is kept, as JSON."""
    assert isinstance(request.user, User)
    answer = JsonResponse(all_kept(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="khizana-account-{dt.date.today():%Y%m%d}.json"'
    return answer


@require_POST
@login_required
def kept_clear(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    if refusal := _unconfirmed(request, "clear"):
        return refusal
    kept_delete(user=request.user)
    return _page(request, is_cleared=True)


@require_POST
@login_required
def account_delete(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    if not account_may_close(request.user):
        return _page(request, status=403)
    if refusal := _unconfirmed(request, "close"):
        return refusal
    account = request.user
    logout(request)
    account_close(user=account)
    return redirect("home")


def _unconfirmed(request: HttpRequest, action: str) -> HttpResponse | None:
    """The page again, unless the form has the account's password."""
    assert isinstance(request.user, User)
    form = ConfirmForm(request.POST, prefix=action)
    wait = None
    if form.is_valid():
        try:
            password_confirm(request.user, form.cleaned_data["password"], client_address(request))
            return None
        except ValidationError as error:
            form.add_error("password", error)
            wait = error.wait if isinstance(error, RefusedAttemptError) else None
    answer = _page(request, forms={action: form})
    refuse_attempt(answer, wait)
    return answer


def _page(
    request: HttpRequest, *, forms: dict[str, ConfirmForm] | None = None, is_cleared: bool = False, status: int = 200
) -> HttpResponse:
    assert isinstance(request.user, User)
    given = forms or {}
    context = {
        "clear": given.get("clear") or ConfirmForm(prefix="clear"),
        "close": given.get("close") or ConfirmForm(prefix="close"),
        "may_close": account_may_close(request.user),
        "is_cleared": is_cleared,
    }
    return render(request, "desk/kept.html", context, status=status)
