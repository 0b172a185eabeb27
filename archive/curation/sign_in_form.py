"""The sign-in form of the admin: curators alone, with the limits of every sign-in."""

from django.contrib.admin.forms import AdminAuthenticationForm

from archive.desk.sign_in_form import ThrottledSignInForm


class SignInForm(ThrottledSignInForm, AdminAuthenticationForm):
    """Refuses accounts that are not staff as if the password were wrong."""
