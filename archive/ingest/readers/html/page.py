"""The article of an HTML page: its text from the page, its other fields from the metadata, then from the text itself."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

from archive.ingest.encoding import MAX_BYTES
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.mending import mend, mend_blocks
from archive.ingest.page_text.authors import is_account, reads_as_author
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import Line, block_lines, content_stems
from archive.ingest.page_text.page_region import mark_head, mark_surroundings
from archive.ingest.readers.html.blocks import Block, page_blocks
from archive.ingest.readers.html.content import page_content
from archive.ingest.readers.html.metadata import PageMetadata, date_in_address, read_metadata
from archive.ingest.readers.html.tree import parse_page
from archive.ingest.readers.record_dates import read_field
from archive.ingest.readers.record_fields import (
    MAX_AUTHOR_CHARS,
    MAX_CREDIT_CHARS,
    MAX_NAME_CHARS,
    MAX_TITLE_CHARS,
    MAX_URL_CHARS,
)
from archive.ingest.readers.text import article_records
from archive.ingest.record import ArticleRecord, DocumentRecord, PublicationDate, UnreadableError
from archive.text import declared_language, fold

MAX_ZONE_DAYS = 1
"""Between the day that a page prints and the one that its metadata give in another time zone."""

_LINE = re.compile(r" \(السطر \d+\)")
"""Blocks of a page have no line numbers that a reader could look up."""


def read_file(path: Path, gazetteer: Gazetteer, keys: KeyScheme = KeyScheme()) -> DocumentRecord:
    """Read one file. Raises UnreadableError or OSError."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
    return read_bytes(path.read_bytes(), printed_name(path.name), gazetteer, keys)


def read_bytes(
    content: bytes, origin: str, gazetteer: Gazetteer, keys: KeyScheme = KeyScheme(), address: str = ""
) -> DocumentRecord:
    """The document in `content`, which was found at `address` if that is known. Raises UnreadableError."""
    tree, encoding = parse_page(content)
    page = read_metadata(tree)
    page.url = page.url or address
    left_out = _without_unusable(page)
    sha256 = hashlib.sha256(content).hexdigest()
    blocks, notes = _mended(page_blocks(tree))
    page.title = mend(page.title).text
    lines, doubt = _article_lines(blocks, tree, page, gazetteer)
    found = article_records(lines, gazetteer, lambda place: keys.page_key(page.url, sha256, place))
    records = found.records
    if not records:
        raise UnreadableError("no article in it, only labels and parts of a page")
    main = _with_metadata(records[0], page, gazetteer)
    others = [replace(record, first_line=None, last_line=None) for record in records[1:]]
    warnings = tuple(f"{origin}: {note}" for note in (*notes, *left_out, *found.notes))
    if doubt:
        warnings += (f"{origin}: {doubt}; kept as a draft",)
    if doubt:
        main = replace(main, state="draft")
    return DocumentRecord(
        sha256, content, origin, "text/html", encoding, (main, *others), warnings, doubts=found.doubts
    )


def _without_unusable(page: PageMetadata) -> list[str]:
    """Take an address that is too long, and a placeholder of a date, out of the metadata; what was left out or is in doubt."""
    warnings = []
    if len(page.url) > MAX_URL_CHARS:
        warnings.append(f"url left out, longer than {MAX_URL_CHARS:,} characters: {page.url[:60]}")
        page.url = ""
    if page.published:
        day = page.published.isoformat()
        date = read_field(day, day)
        warnings += [date.warning] if date.warning else []
        page.published = date.published.first if date.published else None
    return warnings


