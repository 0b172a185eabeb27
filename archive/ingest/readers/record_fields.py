"""The fields of a record as text: markup decoded, damage mended; a warning for whatever is mended, left out or cut.

A number is as good as text. Null and empty fields are no loss and need no warning. An address that is too long is left out, as
half of one leads nowhere; other lines are cut.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from archive.catalog.models import Paragraph
from archive.ingest.bounds import check_length
from archive.ingest.controls import clean, storable
from archive.ingest.markup import plain_text
from archive.ingest.mending import mend
from archive.ingest.page_text.tags import split_tags
from archive.ingest.record import ParagraphText, UnreadableError
from archive.text import fits_script, language_tag, text_language

READ = (
    "id", "title", "body", "date", "source", "author", "url", "section", "tags", "namespace", "kind", "parent",
    "date_precision", "date_basis", "date_evidence", "agency", "dateline", "cited", "photo_credit", "language", "roles",
    "not_before", "not_before_evidence",
    "export",  # what an export says of itself: known, and not kept
)  # fmt: skip
ROLES = tuple(map(str, Paragraph.Role.values))
MAX_TITLE_CHARS, MAX_AUTHOR_CHARS, MAX_NAME_CHARS, MAX_URL_CHARS = 1000, 300, 200, 2000
"""Of the catalog's columns; a name is a source, a section, a tag, an agency, a place or a cited medium."""
MAX_CREDIT_CHARS, MAX_CITED = 300, 50
MAX_SHOWN_CHARS = 60
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = "\u200b\u200e\u200f\ufeff"
_KINDS = {bool: "true or false", dict: "an object", list: "a list", int: "a number", float: "a number"}


class RecordFields:
    """The fields of one record; `warnings` grows as they are read.

    `is_plain`: each part of the body has its role, as in exports. Then texts are taken as they are: a part is a paragraph, and
    neither markup nor damage is looked for.
    """

    def __init__(self, fields: Mapping[str, Any], warnings: list[str] | None = None) -> None:
        self._fields = fields
        self.warnings = [] if warnings is None else warnings
        body, roles = fields.get("body"), fields.get("roles")
        self.is_plain = (
            isinstance(body, list)
            and isinstance(roles, list)
            and len(body) == len(roles)
            and all(isinstance(part, str) for part in body)
        )

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
        for name, kinds in (("id", int | str | None), ("namespace", str | None), ("parent", int | str | None)):
            value = self._fields.get(name)
            if isinstance(value, bool) or not isinstance(value, kinds):
                self.warnings.append(f"{name} left out, it is {_kind(value)}, not text")

    def paragraphs(self) -> tuple[ParagraphText, ...]:
        """The lines of the body, the first as its lede. Raises UnreadableError if it has none, or none that can be read."""
        body = self._fields.get("body")
        if self.is_plain and isinstance(body, list):
            return self._plain_paragraphs(body)
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
        roles = self._roles(len(lines))
        return tuple(zip(roles, lines, strict=True))

    def _plain_paragraphs(self, body: list[str]) -> tuple[ParagraphText, ...]:
        """The parts of the body with their roles; only a card may have none."""
        check_length(sum(map(len, body)))
        rows = zip(self._roles(len(body)), map(_stored, body), strict=True)
        paragraphs = tuple((role, text) for role, text in rows if text.strip())
        if not paragraphs and not (self._fields.get("kind") == "stub" and self._fields.get("title")):
            raise UnreadableError("no body")
        return paragraphs

    def _roles(self, count: int) -> list[str]:
        """The role of each of `count` paragraphs: as given if there is one for each, else the first is the lede."""
        usual = ["paragraph" if place else "lede" for place in range(count)]
        given = self._fields.get("roles")
        if isinstance(given, str):
            given = [part for part in re.split(r"[\s,،;|]+", given) if part]
        if given is None or given == []:
            return usual
        if not isinstance(given, list) or len(given) != count:
            self.warnings.append(f"roles left out, they are not one for each of {count} paragraphs")
            return usual
        if odd := [role for role in given if role not in ROLES]:
            shown = ", ".join(storable(str(role))[:MAX_SHOWN_CHARS] for role in odd[:3])
            self.warnings.append(f"roles left out that are none of {', '.join(ROLES)}: {shown}")
        return [role if role in ROLES else usual[place] for place, role in enumerate(given)]

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """A field that is one of these; "" if it is null, or with a warning if it is something else."""
        value = self._fields.get(name)
        if value is None or value == "" or (isinstance(value, str) and value in choices):
            return value or ""
        self.warnings.append(f"{name} left out, it is none of {', '.join(choices)}: {self._shown(value)}")
        return ""

    def cited(self) -> tuple[str, ...]:
        """The media that the text names as where its news comes from, each once."""
        names = self._names("cited", split=lambda text: re.split("[,،;؛]", text))
        if len(names) > MAX_CITED:
            self.warnings.append(f"cited cut from {len(names):,} names to {MAX_CITED}")
        return names[:MAX_CITED]

    def language(self, text: str) -> str:
        """The language that the record says, if its letters are those of the text; else the one that the text shows."""
        value = self._fields.get("language")
        if self.is_plain and value is None and "language" in self._fields:
            return ""
        tag = language_tag(value) if isinstance(value, str) else ""
        if value and not tag:
            self.warnings.append(f"language left out, it is no tag such as ar or fr (BCP 47): {self._shown(value)}")
        elif tag and not self.is_plain and not fits_script(tag, text):
            self.warnings.append(f"language left out, the text is not in its letters: {self._shown(value)}")
            tag = ""
        return tag or text_language(text)

    def _shown(self, value: Any) -> str:
        return storable(str(value))[:MAX_SHOWN_CHARS]

    def tags(self) -> tuple[str, ...]:
        """The tags of a list, or of a text that separates them, each once."""
        return self._names("tags", split=split_tags)

    def _names(self, name: str, *, split: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
        """Short texts of a list, or of a text that separates them."""
        value = self._fields.get(name)
        parts = value if isinstance(value, list) else [value]
        given = [self._plain(self._text(part, name, place, len(parts)), name) for place, part in enumerate(parts, 1)]
        if not isinstance(value, list):
            given = [one for text in given for one in split(text)]
        names = (self._cut(one if self.is_plain else " ".join(one.split()), name, MAX_NAME_CHARS) for one in given)
        return tuple(dict.fromkeys(one for one in names if one))

    def _joined(self, name: str) -> str:
        value = self._fields.get(name)
        parts = value if isinstance(value, list) else [value]
        texts = [self._text(part, name, place, len(parts)) for place, part in enumerate(parts, 1)]
        if self.is_plain and isinstance(value, str):
            return _stored(value)
        lines = (" ".join(self._plain(text, name).split()) for text in texts)
        return "، ".join(line for line in lines if line)

    def _plain(self, text: str, name: str) -> str:
        """Text without markup and damage; empty, with a warning, if it cannot be read."""
        if self.is_plain:
            return _stored(text)
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


def _stored(text: str) -> str:
    """A text that was stored before, which needs nothing but what every database accepts."""
    return _UNSTORABLE.sub("\ufffd", text)


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "no text")
