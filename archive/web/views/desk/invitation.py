"""The link of an invitation: whoever holds it chooses a name and a password, and is signed in.

The token goes from the address into the session, and the form has an address without it, as Django does for links that reset
a password: browsers send no usable `Origin` with a form on a page whose Referrer-Policy is `no-referrer`, and nothing that
the form's page loads is told of the token.
"""

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.forms import UserCreationForm
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from archive.desk.selectors import invitation_find
from archive.desk.services import InvitationGoneError, invitation_accept
from archive.web.views.desk.sign_in import password_rules

SESSION_KEY = "invitation"
GONE = 410
TAKEN = "هذا الاسم أُخذ قبل قليل. اختر آخر."


class AccountForm(UserCreationForm):
    """A name and a password, checked as Django checks them; `invitation_accept` saves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = "تدخل به بعد اليوم: حروف وأرقام، بلا مسافات."
        self.fields["password1"].help_text = password_rules()


@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """On to the form, or 410 if the invitation was used, withdrawn or has expired, or there was none."""
    if invitation_find(token) is None:
        return _gone(request)
    request.session[SESSION_KEY] = token
    return redirect("invitation-form")


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_form(request: HttpRequest) -> HttpResponse:
    token = str(request.session.get(SESSION_KEY, ""))
    if invitation_find(token) is None:
        return _gone(request)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["username"], form.cleaned_data["password1"]
        try:
            account = invitation_accept(token=token, username=name, password=password)
        except InvitationGoneError:
            return _gone(request)
        except IntegrityError:
            form.add_error("username", TAKEN)
        else:
            request.session.flush()
            login(request, account)
            return redirect("me")
    return render(request, "desk/invitation.html", {"form": form})


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/invitation_gone.html", status=GONE)
