"""The history of what users changed: Django's log of the admin, with the old and the new values, the reason that was given, and
what the record said before (`kept_versions`).

Every change of a record by a user leaves a row for each record changed, whether made in a form, by an action on many rows or
along with another record. What imports change is kept by batch and revision.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from archive.curation.kept_versions import ROWS_BELOW, Content, contents, is_kept
from archive.curation.models import KeptVersion
from archive.curation.snapshots import MAX_SHOWN_CHARS, ShownChange, shown_changes

MAX_REPR_CHARS = 200
MAX_REASON_CHARS = 300
ROWS_PER_INSERT = 500
GONE = "قُرئ النص من جديد فحلّ غيره محله."
"""Of a mention or date that a new reading of its article replaced."""
FORGOTTEN = "مُحي ما سُجّل هنا من نص."
_reason: ContextVar[str] = ContextVar("reason", default="")


class Change(NamedTuple):
    """A row of the history to write; `kept` is what the record said before, if that can be put back."""

    row: models.Model
    message: str
    kept: Content | None = None


@contextmanager
def because(reason: str) -> Iterator[None]:
    """What is written into the history inside has this reason, whichever service writes it."""
    token = _reason.set(" ".join(reason.split())[:MAX_REASON_CHARS])
    try:
        yield
    finally:
        _reason.reset(token)


@contextmanager
def changes_recorded(
    user: Any, rows: Iterable[models.Model], note: str = "", *, with_rows: bool = False
) -> Iterator[None]:
    """One transaction for the changes made inside and their history; `rows` are of one model, and loaded before.

    Without a user, as for programs, nothing is recorded. Rows that did not change get no history; rows that are gone, one in
    words. `note` says what was done, where fields alone do not. `with_rows`: the paragraphs or name forms may change, too.
    """
    rows = [] if user is None else list(rows)
    before = contents(rows, with_rows=with_rows)
    with transaction.atomic():
        yield
        if rows:
            found = type(rows[0])._base_manager.in_bulk(list(before))
            after = {pk: found[pk] for pk in before if pk in found}  # the order of the given rows, not the database's
            _write(user, list(_changes(before, after, note, with_rows)))
            _write(user, [Change(row, change_message([], note or GONE)) for row in rows if row.pk not in after])


def _changes(
    before: dict[int, Content], after: dict[int, models.Model], note: str, with_rows: bool
) -> Iterator[Change]:
    stands = contents(after.values(), with_rows=with_rows)
    for pk, row in after.items():
        model = type(row)
        if values := content_changes(model, before[pk], stands[pk]):
            message = change_message(values, note)
            yield Change(row, message, before[pk] if with_rows and is_kept(model, before[pk], stands[pk]) else None)


def history_add(user: Any, rows: Iterable[models.Model], note: str) -> None:
    """Record what was done to rows, in words, inside the caller's transaction."""
    _write(user, [Change(row, change_message([], note) if _reason.get() else note) for row in rows])


def content_changes(model: type[models.Model], before: Content, after: Content) -> list[ShownChange]:
    """(label, old, new) for each field and each run of rows below that differs."""
    found = shown_changes(model, before.fields, after.fields)
    below = ROWS_BELOW.get(model._meta.label_lower)
    if below is not None and before.rows != after.rows:
        one, other = (below.shown(side.rows.get(below.accessor, ()), model) for side in (before, after))
        found += sequence_changes(one, other, below.label)
    return found


def change_parts(values: Sequence[ShownChange], note: str = "") -> list[dict[str, Any]]:
    """Django's own structure of LogEntry.change_message, with the old and new values, a note and the reason in it."""
    changed = {"fields": list(dict.fromkeys(label for label, _, _ in values)), "values": [list(v) for v in values]}
    return [{"changed": {**changed, "note": note, "reason": _reason.get()}}]


def change_message(values: Sequence[ShownChange], note: str = "") -> str:
    return json.dumps(change_parts(values, note), ensure_ascii=False)


def sequence_changes(before: Sequence[str], after: Sequence[str], label: str = "النص") -> list[ShownChange]:
    """(label, old, new) for each run of paragraphs that differs; for rows that have a place, but no identity."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        (label, "\n".join(before[a:b])[:MAX_SHOWN_CHARS], "\n".join(after[c:d])[:MAX_SHOWN_CHARS])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def recorded_values(entry: LogEntry) -> list[ShownChange]:
    """(label, old, new) for what a row of the history changed; [] where only words were recorded."""
    try:
        parts = json.loads(entry.change_message)
        return [(str(a), str(b), str(c)) for part in parts for a, b, c in part.get("changed", {}).get("values", ())]
    except (ValueError, AttributeError, TypeError):
        return []


def recorded_note(entry: LogEntry) -> str:
    """What was done, in words; "" where the fields say it."""
    return _recorded(entry, "note")


def recorded_reason(entry: LogEntry) -> str:
    """Why, as far as somebody said."""
    return _recorded(entry, "reason")


def _recorded(entry: LogEntry, name: str) -> str:
    try:
        parts = [part.get("changed", {}) for part in json.loads(entry.change_message)]
        return str(next((value for part in parts if (value := part.get(name))), ""))
    except (ValueError, AttributeError, TypeError):
        return ""


def version_keep(entry: LogEntry, before: Content) -> None:
    """Keep what a record said before the change that a row of the history tells of."""
    KeptVersion.objects.update_or_create(entry=entry, defaults={"packed": before.packed()})


def version_before(entry: LogEntry) -> Content | None:
    kept = KeptVersion.objects.filter(entry=entry).first()
    return None if kept is None else Content.unpacked(bytes(kept.packed))


@transaction.atomic
def history_forget(rows: Iterable[models.Model]) -> None:
    """Erase the values that the history holds of these rows; that somebody did something, when and why stays."""
    for row in rows:
        kind = ContentType.objects.get_for_model(type(row))
        entries = list(LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)))
        KeptVersion.objects.filter(entry__in=entries).delete()
        told = [entry for entry in entries if recorded_values(entry)]
        for entry in told:
            with because(recorded_reason(entry)):
                entry.change_message = change_message([], recorded_note(entry) or FORGOTTEN)
        LogEntry.objects.bulk_update(told, ["change_message"], batch_size=ROWS_PER_INSERT)


def _write(user: Any, changes: Sequence[Change]) -> None:
    types = {type(one.row): ContentType.objects.get_for_model(type(one.row)) for one in changes}
    entries = LogEntry.objects.bulk_create(
        (
            LogEntry(
                user_id=user.pk,
                content_type=types[type(one.row)],
                object_id=str(one.row.pk),
                object_repr=str(one.row)[:MAX_REPR_CHARS],
                action_flag=CHANGE,
                change_message=one.message,
            )
            for one in changes
        ),
        batch_size=ROWS_PER_INSERT,
    )
    KeptVersion.objects.bulk_create(
        (
            KeptVersion(entry=entry, packed=one.kept.packed())
            for entry, one in zip(entries, changes, strict=True)
            if one.kept is not None
        ),
        batch_size=ROWS_PER_INSERT,
    )
