"""What readers return: documents with their records, or failures. Independent of the database."""

import datetime as dt
import unicodedata
from dataclasses import dataclass, field

from archive.text.layout import without_bidi_controls

ParagraphText = tuple[str, str]
"""(role, text); roles are those of the catalog: lede, paragraph, subhead, caption."""


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """`first` day of the interval, precision day|month|year, basis stated|inferred, and the evidence as quoted."""

    first: dt.date
    precision: str
    basis: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article or card. `parent` is the index of another record in the same document; lines count from 1.

    Title, names and tags lose the controls that reorder what is printed; the raw document keeps them. What is nothing but
    controls is no title and no name.
    """

    import_key: str
    kind: str = "article"
    state: str = ""
    """`draft` if a curator should look at it before readers do; only new articles get it."""
    title: str | None = None
    paragraphs: tuple[ParagraphText, ...] = ()
    source: str = ""
    source_line: str = ""
    """The printed line by which a curator's rule knows the source; "" where the record names its source itself."""
    left_out: tuple[str, ...] = ()
    """Paragraphs that recur in the source, left out by curators' rules."""
    author: str = ""
    agency: str = ""
    dateline: str = ""
    cited: tuple[str, ...] = ()
    """Media that the text names as where its news comes from: neither its publisher nor its agency."""
    photo_credit: str = ""
    language: str = ""
    """BCP 47, "" if it is not known."""
    section: str = ""
    tags: tuple[str, ...] = ()
    tag_line: str = ""
    url: str = ""
    published: PublicationDate | None = None
    not_before: dt.date | None = None
    """Earliest possible day of publication, for an article without a date."""
    not_before_evidence: str = ""
    parent: int | None = None
    parent_key: str = ""
    """The key of the article that a record of a structured format was cut from, wherever that stands."""
    first_line: int | None = None
    last_line: int | None = None

    def __post_init__(self) -> None:
        for name in ("title", "source", "author", "agency", "dateline", "photo_credit", "section"):
            if value := getattr(self, name):
                object.__setattr__(self, name, _visible(value) or (None if name == "title" else ""))
        for name in ("tags", "cited"):
            object.__setattr__(self, name, tuple(dict.fromkeys(filter(None, map(_visible, getattr(self, name))))))


def _visible(text: str) -> str:
    """The text without controls that reorder it; empty if nothing that is left can be seen."""
    kept = without_bidi_controls(text)
    return kept if any(unicodedata.category(sign) not in ("Cf", "Cc", "Zs") for sign in kept) else ""


PrintedLine = tuple[str, str, int | None]
"""(`before`, `doubtful` or `after`; the text; the line number of a text file)."""


@dataclass(frozen=True, slots=True)
class SplitDoubt:
    """Lines of a document that may or may not be an article of their own, with those before and after them.

    `holder` is the index of the record around them, `part` that of the article that was cut off (`is_cut`), or of the card
    with its headline; None if there is neither.
    """

    holder: int
    part: int | None
    is_cut: bool
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """The raw bytes of one accession, the name of their file (never a path), and the records in them.

    `line` is the line of the file in which a single record stands.
    """

    sha256: str
    content: bytes
    origin: str
    media_type: str
    encoding: str
    records: tuple[ArticleRecord, ...]
    warnings: tuple[str, ...] = field(default=())
    line: int | None = None
    recognised_by: str = ""
    """Name and version of the program that recognised the text in pictures (OCR)."""
    doubts: tuple[SplitDoubt, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, with the line of a record."""
        return self.origin if self.line is None else f"{self.origin}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its name, perhaps with a line number, and the reason in one line."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class UnreadableError(ValueError):
    """Raised by readers; the message is the reason, one line for the user."""
