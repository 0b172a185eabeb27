"""A late form compared with the stored row: what differs, whose value to offer, and the form completed from the choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import QueryDict

from archive.curation.admin.form_values import (
    Fields,
    Row,
    posted_values,
    shown,
    stored_values,
    write_rows,
    write_stored,
)
from archive.curation.versions import MINE, THEIRS, Version, digest, preselected, row_blocks, word_differences

Parts = list[tuple[str, bool]]
"""A text in parts, each with whether the other side lacks it."""


@dataclass(frozen=True)
class Difference:
    """One choice of the page: a field, or a run of paragraphs or name forms; without a choice, the stored value stays."""

    name: str
    label: str
    mine: Parts
    theirs: Parts
    offered: str
    is_choice: bool = True


class Comparison:
    """Of the posted values of `fields` and of rows below (posted, stored and inline, by prefix) with the stored `row`."""

    def __init__(
        self,
        post: QueryDict,
        row: models.Model,
        *,
        fields: Fields,
        rows: Mapping[str, tuple[list[Row], list[Row], Any]],
        base: Version | None,
    ) -> None:
        self._post, self._row, self._fields, self._rows, self._base = post, row, fields, rows, base
        self._mine, self._theirs = posted_values(fields, post), stored_values(fields, row)
        self._differing = [name for name in fields if self._mine[name] != self._theirs[name]]
        self._blocks = {
            prefix: row_blocks(
                base.rows.get(prefix) if base else None, [one.text for one in mine], [one.text for one in theirs]
            )
            for prefix, (mine, theirs, _) in rows.items()
        }
        self.differences = [*map(self._of_field, self._differing), *self._of_rows()]

    def _of_field(self, name: str) -> Difference:
        field, mine, theirs = self._fields[name], self._mine[name], self._theirs[name]
        known = self._base.fields.get(name) if self._base else None
        left, right = word_differences(shown(field, mine), shown(field, theirs))
        is_choice = name != "state" or (known is not None and digest(mine) != known)
        offered = preselected(known, digest(mine), digest(theirs)) if is_choice else THEIRS
        return Difference(name, str(field.label or name), left, right, offered, is_choice)

    def _of_rows(self) -> list[Difference]:
        found = []
        for prefix, (mine, theirs, inline) in self._rows.items():
            for number, block in enumerate(self._blocks[prefix]):
                left, right = word_differences(
                    shown_rows(inline, mine[block.mine]), shown_rows(inline, theirs[block.theirs])
                )
                label = str(inline.model._meta.verbose_name_plural)
                found.append(Difference(f"{prefix}-{number}", label, left, right, block.offered))
        return found

    def complete(self, data: QueryDict, picks: Mapping[str, str]) -> None:
        """Make posted data what a form opened now would send with these choices in it."""
        for name in self._differing:
            if picks[name] == THEIRS:
                write_stored(data, self._fields[name], name, self._row)
        for prefix, (mine, theirs, _) in self._rows.items():
            chosen: list[Row] = []
            place = 0
            for number, block in enumerate(self._blocks[prefix]):
                chosen += theirs[place : block.theirs.start]
                chosen += mine[block.mine] if picks[f"{prefix}-{number}"] == MINE else theirs[block.theirs]
                place = block.theirs.stop
            write_rows(data, prefix, theirs, chosen + theirs[place:])


def shown_rows(inline: Any, rows: Sequence[Row]) -> str:
    """Rows as a curator reads them, one a paragraph."""
    labels = {name: dict(inline.model._meta.get_field(name).flatchoices) for name in inline.compared}
    lines = []
    for row in rows:
        notes = [str(labels[name].get(value, value)) for name, value in row.values.items() if name != "text" and value]
        lines.append(row.values.get("text", "") + (f" [{'، '.join(notes)}]" if notes else ""))
    return "\n\n".join(lines)
