"""Ids that come twice in one import, each named with the lines on which it stands."""

from archive.ingest.import_plan import Notice, title_of
from archive.ingest.record import DocumentRecord


class Repeats:
    """The records seen in an import, by a hash of their key: some hundred bytes each."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[int, int]] = {}
        self._files: list[str] = []

    def note(self, document: DocumentRecord) -> Notice | None:
        """A notice if this record's key came before. Articles of text files and pages are not numbered, and not looked at."""
        if document.line is None:
            return None
        if not self._files or self._files[-1] != document.origin:
            self._files.append(document.origin)
        (record,) = document.records
        key, place = hash(record.import_key), (len(self._files) - 1, document.line)
        before = self._seen.get(key)
        self._seen[key] = place
        if before is None:
            return None
        file, line = self._files[before[0]], before[1]
        both = f"{file}, lines {line} and {document.line}"
        other = f"{file}, line {line}, and {document.name}"
        return Notice("repeated", both if before[0] == place[0] else other, title_of(record))
