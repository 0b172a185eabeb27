"""Records that name what they were cut from: it may come after them, or be in the archive before."""

from collections.abc import Iterator

from archive.catalog.services import articles_cut_from
from archive.ingest.import_plan import known_articles
from archive.ingest.record import DocumentRecord

MAX_PARENTS = 200
"""Articles of one transaction that are pointed at what they were cut from."""


class CutRecords:
    """The records of one import that name what they were cut from: their key, the other's key, and the place of the record."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str]] = []

    def note(self, document: DocumentRecord) -> None:
        self._rows += [
            (record.import_key, record.parent_key, document.name) for record in document.records if record.parent_key
        ]

    def link(self) -> None:
        """When all records are written: point them at what they were cut from. Does nothing twice."""
        known = self._known()
        rows = [(child, parent) for child, parent, _ in self._rows if child in known and parent in known]
        for start in range(0, len(rows), MAX_PARENTS):
            chunk = rows[start : start + MAX_PARENTS]
            articles_cut_from(parents={known[child]: known[parent] for child, parent in chunk})

    def missing(self) -> Iterator[str]:
        """A warning for each record whose parent is not in the archive after all."""
        known = self._known()
        for _, parent, name in self._rows:
            if parent not in known:
                yield f"{name}: what it was cut from is not in the archive: {parent}"

    def _known(self) -> dict[str, int]:
        """Primary keys of the articles of both sides, by their keys."""
        keys = dict.fromkeys(key for child, parent, _ in self._rows for key in (child, parent))
        return {key: pk for key, (pk, _) in known_articles(keys).items()}
