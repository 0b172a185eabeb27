"""Who is signed in, as pages show it."""

from django.http import HttpRequest


def may(request: HttpRequest | None, permission: str) -> bool:
    """Whether whoever is signed in has a permission, as «statements.change_quotation». Without a session's cookie the database is
    not asked."""
    user = getattr(request, "user", None) if request else None
    return user is not None and user.is_authenticated and user.has_perm(permission)


def signed_in_name(request: HttpRequest | None) -> str:
    """The name of whoever is signed in, "" for everybody else. Without a session's cookie the database is not asked."""
    user = getattr(request, "user", None) if request else None
    return str(user.get_username()) if user is not None and user.is_authenticated else ""
