"""What a record says at one time: its fields, and the rows below it that are edited along with it.

Every model of the admin is kept, but for those named in NOT_KEPT. A model whose form has rows below says in ROWS_BELOW which
these are; what a restoration must leave as it is stands in NEVER_RESTORED.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from archive.curation.snapshots import Snapshot, snapshot

Values = dict[str, Any]


@dataclass(frozen=True)
class RowsBelow:
    """`accessor` leads from the record to the rows, whose `names` are kept in `order`; a `plain` value goes without saying.

    The rows have a field `text`; `label` is what they are together.
    """

    accessor: str
    label: str
    names: tuple[str, ...]
    order: str
    plain: tuple[str, ...] = ()

    def stored(self, record_pks: Sequence[int], model: type[models.Model]) -> dict[int, list[Values]]:
        """The rows of each record, by its primary key."""
        relation: Any = model._meta.get_field(self.accessor)
        owner = relation.field.attname
        found: dict[int, list[Values]] = {pk: [] for pk in record_pks}
        for start in range(0, len(record_pks), KEYS_PER_QUERY):
            some = record_pks[start : start + KEYS_PER_QUERY]
            rows = relation.related_model._base_manager.filter(**{f"{owner}__in": some}).order_by(owner, self.order)
            for row in rows.values(owner, "pk", *self.names):
                found[row.pop(owner)].append(row)
        return found

    def shown(self, rows: Iterable[Values], model: type[models.Model]) -> list[str]:
        """Rows as a curator reads them, their notes in brackets before the text."""
        related = model._meta.get_field(self.accessor).related_model
        return [self._shown(row, related) for row in rows]

    def _shown(self, row: Values, model: Any) -> str:
        notes = []
        for name in self.names:
            value = row[name]
            if name == "text" or not value or value in self.plain:
                continue
            column = model._meta.get_field(name)
            notes.append(str(column.verbose_name if value is True else dict(column.flatchoices).get(value, value)))
        return (f"[{'، '.join(notes)}] " if notes else "") + str(row["text"])


KEYS_PER_QUERY = 500
ROWS_BELOW = {
    "catalog.article": RowsBelow("paragraphs", "النص", ("role", "text"), "position", plain=("paragraph",)),
    "entities.entity": RowsBelow("forms", "صيغ الأسماء", ("text", "relation", "is_guarded"), "pk", plain=("name",)),
}
NOT_KEPT = frozenset({
    "auth.user", "auth.group", "desk.invitation", "ingest.upload", "entities.mention", "chronology.datemention",
    "statements.quotation", "coverage.storychange",
    "entities.authoritychange", "catalog.redaction", "catalog.takedownrequest", "catalog.takedowndecision",
})  # fmt: skip
"""Rights are given anew, never put back; decisions about names and dates are taken back where they were made. Who
asked for what is personal, and erased; which name is redacted is in no history."""
NEVER_RESTORED = {
    "catalog.article": frozenset({
        "state", "withdrawal_reason", "embargo_until", "noindex", "follows_parent",
    }),
}  # fmt: skip
"""What was withdrawn meanwhile stays so: who may read an article is decided on its own."""


@dataclass(frozen=True)
class Content:
    """The values of a record by field, and of its rows below, by accessor."""

    fields: Snapshot
    rows: dict[str, list[Values]] = field(default_factory=dict)

    def packed(self) -> bytes:
        text = json.dumps([self.fields, self.rows], cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
        return zlib.compress(text.encode("utf-8", "surrogatepass"))

    @classmethod
    def unpacked(cls, packed: bytes) -> "Content":
        fields, rows = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
        return cls(fields, rows)


def contents(records: Iterable[models.Model], *, with_rows: bool = True, with_many: bool = False) -> dict[int, Content]:
    """What loaded records say, by primary key; the rows below are read, a query for up to KEYS_PER_QUERY records."""
    loaded = list(records)
    below = ROWS_BELOW.get(loaded[0]._meta.label_lower) if loaded and with_rows else None
    rows = below.stored([record.pk for record in loaded], type(loaded[0])) if below else {}
    return {
        record.pk: Content(
            snapshot(record, with_many=with_many), {below.accessor: rows[record.pk]} if below is not None else {}
        )
        for record in loaded
    }


def is_kept(model: type[models.Model], before: Content, after: Content) -> bool:
    """Whether a change leaves something to put back."""
    label = model._meta.label_lower
    left = NEVER_RESTORED.get(label, frozenset())
    return label not in NOT_KEPT and (
        before.rows != after.rows
        or any(before.fields.get(name) != value for name, value in after.fields.items() if name not in left)
    )


def record_of(model: type[models.Model], fields: Mapping[str, Any]) -> models.Model:
    """An unsaved record with these values; those that a later release no longer takes are left out."""
    record = model()
    for column in model._meta.concrete_fields:
        if column.name in fields:
            try:
                setattr(
                    record,
                    column.attname,
                    column.target_field.to_python(fields[column.name])
                    if isinstance(column, models.ForeignKey)
                    else column.to_python(fields[column.name]),
                )
            except ValidationError:
                continue
    return record
