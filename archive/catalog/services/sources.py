"""Writes to sources."""

from archive.catalog.models import FormerSourceName, Source, source_name_key

MAX_NAME_CHARS = 200


def source_get_or_create(*, name: str) -> Source:
    """The source of this name, or of one that looks the same (`archive.text.label_key`); else the one that had it before it was
    renamed."""
    name = " ".join(name.split())[:MAX_NAME_CHARS]
    key = source_name_key(name)
    if not Source.objects.filter(name_key=key).exists():
        former = FormerSourceName.objects.filter(name_key=key).select_related("source").first()
        if former is not None:
            return former.source
    return Source.objects.get_or_create(name_key=key, defaults={"name": name})[0]
