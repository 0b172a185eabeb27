"""The values of a change form, as posted and as stored, in one form that can be compared; and back into posted data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import model_to_dict
from django.http import QueryDict

from archive.curation.history import MAX_REASON_CHARS
from archive.curation.snapshots import YES_NO
from archive.curation.versions import plain

VERSION_FIELD, REASON_FIELD = "seen_version", "change_reason"
OWN_FIELDS = frozenset({VERSION_FIELD, REASON_FIELD})
"""What forms of the admin ask beside the fields of the model."""
MAX_ROWS = 20_000
Fields = dict[str, forms.Field]


class VersionField(forms.CharField):
    """The version that the form shows, in a hidden field of it."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class ReasonField(forms.CharField):
    """Why: for the history alone, and never a change by itself."""

    def __init__(self, **kwargs: Any) -> None:
        given = {
            "label": "سبب التغيير",
            "required": False,
            "max_length": MAX_REASON_CHARS,
            "widget": forms.TextInput(attrs={"size": 80, "dir": "auto", "autocomplete": "off"}),
            "help_text": "لزملائك، في تاريخ السجل؛ لا يراه القراء.",
        }
        super().__init__(**{**given, **kwargs})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


@dataclass(frozen=True)
class Row:
    """A row below the one that is edited: its values by field; primary key, or None for a new one."""

    pk: str | None
    values: dict[str, str]

    @property
    def text(self) -> str:
        return "\x1f".join(self.values.values())


def compared_fields(form: type[Any]) -> Fields:
    return {name: field for name, field in form.base_fields.items() if not field.disabled and name not in OWN_FIELDS}


def stored_values(fields: Fields, row: models.Model) -> dict[str, str]:
    values = model_to_dict(row, list(fields))
    return {name: plain(field.prepare_value(values.get(name))) for name, field in fields.items()}


def posted_values(fields: Fields, post: QueryDict) -> dict[str, str]:
    return {name: _posted(field, name, post) for name, field in fields.items()}


def _posted(field: forms.Field, name: str, post: QueryDict) -> str:
    raw = field.widget.value_from_datadict(post, {}, name)
    try:
        return plain(field.prepare_value(field.clean(raw)))
    except (ValidationError, ValueError, OverflowError, TypeError):
        return plain(raw)


def shown(field: forms.Field, value: str) -> str:
    """A compared value as a curator reads it."""
    if isinstance(field, forms.BooleanField):
        return YES_NO[bool(value)]
    if isinstance(field, forms.ModelChoiceField):
        keys = [key for key in value.split("\n") if key.isdecimal() and len(key) < 19]
        names = field.queryset.in_bulk(keys) if keys and field.queryset is not None else {}
        return "، ".join(str(row) for row in names.values()) or value
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    return str(dict(choices).get(value, value))


def write_stored(post: QueryDict, field: forms.Field, name: str, row: models.Model) -> None:
    """Put the stored value of a field into posted data, as a browser would send it."""
    value = field.prepare_value(model_to_dict(row, [name]).get(name))
    widget = field.widget.widget if isinstance(field.widget, RelatedFieldWidgetWrapper) else field.widget
    post.pop(name, None)
    if isinstance(widget, forms.CheckboxInput):
        if value:
            post[name] = "on"
    elif isinstance(widget, forms.MultiWidget):
        for part in widget.get_context(name, value, None)["widget"]["subwidgets"]:
            post[part["name"]] = part["value"] or ""
    elif isinstance(widget, forms.SelectMultiple):
        post.setlist(name, [plain(one) for one in value or ()])
    else:
        formatted = widget.format_value(value)
        post[name] = formatted[0] if isinstance(formatted, list) and formatted else str(formatted or "")


def posted_rows(post: QueryDict, prefix: str, names: Sequence[str]) -> list[Row]:
    """The rows that a form has for an inline, in their order, without deleted and empty ones."""
    total = post.get(f"{prefix}-TOTAL_FORMS", "0")
    rows = []
    for number in range(min(int(total) if total.isdecimal() and len(total) < 8 else 0, MAX_ROWS)):
        values = {name: plain(post.get(f"{prefix}-{number}-{name}", "")) for name in names}
        values = {name: "1" if value == "on" else value for name, value in values.items()}
        if post.get(f"{prefix}-{number}-DELETE") or not values.get("text", "x"):
            continue
        position = post.get(f"{prefix}-{number}-position", "")
        order = int(position) if position.isdecimal() and len(position) < 12 else number
        rows.append((order, number, Row(post.get(f"{prefix}-{number}-id") or None, values)))
    return [row for _, _, row in sorted(rows, key=lambda one: one[:2])]


def write_rows(post: QueryDict, prefix: str, stored: Sequence[Row], chosen: Sequence[Row]) -> None:
    """Replace an inline in posted data: the stored rows with the chosen values or marked as deleted, then new ones."""
    for key in [key for key in post if key.startswith(f"{prefix}-") and not key.endswith("NUM_FORMS")]:
        del post[key]
    places = {row.pk: place for place, row in reversed(list(enumerate(chosen))) if row.pk}
    used = {row.pk: places[row.pk] for row in stored if row.pk in places}
    taken = set(used.values())
    new = [(place, row) for place, row in enumerate(chosen) if place not in taken]
    slots = [(used.get(row.pk or ""), chosen[used[row.pk]] if row.pk in used else row, row.pk) for row in stored]
    slots += [(place, row, None) for place, row in new]
    post[f"{prefix}-TOTAL_FORMS"], post[f"{prefix}-INITIAL_FORMS"] = str(len(slots)), str(len(stored))
    for number, (place, row, pk) in enumerate(slots):
        post[f"{prefix}-{number}-id"] = pk or ""
        post[f"{prefix}-{number}-position"] = str(number if place is None else place)
        for name, value in row.values.items():
            post[f"{prefix}-{number}-{name}"] = value
        if place is None:
            post[f"{prefix}-{number}-DELETE"] = "on"
