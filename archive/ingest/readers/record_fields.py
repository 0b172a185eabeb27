"""The fields of a record as text: markup decoded, damage mended; a warning for whatever is mended, left out or cut.

A number is as good as text. Null and empty fields are no loss and need no warning. An address that is too long is left out, as
half of one leads nowhere; other lines are cut.
"""

import re
from collections.abc import Mapping
from typing import Any

from archive.ingest.bounds import check_length
from archive.ingest.controls import clean
from archive.ingest.markup import plain_text
from archive.ingest.mending import mend
from archive.ingest.page_text.tags import split_tags
from archive.ingest.record import ParagraphText, UnreadableError

READ = ("id", "title", "body", "date", "source", "author", "url", "section", "tags", "namespace")
MAX_TITLE_CHARS, MAX_AUTHOR_CHARS, MAX_NAME_CHARS, MAX_URL_CHARS = 1000, 300, 200, 2000
"""Of the catalog's columns; a name is a source, a section or a tag."""
MAX_SHOWN_CHARS = 60
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_INVISIBLE = "\u200b\u200e\u200f\ufeff"
_KINDS = {bool: "true or false", dict: "an object", list: "a list", int: "a number", float: "a number"}


class RecordFields:
    """The fields of one record; `warnings` grows as they are read."""

    def __init__(self, fields: Mapping[str, Any], warnings: list[str] | None = None) -> None:
        self._fields = fields
        self.warnings = [] if warnings is None else warnings

    def line(self, name: str, limit: int) -> str:
        """A field that is one line, such as the title; a list of them is joined with commas."""
        return self._cut(self._joined(name), name, limit)

    def url(self) -> str:
        """The address of the article; only web addresses are kept."""
        url = self._joined("url")
        problem = "not a web address" if url and not _WEB.fullmatch(url) else ""
        if len(url) > MAX_URL_CHARS:
            problem = f"longer than {MAX_URL_CHARS:,} characters"
        if problem:
            self.warnings.append(f"url left out, {problem}: {url[:MAX_SHOWN_CHARS]}")
        return "" if problem else url

    def check_key(self) -> None:
        """Warn of an id and a namespace that are no text: the record is then known without them."""
        for name, kinds in (("id", int | str | None), ("namespace", str | None)):
            value = self._fields.get(name)
            if isinstance(value, bool) or not isinstance(value, kinds):
                self.warnings.append(f"{name} left out, it is {_kind(value)}, not text")

    def paragraphs(self) -> tuple[ParagraphText, ...]:
        """The lines of the body, the first as its lede. Raises UnreadableError if it has none, or none that can be read."""
        body = self._fields.get("body")
        if not isinstance(body, str | list | None):
            raise UnreadableError(f"no body (it is {_kind(body)}, not text)")
        parts = body if isinstance(body, list) else [body]
        texts = [self._text(part, "body", place, len(parts), numbers=False) for place, part in enumerate(parts, 1)]
        printed = "\n".join(map(plain_text, texts))
        check_length(len(printed))
        mended = mend(printed)
        if mended.is_unreadable:
            raise UnreadableError(f"the body is unreadable: {mended.damage}")
        self.warnings += [f"body {note}" for note in mended.notes]
        lines = [line.strip() for line in clean(mended.text).split("\n")]
        lines = [line for line in lines if line.strip(_INVISIBLE)]
        if not lines:
            raise UnreadableError("no body" + (f" ({'; '.join(self.warnings[:3])})" if self.warnings else ""))
        return tuple(("paragraph" if place else "lede", line) for place, line in enumerate(lines))

    def tags(self) -> tuple[str, ...]:
        """The tags of a list, or of a text that separates them, each once."""
        value = self._fields.get("tags")
        parts = value if isinstance(value, list) else [value]
        given = [
            self._plain(self._text(part, "tags", place, len(parts)), "tags") for place, part in enumerate(parts, 1)
        ]
        if not isinstance(value, list):
            given = [tag for text in given for tag in split_tags(text)]
        tags = (self._cut(" ".join(tag.split()), "tags", MAX_NAME_CHARS) for tag in given)
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    def _joined(self, name: str) -> str:
        value = self._fields.get(name)
        parts = value if isinstance(value, list) else [value]
        texts = [self._text(part, name, place, len(parts)) for place, part in enumerate(parts, 1)]
        lines = (" ".join(self._plain(text, name).split()) for text in texts)
        return "، ".join(line for line in lines if line)

    def _plain(self, text: str, name: str) -> str:
        """Text without markup and damage; empty, with a warning, if it cannot be read."""
        mended = mend(plain_text(text))
        if mended.is_unreadable:
            self.warnings.append(f"{name} left out, unreadable: {mended.damage}")
            return ""
        self.warnings += [f"{name} {note}" for note in mended.notes]
        return clean(mended.text)

    def _text(self, value: Any, name: str, place: int, parts: int, *, numbers: bool = True) -> str:
        """A part of a field as text; empty, with a warning, if it is none."""
        if isinstance(value, str):
            return value
        if numbers and isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if value is not None:
            which = f"{name}, part {place} of {parts}," if parts > 1 else name
            self.warnings.append(f"{which} left out, it is {_kind(value)}, not text")
        return ""

    def _cut(self, text: str, name: str, limit: int) -> str:
        if len(text) > limit:
            shown = text[:MAX_SHOWN_CHARS]
            self.warnings.append(f"{name} cut from {len(text):,} characters to {limit:,}: {shown}")
        return text[:limit].rstrip()


def one_line(text: str) -> str:
    """A text in one line, without markup and damage."""
    return " ".join(clean(mend(plain_text(text)).text).split())


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "no text")
