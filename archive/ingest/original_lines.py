"""The lines of an article's raw document, each with its role and the paragraphs that it went into.

Text files have the roles that the reader gives their lines today; only the article's own lines are returned. A record has a line
for each field (several for a body), a page one for each line of its source that has text. Paragraphs are found by their words,
so that a curator's change or a repaired line does not break the rest.
"""

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.catalog.models import Article, RawDocument
from archive.ingest.line_alignment import Paragraphs
from archive.ingest.page_text.gazetteer import load_gazetteer
from archive.ingest.readers.text import line_roles
from archive.ingest.record import UnreadableError

MAX_LINES = 2_000
MAX_LINE_CHARS = 5_000
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.S | re.I)


@dataclass(frozen=True)
class OriginalLine:
    """`number` from 1 in the document; `role` as in `--roles`, "" if unknown; `field` of a record, else "".

    `paragraphs` count from 0.
    """

    number: int
    text: str
    role: str = ""
    field: str = ""
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Original:
    """`is_readable` is false for a file that is no text; `is_whole` if all that the document has is in the lines."""

    lines: tuple[OriginalLine, ...] = ()
    is_readable: bool = True
    is_whole: bool = True


def original_of(article: Article, paragraphs: Sequence[str]) -> Original:
    """Raises nothing for damaged documents: what can be decoded is shown."""
    document = article.raw_document
    if document is None or not document.is_text:
        return Original(is_readable=False)
    lines = list(_lines(article, document))[: MAX_LINES + 1]
    aligned = _aligned(lines[:MAX_LINES], paragraphs)
    return Original(tuple(aligned), is_whole=len(lines) <= MAX_LINES)


def _lines(article: Article, document: RawDocument) -> Iterator[OriginalLine]:
    if document.media_type == "application/json":
        return _record_lines(document.printed())
    if document.media_type == "text/plain":
        return _text_lines(article, document)
    return _page_lines(document.printed())


def _text_lines(article: Article, document: RawDocument) -> Iterator[OriginalLine]:
    try:
        roles = dict(line_roles(bytes(document.content), load_gazetteer()))
    except UnreadableError:
        roles = {}
    printed = document.printed().removeprefix("\ufeff").splitlines()
    first, last = article.first_line or 1, article.last_line or len(printed)
    for number in range(first, min(last, len(printed)) + 1):
        if text := printed[number - 1].strip():
            yield OriginalLine(number, text[:MAX_LINE_CHARS], roles.get(number, ""))


def _record_lines(printed: str) -> Iterator[OriginalLine]:
    try:
        record = json.loads(printed)
    except ValueError:
        record = None
    if not isinstance(record, dict):
        yield OriginalLine(1, printed[:MAX_LINE_CHARS])
        return
    number = 0
    for field, value in record.items():
        texts = value if isinstance(value, list) else [value]
        said = (text if isinstance(text, str) else json.dumps(text, ensure_ascii=False) for text in texts)
        for line in (line.strip() for text in said for line in text.splitlines()):
            if line:
                number += 1
                yield OriginalLine(number, line[:MAX_LINE_CHARS], field=str(field))


def _page_lines(printed: str) -> Iterator[OriginalLine]:
    # line ends within what is taken out are kept, so that the numbers are those of the source
    bare = _TAG.sub(lambda match: "\n" * match[0].count("\n") or " ", printed)
    for number, line in enumerate(bare.split("\n"), 1):
        if text := " ".join(html.unescape(line).split()):
            yield OriginalLine(number, text[:MAX_LINE_CHARS])


def _aligned(lines: Sequence[OriginalLine], paragraphs: Sequence[str]) -> Iterator[OriginalLine]:
    known = Paragraphs(paragraphs)
    for line in lines:
        found = known.of_line(_TAG.sub(" ", line.text))
        yield OriginalLine(line.number, line.text, line.role, line.field, found)
