"""A dry run counts what the import would do, also where a key comes twice: records that would be written are kept in a file."""

import pickle
import tempfile

from archive.ingest.collisions import is_same_text
from archive.ingest.import_plan import ImportPlan, Notice, title_of
from archive.ingest.record import ArticleRecord, DocumentRecord


class Rehearsal:
    """The records that a dry run would have written so far, by key. They are in a temporary file, not in memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._offsets: dict[str, int] = {}

    def correct(self, plan: ImportPlan) -> None:
        """Count the records of a plan as if those of earlier plans had been written."""
        counts = plan.counts
        for document, record in plan.add:
            if (before := self._recall(record.import_key)) is not None:
                counts.stubs -= record.kind == "stub"
                counts.added -= record.kind != "stub"
                self._count_again(plan, document, record, before)
            self._keep(record)
        for document, record, _ in plan.update:
            if (before := self._recall(record.import_key)) is not None:
                counts.updated -= 1
                self._count_again(plan, document, record, before)
            self._keep(record)

    @staticmethod
    def _count_again(plan: ImportPlan, document: DocumentRecord, record: ArticleRecord, before: ArticleRecord) -> None:
        if before == record:
            plan.counts.unchanged += 1
        elif is_same_text(record, before.title, before.paragraphs):
            plan.counts.updated += 1
        else:
            plan.counts.notices.append(Notice("collision", document.name, title_of(record)))

    def _recall(self, key: str) -> ArticleRecord | None:
        if (offset := self._offsets.get(key)) is None:
            return None
        self._file.seek(offset)
        record: ArticleRecord = pickle.load(self._file)
        return record

    def _keep(self, record: ArticleRecord) -> None:
        self._offsets[record.import_key] = self._file.seek(0, 2)
        pickle.dump(record, self._file)
