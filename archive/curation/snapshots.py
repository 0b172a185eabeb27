"""The values of a row as plain data, to tell what a change changed.

A snapshot holds concrete fields by name, many-to-many fields as sorted primary keys. Left out: bytes, what no form
edits (keys, digests, time stamps), and what the history must never show (passwords).
"""

from typing import Any

from django.db import models

Snapshot = dict[str, Any]
ShownChange = tuple[str, str, str]
"""(label of the field, old value, new value), each as a curator reads it."""
SECRET_FIELDS = frozenset({"password", "last_login"})
MAX_SHOWN_CHARS = 2_000
YES_NO = {True: "نعم", False: "لا"}


def snapshot(row: models.Model, *, with_many: bool = False) -> Snapshot:
    """The values of a loaded row; `with_many` adds its many-to-many fields, with a query each."""
    values = {field.name: getattr(row, field.attname) for field in _fields(type(row))}
    if with_many:
        for field in row._meta.many_to_many:
            values[field.name] = sorted(getattr(row, field.name).values_list("pk", flat=True))
    return values


def shown_changes(model: type[models.Model], before: Snapshot, after: Snapshot) -> list[ShownChange]:
    """What differs between two snapshots of one row, in words."""
    return [
        (
            str(getattr(model._meta.get_field(name), "verbose_name", name)),
            shown_value(model, name, before.get(name)),
            shown_value(model, name, value),
        )
        for name, value in after.items()
        if before.get(name) != value
    ]


def shown_value(model: type[models.Model], name: str, value: Any) -> str:
    """A value of a field as a curator reads it: labels of choices, names of related rows."""
    field = model._meta.get_field(name)
    if value is None or value == "":
        return ""
    if isinstance(field, models.ManyToManyField | models.ForeignKey):
        pks = value if isinstance(value, list) else [value]
        related = field.related_model._default_manager.in_bulk(pks)  # type: ignore[union-attr]
        return "، ".join(str(related.get(pk, f"#{pk}")) for pk in pks)
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, list):
        return "، ".join(str(part) for part in value)
    labels = dict(getattr(field, "flatchoices", ()))
    return str(labels.get(value, value))[:MAX_SHOWN_CHARS]


def _fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return [
        field
        for field in model._meta.concrete_fields
        if not (
            field.primary_key
            or not field.editable
            or isinstance(field, models.BinaryField)
            or getattr(field, "auto_now", False)
            or getattr(field, "auto_now_add", False)
            or field.name in SECRET_FIELDS
        )
    ]
