"""Whoosh's index format with our own postings: a codec that stores term tables, and the schema.

Whoosh keeps the table of contents, segments, deletions and the column of records; the inverted lists are the flat arrays of
`terms`, which Whoosh's own queries cannot read. Whoosh pickles the names of these classes into the index: renaming or moving
one makes a rebuild necessary (`FORMAT`).
"""

from pathlib import Path
from typing import Any

from whoosh import columns, formats
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from archive.search.engine.forms import Form
from archive.search.engine.whoosh.terms import TermTable, open_table

FIELDS = {"pk": b"\x00", "text": b"\x01", "title": b"\x02"}
"""First byte of a field's keys in the term table."""
FORMAT = 8
"""Version of the format on disk and of the location of the classes in this module."""


class FormsField(FieldType):
    """Analysed words: the value is the list of tagged forms itself."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: list[Form], **_: Any) -> list[Form]:
        return value


class KeyField(FieldType):
    """A document's primary key as its only term."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, unique=True)

    def index(self, value: str, **_: Any) -> list[Form]:
        return [(value.encode("ascii"), 1, 1, b"")]


def open_index(folder: Path) -> FileIndex:
    return FileIndex(FileStorage(str(folder)))


def create_index(folder: Path) -> None:
    FileIndex.create(FileStorage(str(folder)), build_schema())


def build_schema() -> Schema:
    return Schema(pk=KeyField(), text=FormsField(), title=FormsField(), record=COLUMN(columns.VarBytesColumn()))


class TermTableCodec(W3Codec):
    """Whoosh 3's codec except for the inverted lists."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> "NoFieldWriter":
        return NoFieldWriter()

    def terms_reader(self, storage: Any, segment: Any) -> "TableTermsReader":
        return TableTermsReader(open_table(Path(storage.folder), segment.segment_id()))


class NoFieldWriter(base.FieldWriter):
    """Writes nothing: the segment writer writes the table itself."""

    is_closed = False

    def close(self) -> None:
        self.is_closed = True


class TableTermsReader(base.TermsReader):
    """Gives a segment's readers its term table."""

    def __init__(self, table: TermTable) -> None:
        self.table = table

    def close(self) -> None:
        """Mapped arrays are closed when the last reference goes."""
