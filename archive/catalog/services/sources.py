"""Writes to sources."""

from archive.catalog.models import Source

MAX_NAME_CHARS = 200


def source_get_or_create(*, name: str) -> Source:
    """The source of this name; runs of white space count as one space."""
    return Source.objects.get_or_create(name=" ".join(name.split())[:MAX_NAME_CHARS])[0]
