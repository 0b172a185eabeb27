"""Answers that are kept as files."""

from django.http import HttpResponse


def attachment(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    """A file to be kept under this name (ASCII). Text becomes UTF-8."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
