"""RSS and Atom feeds as files: each item is an article, or a stub where the feed carries only its beginning.

An item is known by its address, else by its guid if that is an address; a bare guid belongs to the feed, whose namespace is the
one given, else the address of its site. The day of publication is the one written, in the zone of the feed. A date of change
is none of publication.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax import SAXException

import feedparser

from archive.ingest.encoding import MAX_BYTES
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.page_text.authors import is_account, reads_as_author
from archive.ingest.page_text.datelines import read_prefix
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.provenance import cited_media
from archive.ingest.readers.record_dates import read_written
from archive.ingest.readers.record_fields import (
    MAX_AUTHOR_CHARS,
    MAX_CREDIT_CHARS,
    MAX_NAME_CHARS,
    MAX_TITLE_CHARS,
    RecordFields,
    one_line,
)
from archive.ingest.record import ArticleRecord, DocumentRecord, Failure, PublicationDate, UnreadableError
from archive.text import declared_language, fold

MIN_ARTICLE_CHARS = 150
"""Of the text of an item. A shorter one, or one that breaks off, is the announcement of an article."""
MAX_ITEMS = 10_000
_PERSON_IN_BRACKETS = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)")
_BROKEN_OFF = re.compile(
    r"(?:…|\.\.\.|\[[…. ]+\])\W*$|(?:اقرأ المزيد|المزيد|read more|continue reading)\W*$", re.IGNORECASE
)
_SIGNED_PLACE = re.compile(r"(?P<name>[^-–—/]+?)(?:\s*[-–—/]\s+|\s+[-–—/]\s*)(?P<place>[^-–—/]+)")
"""«محمد السليمان - الدمام», «واس- مقديشو»: a name and where it wrote."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def read_file(path: Path, gazetteer: Gazetteer, keys: KeyScheme = KeyScheme()) -> Iterator[DocumentRecord | Failure]:
    """The feed as one document, and a failure for each item that cannot be read. Raises UnreadableError or OSError."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
    return read_bytes(path.read_bytes(), printed_name(path.name), gazetteer, keys)


def read_bytes(
    content: bytes, origin: str, gazetteer: Gazetteer, keys: KeyScheme = KeyScheme()
) -> Iterator[DocumentRecord | Failure]:
    """As `read_file`, for bytes."""
    # a stream: feedparser takes bytes that look like an address or a path for one and would open it
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    if not feed.get("version") and not feed.entries:
        reason = getattr(feed.get("bozo_exception"), "args", ("",))[0] if feed.bozo else ""
        raise UnreadableError(f"not a feed{f' ({reason})' if isinstance(reason, str) and reason else ''}")
    if len(feed.entries) > MAX_ITEMS:
        raise UnreadableError(f"more than {MAX_ITEMS:,} items")
    records: dict[str, ArticleRecord] = {}
    warnings: list[str] = []
    for number, entry in enumerate(feed.entries, 1):
        place = f"{origin}, item {number}"
        try:
            record, notes = _record(entry, feed.feed, gazetteer, keys)
        except UnreadableError as error:
            yield Failure(place, str(error))
            continue
        warnings += [f"{place}: {note}" for note in notes]
        earlier = records.get(record.import_key)
        if earlier is not None and (earlier.title, earlier.paragraphs) != (record.title, record.paragraphs):
            # another item under the address of an earlier one: both stand
            warnings.append(f"{place}: the address of another item: {record.url or record.import_key}")
            record = replace(record, import_key=_content_key(record, keys))
        elif earlier is not None:
            warnings.append(f"{place}: the same item again: {record.title or record.import_key}")
        records[record.import_key] = record
    if feed.bozo and isinstance(feed.get("bozo_exception"), SAXException):
        yield Failure(origin, f"damaged feed, what follows may be missing ({feed.bozo_exception})")
    if records:
        sha256 = hashlib.sha256(content).hexdigest()
        encoding = str(feed.get("encoding") or "utf-8")
        yield DocumentRecord(
            sha256, content, origin, "application/rss+xml", encoding, tuple(records.values()), tuple(warnings)
        )


def _record(entry: Any, feed: Any, gazetteer: Gazetteer, keys: KeyScheme) -> tuple[ArticleRecord, list[str]]:
    body = _body(entry)
    address = next((text for text in (entry.get("link"), entry.get("id")) if _ADDRESS.fullmatch(text or "")), "")
    author, agency, place = _signature(entry, gazetteer)
    fields = RecordFields(
        {
            "title": entry.get("title"),
            "body": body or entry.get("title"),
            "author": author,
            "url": address,
            "source": (entry.get("source") or {}).get("title") or ("" if keys.source else feed.get("title")),
            "tags": [tag.get("term") for tag in entry.get("tags", ()) if tag.get("term")],
        }
    )
    paragraphs = fields.paragraphs()
    dateline = read_prefix(paragraphs[0][1], gazetteer)
    published, warning = _published(entry)
    title, source = fields.line("title", MAX_TITLE_CHARS) or None, fields.line("source", MAX_NAME_CHARS)
    agency = agency or (dateline.agency if dateline else "")
    texts = [title or "", *(text for _, text in paragraphs)]
    if warning:
        fields.warnings.append(warning)
    record = ArticleRecord(
        import_key=_key(entry, feed, address, keys, paragraphs),
        kind="stub" if _is_announcement(one_line(body)) else "article",
        title=title,
        paragraphs=paragraphs,
        source=source,
        author=fields.line("author", MAX_AUTHOR_CHARS),
        agency=agency,
        dateline=((dateline.place if dateline else "") or place)[:MAX_NAME_CHARS],
        cited=cited_media(texts, gazetteer, own=(source, agency)),
        photo_credit=_photo_credit(entry),
        language=declared_language(_language(entry, feed), "\n".join(texts)),
        tags=fields.tags(),
        url=fields.url(),
        published=published,
    )
    return record, fields.warnings


def _photo_credit(entry: Any) -> str:
    """Whose picture an item brings: the first `media:credit`."""
    printed = (one_line(str(credit.get("content") or "")) for credit in entry.get("media_credit") or ())
    return next(filter(None, printed), "")[:MAX_CREDIT_CHARS]


def _language(entry: Any, feed: Any) -> str:
    """The language that the text of an item declares, else its feed."""
    parts = [entry.get("title_detail"), *entry.get("content", ()), entry.get("summary_detail")]
    own = (part.get("language") for part in parts if part)
    return next(filter(None, own), "") or feed.get("language") or ""


def _is_announcement(text: str) -> bool:
    return len(text) < MIN_ARTICLE_CHARS or bool(_BROKEN_OFF.search(text))


def _body(entry: Any) -> str:
    """The longest of the texts that an item has."""
    texts = [*(part.get("value") or "" for part in entry.get("content", ())), entry.get("summary") or ""]
    return max(texts, key=lambda text: len(one_line(text)))


def _signature(entry: Any, gazetteer: Gazetteer) -> tuple[str, str, str]:
    """(author, agency, place) of an item's author: «name@site (Name)» gives what stands in brackets; accounts are no names."""
    name = one_line(entry.get("author") or "")
    if match := _PERSON_IN_BRACKETS.fullmatch(name):
        name = match["name"].strip()
    place = ""
    if match := _SIGNED_PLACE.fullmatch(name):
        name, place = match["name"], match["place"].strip()
    if agency := gazetteer.agencies.get(fold(name)):
        return "", agency, place
    return (name, "", place) if name and not is_account(name) and reads_as_author(name) else ("", "", "")


def _key(entry: Any, feed: Any, address: str, keys: KeyScheme, paragraphs: Any) -> str:
    if address:
        return keys.page_key(address, "", 0)
    namespace = keys.namespace or feed.get("link") or feed.get("title") or ""
    return keys.record_key({"id": entry.get("id"), "namespace": namespace, "title": entry.get("title")}, paragraphs)


def _content_key(record: ArticleRecord, keys: KeyScheme) -> str:
    return keys.record_key({"title": record.title, "namespace": keys.namespace or record.url}, record.paragraphs)


def _published(entry: Any) -> tuple[PublicationDate | None, str]:
    """The day as written, with a warning, or ""."""
    written = " ".join((entry.get("published") or "").split())
    date = read_written(written)
    evidence = f"تاريخ المادة في الخلاصة: «{written}»"[:500]
    return replace(date.published, evidence=evidence) if date.published else None, date.warning
