"""Addresses of journalists' accounts and of what they keep: the only ones of this room that take forms, with a CSRF token."""

from django.urls import URLPattern, URLResolver, path

from archive.web.views.desk.me import me
from archive.web.views.desk.sign_in import PasswordChange, PasswordChanged, SignIn, SignOut

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/sign-in/", SignIn.as_view(), name="sign-in"),
    path("accounts/sign-out/", SignOut.as_view(), name="sign-out"),
    path("accounts/password/", PasswordChange.as_view(), name="password-change"),
    path("accounts/password/changed/", PasswordChanged.as_view(), name="password-changed"),
    path("me/", me, name="me"),
]
