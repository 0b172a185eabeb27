"""The sign-in form of the admin: curators alone, with the limits of every sign-in."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm

from archive.desk.second_factor_form import recovery_codes_left
from archive.desk.selectors import second_factor_of
from archive.desk.sign_in_form import ThrottledSignInForm


class SignInForm(ThrottledSignInForm, AdminAuthenticationForm):
    """Refuses accounts that are not staff as if the password were wrong. After a recovery code the next page says how many
    are left."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.recovered and self.request is not None and self.user_cache is not None:
            left = recovery_codes_left(second_factor_of(self.user_cache))
            messages.warning(self.request, f"دخلتَ برمز استرداد، وقد بطل. {left}")
        return cleaned