def _mended(blocks: list[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks with damage mended, and what was. Raises UnreadableError."""
    texts, notes = mend_blocks([block.text for block in blocks])
    return [replace(block, text=text) for block, text in zip(blocks, texts, strict=True)], notes


def _article_lines(
    blocks: list[Block], tree: html.HtmlElement, page: PageMetadata, gazetteer: Gazetteer
) -> tuple[list[Line], str]:
    """The lines of the article with the roles that the page's elements give them, and why they are in doubt, or ""."""
    found = page_content(blocks, tree, page.title)
    if found is None:
        return _densest_lines(blocks, page, gazetteer)
    lines = block_lines([block.text for block in found.blocks])
    if found.headline is not None:
        lines[found.headline].form, lines[found.headline].role = "text", "title"
        mark_head(lines[found.headline + 1 : found.start])
    for block, line in zip(found.blocks[found.start :], lines[found.start :], strict=True):
        if line.is_text and (block.is_heading or block.is_caption):
            line.role = "caption" if block.is_caption else "subhead"
    return lines, ""


def _densest_lines(blocks: list[Block], page: PageMetadata, gazetteer: Gazetteer) -> tuple[list[Line], str]:
    """The text that the metadata hold, else the densest run of sentences of the page."""
    printed = sum(len(block.text) for block in blocks if block.linked < 0.5)
    body = [" ".join(text.split()) for text in page.body.splitlines() if text.strip()]
    if sum(map(len, body)) > max(printed, 200):
        return block_lines([page.title, *body] if page.title else body), ""
    lines = block_lines([block.text for block in blocks])
    region = mark_surroundings(lines, gazetteer)
    return lines, region.doubt if region else ""


def _with_metadata(record: ArticleRecord, page: PageMetadata, gazetteer: Gazetteer) -> ArticleRecord:
    title = record.title if _is_printed_title(record, page) else _without_site(page) or record.title
    tags = tuple(dict.fromkeys(tag[:MAX_NAME_CHARS] for tag in page.tags if tag)) or record.tags
    return replace(
        record,
        title=title[:MAX_TITLE_CHARS] if title else None,
        source=(record.source or _source(page))[:MAX_NAME_CHARS],
        author=(record.author or _author(page, gazetteer))[:MAX_AUTHOR_CHARS],
        section=(page.section or record.section)[:MAX_NAME_CHARS],
        tags=tags,
        url=page.url,
        published=_published(record, page),
        not_before=None if _published(record, page) else record.not_before,
        not_before_evidence="" if _published(record, page) else record.not_before_evidence,
        photo_credit=record.photo_credit or page.photo_credit[:MAX_CREDIT_CHARS],
        cited=tuple(name for name in record.cited if fold(name) != fold(record.source or _source(page))),
        language=declared_language(page.language, _printed(record)),
        first_line=None,
        last_line=None,
    )


def _printed(record: ArticleRecord) -> str:
    return "\n".join((record.title or "", *(text for _, text in record.paragraphs)))


def _is_printed_title(record: ArticleRecord, page: PageMetadata) -> bool:
    """Whether the printed headline counts: unless it is the site's name, or only the title of the metadata fits the text."""
    printed, given = fold(record.title or ""), fold(page.title)
    if not printed or printed == fold(_source(page)):
        return False
    if not given or printed in given or given in printed:
        return True
    opening = content_stems(" ".join(text for _, text in record.paragraphs[:3]))
    return len(content_stems(printed) & opening) >= len(content_stems(given) & opening)


def _without_site(page: PageMetadata) -> str:
    """The title of the metadata without the name of the site at its end or beginning."""
    for separator in (" | ", " - ", " – ", " — ", " :: ", " » "):
        parts = page.title.split(separator)
        if len(parts) > 1:
            names = {fold(page.source), fold(urlsplit(page.url).hostname or "")} - {""}
            parts = [part for part in parts if fold(part.strip()) not in names]
            return separator.join(parts).strip()
    return page.title


def _source(page: PageMetadata) -> str:
    """The site's name; else what the metadata name as author, if the title has it before or after the headline."""
    if page.source:
        return page.source
    parts = [fold(part.strip()) for part in re.split(r"\s+[-–—|:»]+\s+", page.title)]
    return next((name for name in page.authors if len(parts) > 1 and fold(name) in (parts[0], parts[-1])), "")


def _author(page: PageMetadata, gazetteer: Gazetteer) -> str:
    """The persons whom the metadata name: neither the site, nor an agency, nor an address."""
    names = (" ".join(name.split()) for name in page.authors)
    others = {fold(_source(page)), *gazetteer.agencies}
    persons = (name for name in names if fold(name) not in others and reads_as_author(name) and not is_account(name))
    return "، ".join(dict.fromkeys(persons))


def _published(record: ArticleRecord, page: PageMetadata) -> PublicationDate | None:
    """The day of the metadata; the printed one if it is the day before or after, which a time zone explains; else what the text
    states; else the day in the address; else what the text lets infer."""
    printed = record.published and replace(record.published, evidence=_LINE.sub("", record.published.evidence))
    if page.published:
        is_near = printed and printed.basis == "stated" and printed.precision == "day"
        if printed and is_near and 0 < abs((printed.first - page.published).days) <= MAX_ZONE_DAYS:
            return printed
        return PublicationDate(page.published, "day", "stated", f"بيانات الصفحة: {page.published_evidence}")
    if printed and printed.basis == "stated":
        return printed
    if found := date_in_address(page.url):
        day, digits = found
        return PublicationDate(day, "day", "inferred", f"التاريخ في عنوان الصفحة: «{digits}»")
    return printed
