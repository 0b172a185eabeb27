"""Entities by key: their labels, and the keys that merged ones lead to."""

from archive.catalog.compiled_in_query import CompiledInQuery
from archive.entities.models import Entity
from archive.entities.selectors.public import public_entities

_labels = CompiledInQuery(
    lambda keys: public_entities().filter(key__in=keys).order_by().values_list("key", "name", "type")
)


def entity_labels(keys: list[str]) -> dict[str, tuple[str, str]]:
    """(preferred name, type) by key, of the entities that readers may know of."""
    return {key: (name, kind) for key, name, kind in _labels.rows(keys)}


def resolve_merged_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys in order, each once; the key of a merged entity is replaced by that of the entity it was merged into."""
    merged = Entity.objects.filter(key__in=keys).exclude(merged_into=None).values_list("key", "merged_into__key")
    targets = dict(merged) if keys else {}
    return tuple(dict.fromkeys(targets.get(key, key) for key in keys))
