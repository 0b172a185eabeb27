"""Addresses of journalists' accounts and of what they keep: the only ones of this room that take forms, with a CSRF token."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
