"""Django's LOGGING, from the variables ARCHIVE_LOG_FORMAT, ARCHIVE_LOG_LEVEL and ARCHIVE_LOG_FILE."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

OURS = ("archive", "khizana")
"""Loggers whose level ARCHIVE_LOG_LEVEL sets; packages are heard from `warning` on."""


def log_settings(form: str, level: str) -> dict[str, Any]:
    """To stderr, and to a file if one is named. Raises ImproperlyConfigured if that cannot be written."""
    lines = "archive.log_lines.JsonLine" if form == "json" else "archive.log_lines.TextLine"
    dated = {} if form == "json" else {"dated": True}
    handlers: dict[str, Any] = {"console": {"class": "logging.StreamHandler", "formatter": "console"}}
    if path := _log_file():
        handlers["file"] = {"class": "archive.log_lines.RotatedFile", "path": str(path), "formatter": "file"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"console": {"()": lines}, "file": {"()": lines, **dated}},
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "WARNING"},
        "loggers": {name: {"level": level.upper()} for name in OURS},
    }


def _log_file() -> Path | None:
    given = os.environ.get("ARCHIVE_LOG_FILE", "").strip()
    if not given:
        return None
    path = Path(given)
    if not path.is_absolute():
        raise ImproperlyConfigured(
            f"ARCHIVE_LOG_FILE is {given!r}; write an absolute path, as in /var/log/khizana/khizana.log."
        )
    try:
        with path.open("ab"):
            pass
    except OSError as error:
        raise ImproperlyConfigured(f"ARCHIVE_LOG_FILE: {path} cannot be written ({error.strerror}).") from error
    return path
