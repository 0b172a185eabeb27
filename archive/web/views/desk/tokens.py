"""The tokens with which an account's programs ask: made, shown once, withdrawn."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from archive.desk.models import ApiToken
from archive.desk.selectors import tokens_of
from archive.desk.services import TokenRefusedError, token_create, token_withdraw


class TokenForm(forms.ModelForm):
    class Meta:
        model = ApiToken
        fields = ("name",)
        labels = {"name": "اسم الرمز"}
        help_texts = {"name": "لتعرفه به لاحقًا، مثل «جدول المحرر» أو «حاسوب التحقيقات»."}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """The list; a POST makes a token and shows it on this answer alone."""
    assert isinstance(request.user, User)
    form = TokenForm(request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = token_create(user=request.user, name=form.cleaned_data["name"])
            form = TokenForm()
        except TokenRefusedError as error:
            form.add_error("name", str(error))
    context = {"form": form, "made": made, "tokens": tokens_of(request.user)}
    return render(request, "desk/tokens.html", context)


@require_POST
@login_required
def token_delete(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    if not token_withdraw(user=request.user, pk=pk):
        raise Http404
    return redirect("tokens")
