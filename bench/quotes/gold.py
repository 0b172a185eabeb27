"""Articles whose quotations were marked by hand: JSONL with `body`, `quotes`, `optional` and `not_quotes`.

Offsets count characters of `body`, whose lines are the paragraphs.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

Span = tuple[int, int]


class GoldQuotation(NamedTuple):
    span: Span
    type: str
    cue: str
    speaker: str | None


class GoldArticle(NamedTuple):
    id: str
    body: str
    quotations: list[GoldQuotation]
    optional: list[Span]
    """What two readers may judge differently: scored neither way."""
    names: list[Span]
    """Marked words that are no quotation."""

    @property
    def paragraphs(self) -> list[tuple[int, str]]:
        """(offset, text) of each paragraph."""
        found, offset = [], 0
        for text in self.body.split("\n"):
            found.append((offset, text))
            offset += len(text) + 1
        return found


class GoldError(ValueError):
    """The file is not of this form."""


def read_gold(path: Path) -> list[GoldArticle]:
    """Raises OSError, or GoldError if a line is not of this form."""
    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        return [_article(json.loads(line)) for line in lines if line.strip()]
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: not a file of marked quotations ({error})") from error


def _article(row: dict[str, Any]) -> GoldArticle:
    quotations = [
        GoldQuotation((one["start"], one["end"]), one["type"], one["cue"] or "", one["speaker"])
        for one in row["quotes"]
    ]
    return GoldArticle(row["id"], row["body"], quotations, _spans(row["optional"]), _spans(row["not_quotes"]))


def _spans(rows: list[dict[str, Any]]) -> list[Span]:
    return [(one["start"], one["end"]) for one in rows]
