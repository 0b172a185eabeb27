"""Writes to sources."""

from archive.catalog.models import Source, source_name_key

MAX_NAME_CHARS = 200


def source_get_or_create(*, name: str) -> Source:
    """The source of this name, or of one that looks the same (`archive.text.label_key`)."""
    name = " ".join(name.split())[:MAX_NAME_CHARS]
    return Source.objects.get_or_create(name_key=source_name_key(name), defaults={"name": name})[0]
