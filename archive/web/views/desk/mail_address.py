"""The address to which an account's mails go, as its owner sets it."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from archive.desk.services import mail_address_change
from archive.web.alerts import may_mail
from archive.web.links import page_url


class MailAddressForm(forms.Form):
    email = forms.EmailField(
        label="عنوان بريدك", required=False, max_length=254, help_text="اتركه خاليًا إن لم ترد بريدًا من الأرشيف."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mail_address(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    form = MailAddressForm(request.POST if request.method == "POST" else None, initial={"email": request.user.email})
    if request.method == "POST" and form.is_valid():
        mail_address_change(user=request.user, address=form.cleaned_data["email"])
        return redirect(f"{page_url('mail-address')}?set=1")
    context = {"form": form, "is_set": "set" in request.GET and not form.is_bound, "may_mail": may_mail()}
    return render(request, "desk/mail_address.html", context, status=400 if form.errors else 200)
