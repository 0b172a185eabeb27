"""Raw text: a page saved as lines, without markup. One file is one document with one or more articles and cards.

Date, source, author and tags belong to the text in which they are printed: embedded articles and cards inherit nothing from
the page around them.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from archive.catalog.models import Paragraph
from archive.ingest.bounds import check_text
from archive.ingest.encoding import MAX_BYTES, decode
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.mending import Mended, mend
from archive.ingest.page_text.bylines import read_byline, read_signature
from archive.ingest.page_text.captions import without_file_name
from archive.ingest.page_text.datelines import Dateline, read_dateline, read_prefix
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.image_dates import earliest_day
from archive.ingest.page_text.lines import Line, read_lines
from archive.ingest.page_text.page_region import mark_surroundings
from archive.ingest.page_text.provenance import cited_media, photo_credit
from archive.ingest.page_text.publication import inferred_date, stated_date
from archive.ingest.page_text.roles import assign_roles
from archive.ingest.page_text.split import Doubt, Segment
from archive.ingest.page_text.tags import read_tags
from archive.ingest.readers.record_fields import MAX_CREDIT_CHARS
from archive.ingest.record import ArticleRecord, DocumentRecord, ParagraphText, SplitDoubt, UnreadableError
from archive.text import fold, text_language

Role = Paragraph.Role
MIN_REPEATED_CHARS = 60
"""Of a paragraph that is dropped where it is printed again; shorter ones may be a refrain or a line of a dialogue."""
CITING = ("title", "body", "subhead")
"""Roles of lines in which media are cited."""
_AND_AGENCIES = re.compile(r"(?<=\w)\s*(?:[+،,/–—-]\s*(?:ال)?|\sوال)وكالات$")
"""«الجزيرة + وكالات»: the publisher, and agencies that are not named."""
_AND_PICTURES = re.compile(
    r"(?:و\s?)?تصوير(?:\s+و\s?\w+)?\s*[:：/]\s*(?P<name>.+)|\w+\s+وتصوير\s*[:：/]\s*(?P<second>.+)"
)
"""«تصوير وتقرير: …», «حوار وتصوير: …»: the author took the pictures, too."""


def read_file(path: Path, gazetteer: Gazetteer, keys: KeyScheme = KeyScheme()) -> DocumentRecord:
    """Read one file. Raises UnreadableError or OSError."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
    return read_bytes(path.read_bytes(), printed_name(path.name), gazetteer, keys)


def read_bytes(content: bytes, origin: str, gazetteer: Gazetteer, keys: KeyScheme = KeyScheme()) -> DocumentRecord:
    """The document in `content`; raises UnreadableError."""
    text, encoding = decode(content)
    mended = _mended(text)
    notes = tuple(f"{origin}: {note}" for note in mended.notes)
    sha256 = hashlib.sha256(content).hexdigest()
    lines = read_lines(mended.text)
    page = mark_surroundings(lines, gazetteer)
    segments = assign_roles(lines, gazetteer)
    found = _split_records(segments, gazetteer, lambda place: keys.text_key(sha256, place), numbered=True)
    records = found.records
    notes += tuple(f"{origin}: {note}" for note in found.notes)
    if not records:
        raise UnreadableError("no article in it, only labels and parts of a page")
    if page and page.doubt:
        records = (replace(records[0], state="draft"), *records[1:])
        notes += (f"{origin}: {page.doubt}; kept as a draft",)
    return DocumentRecord(sha256, content, origin, "text/plain", encoding, records, notes, doubts=found.doubts)


class SplitRecords(NamedTuple):
    """An article and what is cut from it, doubts about the cuts, and a sentence for each."""

    records: tuple[ArticleRecord, ...]
    doubts: tuple[SplitDoubt, ...]
    notes: tuple[str, ...]


def article_records(lines: list[Line], gazetteer: Gazetteer, key: Callable[[int], str]) -> SplitRecords:
    """The article of these lines, which have no line numbers that a reader could look up, and what is cut from it; `key` gives
    the key of the article or card at a place."""
    return _split_records(assign_roles(lines, gazetteer), gazetteer, key, numbered=False)


