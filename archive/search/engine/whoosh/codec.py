"""Whoosh's index with postings of our own: a codec that keeps term tables, and the schema.

Whoosh keeps the table of contents, segments, deletions and the column of records; the inverted lists are the flat arrays
of `terms`. Whoosh's own matchers still work on them (`matcher`), though no query of ours goes that way.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh import columns, formats
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.matching import ListMatcher
from whoosh.reading import TermNotFound

from archive.search.engine.forms import Form
from archive.search.engine.generations import Generations
from archive.search.engine.whoosh.terms import TermTable, open_table

FIELDS = {"pk": b"\x00", "text": b"\x01", "title": b"\x02"}
"""The first byte of a field's keys in the term table."""
FORMAT = 4
"""Version of the index's form on disk, and of the place of the classes that Whoosh names in it; another one means a rebuild."""


class FormsField(FieldType):
    """Words that come analysed: the value is the list of tagged forms itself."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: list[Form], **_: Any) -> list[Form]:
        return value


class KeyField(FieldType):
    """A document's own number as its only term."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, unique=True)

    def index(self, value: str, **_: Any) -> list[Form]:
        return [(value.encode("ascii"), 1, 1, b"")]


def generations(root: Path) -> Generations:
    """The folders of a Whoosh index."""
    return Generations(root, FORMAT, _begin)


def open_index(folder: Path) -> FileIndex:
    return FileIndex(FileStorage(str(folder)))


def _begin(folder: Path) -> None:
    FileIndex.create(FileStorage(str(folder)), build_schema())


def build_schema() -> Schema:
    return Schema(pk=KeyField(), text=FormsField(), title=FormsField(), record=COLUMN(columns.VarBytesColumn()))


class TermTableCodec(W3Codec):
    """Whoosh 3's codec, but for the inverted lists."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> "NoFieldWriter":
        return NoFieldWriter()

    def terms_reader(self, storage: Any, segment: Any) -> "TableTermsReader":
        return TableTermsReader(open_table(Path(storage.folder), segment.segment_id()))


class NoFieldWriter(base.FieldWriter):
    """The segment writer writes the table itself."""

    is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        raise NotImplementedError

    start_term = add = finish_term = start_field

    def close(self) -> None:
        self.is_closed = True


class TableTermsReader(base.TermsReader):
    """A term table seen through Whoosh's interface."""

    def __init__(self, table: TermTable) -> None:
        self.table = table

    def _row(self, fieldname: str, tbytes: bytes) -> int:
        row = self.table.row(FIELDS[fieldname] + tbytes) if fieldname in FIELDS else None
        if row is None:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        return row

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return term[0] in FIELDS and self.table.row(FIELDS[term[0]] + term[1]) is not None

    def terms(self) -> Iterator[tuple[str, bytes]]:
        names = {code: name for name, code in FIELDS.items()}
        return ((names[key[:1]], key[1:]) for key in self.table.rows_of_keys(0, len(self.table)))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return (term for term in self.terms() if term >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], W3TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], W3TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, tbytes: bytes) -> W3TermInfo:
        row = self._row(fieldname, tbytes)
        docs, weights = self.table.postings(row, row + 1)
        return W3TermInfo(weight=float(weights.sum()) / 2, df=len(docs), minid=int(docs[0]), maxid=int(docs[-1]))

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        return float(self.term_info(fieldname, tbytes).weight())

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        row = self._row(fieldname, tbytes)
        return int(self.table.starts[row + 1] - self.table.starts[row])

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        row = self._row(fieldname, tbytes)
        docs, weights = self.table.postings(row, row + 1)
        return ListMatcher(docs.tolist(), (weights / 2).tolist(), scorer=scorer, term=(fieldname, tbytes))

    def indexed_field_names(self) -> list[str]:
        return list(FIELDS)

    def close(self) -> None:
        """Mapped arrays close themselves when nobody holds them any more."""
