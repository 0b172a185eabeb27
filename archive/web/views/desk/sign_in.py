"""Sign in, sign out, change the password: Django's views with the archive's limits on guessing."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import views
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from archive.desk.sign_in_form import RefusedAttemptError, ThrottledSignInForm, password_confirm, refuse_attempt


class SignIn(views.LoginView):
    """For every account, curators' too. 429 for an attempt that is refused; `next` leads to this site alone."""

    template_name = "desk/sign_in.html"
    authentication_form = ThrottledSignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        """Not back to this page: for who is signed in Django takes that for a mistake in the settings."""
        url: str = super().get_redirect_url(*args, **kwargs)
        return "" if urlsplit(url).path == self.request.path else url

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        refuse_attempt(response, form.wait)
        return response


class SignOut(views.LogoutView):
    """By POST alone; leads to the first page."""

    next_page = "home"


class PasswordForm(PasswordChangeForm):
    """Guesses at the present password wait as they do at the sign-in."""

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = password_rules()
        self._address = address
        self.wait: Any = None

    def clean_old_password(self) -> str:
        given: str = self.cleaned_data["old_password"]
        try:
            password_confirm(self.user, given, self._address)
        except RefusedAttemptError as error:
            self.wait = error.wait
            raise
        return given


class PasswordChange(LoginRequiredMixin, views.PasswordChangeView):
    """The other sessions of the account end; this one goes on."""

    template_name = "desk/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("password-changed")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "address": client_address(self.request)}

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        refuse_attempt(response, form.wait)
        return response


class PasswordChanged(LoginRequiredMixin, views.PasswordChangeDoneView):
    template_name = "desk/password_changed.html"


def client_address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def password_rules() -> str:
    """What a new password must be, as sentences: Django writes them as HTML."""
    return " ".join(password_validators_help_texts())