def _split_records(
    segments: list[Segment], gazetteer: Gazetteer, key: Callable[[int], str], *, numbered: bool
) -> SplitRecords:
    texts = [segment for segment in segments if _has_words(segment)]
    places = {id(segment): place for place, segment in enumerate(texts)}
    told = [doubt for segment in texts for doubt in segment.doubts if doubt.part is None or id(doubt.part) in places]
    return SplitRecords(
        tuple(_record(segment, key(place), place, gazetteer) for place, segment in enumerate(texts)),
        tuple(_split_doubt(doubt, places, numbered=numbered) for doubt in told),
        tuple(doubt.sentence(numbered=numbered) for doubt in told),
    )


def _split_doubt(doubt: Doubt, places: dict[int, int], *, numbered: bool) -> SplitDoubt:
    lines = (("before", doubt.before), ("doubtful", doubt.lines), ("after", doubt.after))
    return SplitDoubt(
        holder=places[id(doubt.holder)],
        part=None if doubt.part is None else places[id(doubt.part)],
        is_cut=doubt.is_cut,
        lines=tuple((place, line.text, line.number if numbered else None) for place, row in lines for line in row),
    )


def line_roles(content: bytes, gazetteer: Gazetteer) -> list[tuple[int, str]]:
    """(line number, role) of each printed physical line; raises UnreadableError."""
    lines = read_lines(_mended(decode(content)[0]).text)
    mark_surroundings(lines, gazetteer)
    assign_roles(lines, gazetteer)
    return [
        (number, line.role) for line in lines if line.form != "blank" for number in range(line.number, line.last + 1)
    ]


def _mended(text: str) -> Mended:
    check_text(text)
    mended = mend(text)
    if mended.is_unreadable:
        raise UnreadableError(f"unreadable: {mended.damage}")
    return mended


def _has_words(segment: Segment) -> bool:
    return any(line.role in ("title", "body", "subhead", "caption", "related") for line in segment.lines)


def _record(segment: Segment, key: str, place: int, gazetteer: Gazetteer) -> ArticleRecord:
    parent = 0 if place else None
    if segment.kind == "card":
        return _card(segment, key, parent)
    lines = segment.lines
    printed_lines = [line for line in lines if line.form != "blank"]
    paragraphs = _paragraphs(lines)
    lede = next((text for role, text in paragraphs if role == Role.LEDE), "")
    captions = [text for role, text in paragraphs if role == Role.CAPTION]
    title = next((line.text for line in lines if line.role == "title"), None)
    place_line = next((line for line in lines if line.role == "dateline"), None)
    dateline = _whole_dateline(place_line.text, gazetteer) if place_line else read_prefix(lede, gazetteer)
    tag_line = next((line for line in lines if line.form == "tags" and line.value), None)
    published = stated_date(lines) or inferred_date(lede, captions)
    earliest = None if published else earliest_day((line.text for line in lines), dt.datetime.now(dt.UTC).date())
    printed = "\n".join((title or "", *(text for _role, text in paragraphs)))
    source = _AND_AGENCIES.sub("", _value(lines, "source", 200))
    agency = _agency(lines, dateline.agency if dateline else "", gazetteer)
    return ArticleRecord(
        import_key=key,
        title=title[:1000] if title else None,
        paragraphs=paragraphs,
        source=source,
        source_line=_ruled_line(lines, gazetteer),
        author=_author(lines, gazetteer) or (dateline.reporter[:300] if dateline else ""),
        agency=agency,
        dateline=(dateline.place if dateline else _signed_place(lines, gazetteer))[:200],
        cited=cited_media(
            (line.text for line in lines if line.form == "cited" or line.role in CITING),
            gazetteer,
            own=(source, agency),
        ),
        photo_credit=_photo_credit(lines, gazetteer),
        language=text_language(printed),
        section=_value(lines, "section", 200),
        tags=read_tags(tag_line.value, printed=printed, names=gazetteer.names | gazetteer.places) if tag_line else (),
        tag_line="\n".join(line.text for line in lines if line.form == "tags"),
        published=published,
        not_before=earliest.day if earliest else None,
        not_before_evidence=earliest.evidence if earliest else "",
        parent=parent,
        first_line=min(line.number for line in printed_lines),
        last_line=max(line.last for line in printed_lines),
    )


