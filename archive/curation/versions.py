"""Versions of a row as forms and lists show them: whether a row changed since, and what of it.

A version holds a short digest for each field and for each row below it (paragraphs, name forms), so that a form that comes back
tells which fields its user changed and which have been changed meanwhile, without carrying the old values.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models

from archive.curation.snapshots import snapshot

Rows = Sequence[str]
MAX_TOKEN_CHARS = 2_000_000
MAX_COMPARED_WORDS = 4_000
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def digest(value: str) -> str:
    """48 bits in hexadecimal: enough to tell two values of one field apart."""
    return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def plain(value: Any) -> str:
    """A value of a form or a model as text to compare: line ends, outer spaces and fractions of seconds do not count."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).replace(microsecond=0).isoformat()
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "\n".join(sorted(plain(part) for part in value))
    return str(value).replace("\r\n", "\n").strip()


def row_digest(row: models.Model) -> str:
    """The version of a row of a list."""
    return digest(json.dumps(snapshot(row), default=str, sort_keys=True))


@dataclass(frozen=True)
class Version:
    """Digests by field; for each kind of rows below, theirs in order."""

    fields: Mapping[str, str]
    rows: Mapping[str, Rows]

    @classmethod
    def of(cls, fields: Mapping[str, str], rows: Mapping[str, Sequence[str]]) -> "Version":
        digests = {name: [digest(row) for row in values] for name, values in rows.items()}
        return cls({name: digest(value) for name, value in fields.items()}, digests)

    def token(self) -> str:
        return json.dumps({"fields": self.fields, "rows": self.rows}, separators=(",", ":"))

    @classmethod
    def read(cls, token: str) -> "Version | None":
        """None for what is no token."""
        try:
            read = json.loads(token[:MAX_TOKEN_CHARS])
            fields = {str(name): str(value) for name, value in read["fields"].items()}
            return cls(fields, {str(name): [str(row) for row in rows] for name, rows in read["rows"].items()})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def agrees(self, other: "Version") -> bool:
        """Whether nothing that both know differs."""
        return all(
            self.fields[name] == other.fields[name] for name in self.fields.keys() & other.fields.keys()
        ) and all(list(self.rows[name]) == list(other.rows[name]) for name in self.rows.keys() & other.rows.keys())


MINE, THEIRS = "mine", "theirs"


def preselected(base: str | None, mine: str, theirs: str) -> str:
    """Whose value to offer first, given digests: that of the only side that changed it; "" if both did or nobody knows."""
    if base is None or base not in (mine, theirs):
        return ""
    return MINE if theirs == base else THEIRS


@dataclass(frozen=True)
class Block:
    """A run of rows that differs: positions in both sequences, and whose to offer first."""

    mine: slice
    theirs: slice
    offered: str


def row_blocks(base: Rows | None, mine: Sequence[str], theirs: Sequence[str]) -> list[Block]:
    """Rows that differ, one for one as far as they pair, then the rest of the longer side.

    A side whose rows all stood in the version shown has not changed them.
    """
    known = None if base is None else set(base)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return [
        Block(slice(a, b), slice(c, d), _offered(known, mine[a:b], theirs[c:d]))
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag != "equal"
        for a, b, c, d in _paired(first, last, start, end)
    ]


def _paired(a: int, b: int, c: int, d: int) -> list[tuple[int, int, int, int]]:
    pairs = min(b - a, d - c)
    found = [(a + n, a + n + 1, c + n, c + n + 1) for n in range(pairs)]
    rest = (a + pairs, b, c + pairs, d)
    return [*found, rest] if rest[0] < b or rest[2] < d else found


def _offered(known: set[str] | None, mine: Sequence[str], theirs: Sequence[str]) -> str:
    if known is None:
        return ""
    is_mine_old, is_theirs_old = (all(digest(row) in known for row in rows) for rows in (mine, theirs))
    if is_mine_old and is_theirs_old:  # one side deleted them, or both moved them
        return (THEIRS if mine else MINE) if not (mine and theirs) else ""
    return THEIRS if is_mine_old else MINE if is_theirs_old else ""


def word_differences(one: str, other: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in parts, each with whether the other lacks it; whole words differ, never letters."""
    a, b = _WORD.findall(one), _WORD.findall(other)
    if max(len(a), len(b)) > MAX_COMPARED_WORDS:
        return [(one, one != other)], [(other, one != other)]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    codes = matcher.get_opcodes()
    left = [("".join(a[i:j]), tag != "equal") for tag, i, j, _, _ in codes if i < j]
    right = [("".join(b[i:j]), tag != "equal") for tag, _, _, i, j in codes if i < j]
    return left, right
