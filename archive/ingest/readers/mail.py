"""Mails (EML): the message is an article with its subject as title; attachments are inputs of their own (`unpacking`).

The day of the mail is that of publication, as written in its header. The sender is the author if the name reads as one.
"""

import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email import errors
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

from archive.ingest.encoding import MAX_BYTES, decode
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.mending import mend_blocks
from archive.ingest.page_text.authors import reads_as_author
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import Line, block_lines, read_lines
from archive.ingest.readers.html.blocks import page_blocks
from archive.ingest.readers.html.tree import parse_page
from archive.ingest.readers.mail_headers import header_text
from archive.ingest.readers.record_dates import read_written
from archive.ingest.readers.record_fields import MAX_AUTHOR_CHARS, MAX_TITLE_CHARS, one_line
from archive.ingest.readers.text import article_records
from archive.ingest.record import ArticleRecord, DocumentRecord, UnreadableError

_NO_KEYS = KeyScheme()
_REPLY = re.compile(r"^(?:(?:re|fw|fwd|رد|إعادة توجيه)\s*:\s*)+", re.IGNORECASE)
MAX_ATTACHMENTS = 200
_DEFECTS: dict[type, str] = {
    errors.CloseBoundaryNotFoundDefect: "the mail breaks off before its end",
    errors.StartBoundaryNotFoundDefect: "parts of the mail are missing",
    errors.InvalidBase64PaddingDefect: "the mail's text breaks off or is damaged",
    errors.InvalidBase64LengthDefect: "the mail's text breaks off or is damaged",
    errors.InvalidBase64CharactersDefect: "the mail's text is damaged",
}


def read_file(path: Path, gazetteer: Gazetteer, keys: KeyScheme = _NO_KEYS) -> DocumentRecord | None:
    """The message itself; None if it has no text besides its attachments. Raises UnreadableError or OSError."""
    content, message = _message(path)
    lines, notes = _lines(message)
    if not any(line.is_text for line in lines):
        return None
    sha256 = hashlib.sha256(content).hexdigest()
    found = article_records(lines, gazetteer, lambda place: keys.text_key(sha256, place))
    records = found.records
    if not records:
        return None
    main, warnings = _with_header(records[0], message)
    origin = printed_name(path.name)
    told = tuple(f"{origin}: {warning}" for warning in (*notes, *warnings, *found.notes, *_defects(message)))
    records = (main, *records[1:])
    return DocumentRecord(sha256, content, origin, "message/rfc822", "utf-8", records, told, doubts=found.doubts)


def attachments(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the files attached. Raises UnreadableError or OSError."""
    _, message = _message(path)
    for number, part in enumerate(message.iter_attachments(), 1):
        if number > MAX_ATTACHMENTS:
            raise UnreadableError(f"more than {MAX_ATTACHMENTS} attachments")
        name = one_line(part.get_filename() or "")
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            yield name or f"message {number}.eml", inner.as_bytes()
        elif isinstance(content := part.get_payload(decode=True), bytes):
            yield name or f"attachment {number}", content


def _message(path: Path) -> tuple[bytes, EmailMessage]:
    if path.stat().st_size > 3 * MAX_BYTES:
        raise UnreadableError(f"larger than {3 * MAX_BYTES // 1024 // 1024} MB")
    content = path.read_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys() or not (message["from"] or message["date"]):
        raise UnreadableError("not a mail")
    return content, message


def _defects(message: EmailMessage) -> list[str]:
    """What is missing or damaged in the message, found while it was read."""
    found = {type(defect) for part in message.walk() for defect in part.defects}
    return sorted({_DEFECTS[kind] for kind in found if kind in _DEFECTS})


def _lines(message: EmailMessage) -> tuple[list[Line], tuple[str, ...]]:
    """The lines of the plain text, else the blocks of the HTML text, and notes on what was mended."""
    body = message.get_body(("plain", "html"))
    content = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(content, bytes) or not content.strip():
        return [], ()
    if body.get_content_subtype() == "html":
        blocks, notes = mend_blocks([block.text for block in page_blocks(parse_page(content)[0])])
        return block_lines(blocks), notes
    texts, notes = mend_blocks([_decoded(content, body.get_content_charset() or "")])
    return read_lines(texts[0]), notes


def _decoded(content: bytes, declared: str) -> str:
    """The text as UTF-8 or by the declared encoding, where that fits, else as any text file is decoded."""
    for encoding in ("utf-8", declared):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return decode(content)[0]


def _with_header(record: ArticleRecord, message: EmailMessage) -> tuple[ArticleRecord, list[str]]:
    subject = _REPLY.sub("", one_line(header_text(message, "subject")))
    names = [one_line(name) for name, _ in getaddresses([header_text(message, "from")]) if name]
    written = one_line(header_text(message, "date"))
    date = read_written(written)
    published = date.published and replace(date.published, evidence=f"تاريخ الرسالة: «{written}»"[:500])
    paragraphs = record.paragraphs
    if record.title and subject and record.title != subject:
        # the first line of a mail is rarely a headline of its own
        paragraphs = (
            ("lede", record.title),
            *(("paragraph" if role == "lede" else role, text) for role, text in paragraphs),
        )
    author = record.author or next((name for name in names if reads_as_author(name)), "")
    changed = replace(
        record,
        title=(subject or record.title or "")[:MAX_TITLE_CHARS] or None,
        paragraphs=paragraphs,
        author=author[:MAX_AUTHOR_CHARS],
        published=record.published if record.published and record.published.basis == "stated" else published,
    )
    return changed, [date.warning] if date.warning else []
