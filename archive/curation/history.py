"""The history of what users changed: Django's log of the admin, with the old and the new values.

Every change of a record by a user leaves a row for each record changed, whether made in a form, by an action on many rows or
along with another record.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from archive.curation.snapshots import MAX_SHOWN_CHARS, ShownChange, shown_changes, snapshot

MAX_REPR_CHARS = 200
ROWS_PER_INSERT = 500
GONE = "قُرئ النص من جديد فحلّ غيره محله."
"""Of a mention or date that a new reading of its article replaced."""


@contextmanager
def changes_recorded(user: Any, rows: Iterable[models.Model], note: str = "") -> Iterator[None]:
    """One transaction for the changes made inside and their history; `rows` are of one model, and loaded before.

    Without a user, as for programs, nothing is recorded. Rows that did not change get no history; rows that are gone, one in
    words. `note` says what was done, where fields alone do not.
    """
    rows = [] if user is None else list(rows)
    before = {row.pk: snapshot(row) for row in rows}
    with transaction.atomic():
        yield
        if rows:
            after = type(rows[0])._base_manager.in_bulk(list(before))
            changes = [(row, shown_changes(type(row), before[pk], snapshot(row))) for pk, row in after.items()]
            _write(user, [(row, change_message(values, note)) for row, values in changes if values])
            _write(user, [(row, change_message([], note or GONE)) for row in rows if row.pk not in after])


def history_add(user: Any, rows: Iterable[models.Model], note: str) -> None:
    """Record what was done to rows, in words, inside the caller's transaction."""
    _write(user, [(row, note) for row in rows])


def text_changed(user: Any, row: models.Model, before: Sequence[str], after: Sequence[str], note: str) -> None:
    """Record how the paragraphs of an article changed, or, where they did not, the note alone."""
    _write(user, [(row, change_message(sequence_changes(before, after), note))])


def change_message(values: Sequence[ShownChange], note: str = "") -> str:
    """The text of LogEntry.change_message: Django's own structure, with the old and new values in it."""
    changed = {"fields": list(dict.fromkeys(label for label, _, _ in values)), "values": [list(v) for v in values]}
    return json.dumps([{"changed": {**changed, "note": note}}], ensure_ascii=False)


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
    try:
        return str(next((note for part in json.loads(entry.change_message) if (note := part["changed"]["note"])), ""))
    except (ValueError, KeyError, TypeError):
        return ""


def _write(user: Any, changes: Sequence[tuple[models.Model, str]]) -> None:
    types = {type(row): ContentType.objects.get_for_model(type(row)) for row, _ in changes}
    LogEntry.objects.bulk_create(
        (
            LogEntry(
                user_id=user.pk,
                content_type=types[type(row)],
                object_id=str(row.pk),
                object_repr=str(row)[:MAX_REPR_CHARS],
                action_flag=CHANGE,
                change_message=message,
            )
            for row, message in changes
        ),
        batch_size=ROWS_PER_INSERT,
    )
