"""Small documents to write, and the pks that an engine finds."""

from collections.abc import Iterator

from archive.search.engine import clauses as c
from archive.search.engine.contract import Engine, SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section

WORD = c.Word((("e:كلمة",),))


def document(pk: int, text: str = "كلمة", version: int = 0) -> Document:
    return Document(pk, (), (Section(text),), Record(pk, {"kind": ("article",)}), version)


def failing() -> Iterator[Document]:
    """Documents whose reading fails."""
    yield document(2)
    raise OSError("the record is broken")


def pks(engine: Engine, clause: c.Clause = WORD) -> set[int]:
    return set(engine.view().search(SearchQuery(clause, end=None)).pks)
