"""Deployment check (`manage.py check --deploy`): accounts that enter the admin by a password alone."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

from archive.desk.selectors.second_factor import has_second_factor


@register("desk", Tags.security, deploy=True)
def curators_sign_in_in_two_steps(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    from django.contrib.auth.models import User

    if settings.ARCHIVE_SECOND_FACTOR == "off":
        hint = "Unset ARCHIVE_SECOND_FACTOR, or set it to required (docs/security.md)."
        return [CheckWarning("Passwords alone open the admin: second factors are off.", hint=hint, id="desk.W001")]
    try:
        without = User.objects.filter(~has_second_factor(), is_staff=True, is_active=True).count()
    except (DatabaseError, OSError):
        return []  # no schema yet
    if not without:
        return []
    return [
        Info(
            f"{without:,} accounts enter the admin by a password alone.",
            hint="Their owners set a second factor up at /admin/second-factor/; ARCHIVE_SECOND_FACTOR=required makes them.",
            id="desk.I001",
        )
    ]