def _card(segment: Segment, key: str, parent: int | None) -> ArticleRecord:
    title = segment.lines[0].value or segment.lines[0].text
    teasers = [line.text for line in segment.lines if line.folded != segment.lines[0].folded]
    return ArticleRecord(
        import_key=key,
        kind="stub",
        title=title[:1000],
        language=text_language("\n".join((title, *teasers))),
        paragraphs=tuple(
            (str(Role.LEDE if place == 0 else Role.PARAGRAPH), text) for place, text in enumerate(teasers)
        ),
        parent=parent,
        first_line=segment.lines[0].number,
        last_line=segment.lines[-1].last,
    )


def _paragraphs(lines: list[Line]) -> tuple[ParagraphText, ...]:
    """Prose, subheads and captions in printed order; the first prose is the lede. Captions and long paragraphs that were printed
    before, as pages do with standfirsts, are dropped."""
    paragraphs: list[ParagraphText] = []
    captions: set[str] = set()
    printed: set[str] = set()
    lede = False
    for line in lines:
        if line.role == "caption":
            text = without_file_name(line.text)
            if text and fold(text) not in captions:
                captions.add(fold(text))
                paragraphs.append((str(Role.CAPTION), text))
        elif line.role == "subhead":
            paragraphs.append((str(Role.SUBHEAD), line.text))
        elif line.role == "body" and line.folded not in printed:
            if len(line.text) >= MIN_REPEATED_CHARS:
                printed.add(line.folded)
            paragraphs.append((str(Role.PARAGRAPH if lede else Role.LEDE), line.text))
            lede = True
    return tuple(paragraphs)


def _photo_credit(lines: list[Line], gazetteer: Gazetteer) -> str:
    """Whose picture it is, by the captions, else by a byline that names pictures."""
    if credit := photo_credit((line.text for line in lines if line.role == "caption"), gazetteer):
        return credit[:MAX_CREDIT_CHARS]
    bylines = (_AND_PICTURES.fullmatch(line.text.strip()) for line in lines if line.role == "byline")
    return next((" ".join((match["name"] or match["second"]).split()) for match in bylines if match), "")[
        :MAX_CREDIT_CHARS
    ]


def _value(lines: list[Line], form: str, limit: int) -> str:
    values = (" ".join(line.value.split()).strip(" .،:") for line in lines if line.form == form)
    return next((value for value in values if value), "")[:limit]


def _ruled_line(lines: list[Line], gazetteer: Gazetteer) -> str:
    """The line that is the source's by a curator's rule."""
    return next((line.text for line in lines if line.form == "source" and line.folded in gazetteer.source_lines), "")


def _whole_dateline(text: str, gazetteer: Gazetteer) -> Dateline | None:
    """Place and agency on a separate line, perhaps with a date between them."""
    byline = read_byline(text)
    return read_dateline(byline.author if byline else text, gazetteer)


def _author(lines: list[Line], gazetteer: Gazetteer) -> str:
    if labelled := _value(lines, "byline", 300):
        signature = read_signature(labelled, gazetteer)
        return signature.author if signature else labelled
    bylines = (read_byline(line.text) for line in lines if line.role == "byline")
    authors = (byline.author for byline in bylines if byline)
    return next((author for author in authors if author and fold(author) not in gazetteer.agencies), "")[:300]


def _signed_place(lines: list[Line], gazetteer: Gazetteer) -> str:
    """The place of «سلمى الحداد - القاهرة»."""
    printed = (text for line in lines if line.role == "byline" for text in (line.value, line.text))
    signatures = (read_signature(text, gazetteer) for text in printed)
    return next((signature.place for signature in signatures if signature), "")


def _agency(lines: list[Line], from_dateline: str, gazetteer: Gazetteer) -> str:
    """The agency of the dateline, else of the signature at the end, else of a byline or a source that is an agency."""
    if from_dateline:
        return from_dateline
    signed = [line for line in lines if line.role == "source" and line.is_text]
    signature = read_dateline(signed[-1].text, gazetteer) if signed else None
    if signature and signature.agency:
        return signature.agency
    bylines = (read_byline(line.text) for line in lines if line.role == "byline")
    named = [byline.author for byline in bylines if byline] + [line.value for line in lines if line.form == "source"]
    return next((gazetteer.agencies[fold(name)] for name in named if fold(name) in gazetteer.agencies), "")
