"""What a reader hands over: documents with their records, or a failure with its reason. Nothing here touches a database."""

import datetime as dt
from dataclasses import dataclass, field

ParagraphText = tuple[str, str]
"""(role, text); roles are those of the catalog: lede, paragraph, subhead, caption."""


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When it was published: `first` day of the interval, precision day|month|year, basis stated|inferred, evidence."""

    first: dt.date
    precision: str
    basis: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article or card as read. `parent` is the place of another record in the same document; lines count from 1."""

    import_key: str
    kind: str = "article"
    title: str | None = None
    paragraphs: tuple[ParagraphText, ...] = ()
    source: str = ""
    author: str = ""
    agency: str = ""
    dateline: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    tag_line: str = ""
    url: str = ""
    published: PublicationDate | None = None
    not_before: dt.date | None = None
    """Of an article without a date: the day before which it can't have been published."""
    not_before_evidence: str = ""
    parent: int | None = None
    first_line: int | None = None
    last_line: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """The raw bytes of one accession, where they came from (a name, never a path), and the records read from them."""

    sha256: str
    content: bytes
    origin: str
    media_type: str
    encoding: str
    records: tuple[ArticleRecord, ...]
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its name (with a line number where it has one) and one line of reason."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class UnreadableError(ValueError):
    """Raised by readers; the message is the reason, one line, fit for the user."""
