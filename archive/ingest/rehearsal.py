"""A dry run counts what the import would do, also where a key comes twice: records that would be written are kept in a file."""

import pickle
import tempfile

from archive.ingest.collisions import is_same_text
from archive.ingest.import_plan import ImportPlan
from archive.ingest.record import ArticleRecord


class Rehearsal:
    """The records that a dry run would have written so far, by key. They are in a temporary file, not in memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._offsets: dict[str, int] = {}

    def correct(self, plan: ImportPlan) -> None:
        """Decide about the records of a plan as if those of earlier plans had been written."""
        for place, outcome in enumerate(plan.outcomes):
            if outcome.verdict == "kept_deleted":
                continue
            record, before = outcome.record, self._recall(outcome.record.import_key)
            if before is not None and (verdict := _verdict(record, before)) != outcome.verdict:
                plan.decide_again(place, verdict)
            if plan.outcomes[place].verdict in ("added", "updated"):
                self._keep(record)

    def _recall(self, key: str) -> ArticleRecord | None:
        if (offset := self._offsets.get(key)) is None:
            return None
        self._file.seek(offset)
        record: ArticleRecord = pickle.load(self._file)
        return record

    def _keep(self, record: ArticleRecord) -> None:
        self._offsets[record.import_key] = self._file.seek(0, 2)
        pickle.dump(record, self._file)


def _verdict(record: ArticleRecord, before: ArticleRecord) -> str:
    if before == record:
        return "unchanged"
    return "updated" if is_same_text(record, before.title, before.paragraphs) else "collision"
