"""Import files: find them, read them as a stream, write what is new or changed in batches.

Memory is bounded by one batch: documents are written as soon as `BATCH_RECORDS` records have been read.
"""

import logging
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

from django.db import DatabaseError
from django.utils import timezone

from archive.catalog.database import patiently, trouble_sentence
from archive.catalog.models import REPORT_FIELDS, Batch
from archive.ingest.collision_decisions import collision_decide
from archive.ingest.cut_from import CutRecords
from archive.ingest.field_values import article_texts, record_texts
from archive.ingest.identity import KeyScheme
from archive.ingest.import_plan import NOTICES, Counts
from archive.ingest.inputs import Input, find_inputs, printed_name
from archive.ingest.original_lines import Original, OriginalLine, original_of
from archive.ingest.page_text.gazetteer import load_gazetteer
from archive.ingest.pipeline import batches_write
from archive.ingest.reading import Reading, read_inputs
from archive.ingest.record import DocumentRecord, Failure
from archive.ingest.record_lines import exported_articles, record_fields, record_line
from archive.ingest.repeats import Repeats
from archive.ingest.restoring import article_field_restore, article_original, given_source
from archive.ingest.split_decisions import (
    RedactedSplitError,
    SplitChange,
    SplitRefusedError,
    split_change,
    split_change_write,
)
from archive.ingest.stages import StageClock
from archive.ingest.undo import UndoRefusedError, UndoResult, batch_redo, batch_undo
from archive.ingest.undo_plan import UndoPlan, batch_undo_plan
from archive.ingest.writing import Writer, Written

__all__ = [
    "ImportSummary",
    "Original",
    "OriginalLine",
    "RedactedSplitError",
    "Resumption",
    "SplitChange",
    "SplitRefusedError",
    "UndoPlan",
    "UndoRefusedError",
    "UndoResult",
    "article_field_restore",
    "article_original",
    "article_texts",
    "batch_redo",
    "batch_undo",
    "batch_undo_plan",
    "collision_decide",
    "exported_articles",
    "given_source",
    "import_stages_save",
    "original_of",
    "paths_import",
    "record_fields",
    "record_line",
    "record_texts",
    "split_change",
    "split_change_write",
]

log = logging.getLogger(__name__)
BATCH_RECORDS = 100
"""Records of one transaction: it keeps other writers waiting for less than half a second."""
BATCH_BYTES = 20 * 1024 * 1024
"""Raw bytes of one transaction at most, if it has more than one document."""
MAX_STORED_FAILURES = 500
"""Failures, warnings and notices stored with the batch; all are reported."""

MAX_NAMED = 3
"""Titles of each kind of notices in the summary line."""

Report = Callable[[int], None]
"""Called with the number of records read so far."""


@dataclass(slots=True)
class ImportSummary:
    """The result of an import; `str()` is the summary line. Notices follow the counts, where there are any."""

    counts: Counts = field(default_factory=Counts)
    failures: list[Failure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    clock: StageClock = field(default_factory=StageClock)
    """How long each stage took."""
    batch: Batch | None = None
    is_stopped: bool = False
    """Whether the import ended before its inputs did, by trouble with the database; the last failure says which."""

    def __str__(self) -> str:
        counts = self.counts
        return (
            f"{counts.added} articles added, {counts.updated} updated, {counts.unchanged} unchanged, "
            f"{counts.stubs} stubs, {len(self.failures)} failed" + "".join(map(self._noticed, NOTICES))
        )

    def _noticed(self, kind: str) -> str:
        """`, 1 kept deleted: title` for a kind of notices, "" if there are none."""
        titles = [notice.title for notice in self.counts.notices if notice.kind == kind]
        more = "; …" if len(titles) > MAX_NAMED else ""
        return f", {len(titles)} {NOTICES[kind]}: {'; '.join(titles[:MAX_NAMED])}{more}" if titles else ""


@dataclass(frozen=True, slots=True)
class Resumption:
    """An import that goes on after it was stopped: its batch, how many documents it had written, and their counts."""

    batch: Batch
    documents: int = 0
    counts: Counts = field(default_factory=Counts)


def paths_import(
    *,
    paths: Iterable[str | Input],
    given_format: str = "auto",
    source: str = "",
    namespace: str = "",
    columns: Mapping[str, str] | None = None,
    restore_deleted: bool = False,
    dry_run: bool = False,
    label: str = "",
    leave_out: Container[str] = (),
    resume: Resumption | None = None,
    written: Written = lambda _: None,
    report: Report | None = None,
    say: Callable[[str], object] = log.warning,
    announce: Callable[[str, int], None] | None = None,
) -> ImportSummary:
    """Import files and folders. Inputs that cannot be read are failures in the summary; the rest is loaded.

    `given_format` is one of `inputs.FORMATS`; `source` is the source of articles that name none; `namespace` is
    that of the records' ids (`identity`); `columns` gives headings of tables for fields. Articles that
    a curator deleted are left out, unless `restore_deleted`. A dry run only counts. `say` is told when the import waits for
    another process. If the database is damaged, full or locked for too long, the import stops with a failure: what was
    written before stands. `announce` is called with the
    name and size of each input before it is read.

    `leave_out` holds SHA-256 of documents that are passed over. `written` is told what became of each record, in the
    transaction that wrote it: who keeps there how many documents were written, and their counts, gives them back as `resume`.
    """
    paths = list(paths)
    summary = ImportSummary(counts=replace(resume.counts, notices=[*resume.counts.notices]) if resume else Counts())
    clock = summary.clock
    name = label or "، ".join(map(_name, paths))
    batch = resume.batch if resume else None
    try:
        if not dry_run and batch is None:
            batch = patiently(lambda: Batch.objects.create(label=name[:300]), say)
        summary.batch = batch
        writer = Writer(batch, source, restore_deleted=restore_deleted, written=written, clock=clock)
        reading = Reading(load_gazetteer(), KeyScheme(namespace, source), columns or {}, announce)
        read = _left(read_inputs(find_inputs(paths, given_format), reading), leave_out)
        cut = CutRecords()
        batches = _batches(read, summary, report, cut, resume.documents if resume else 0)
        for counts in batches_write(batches, writer, clock, say, summary.failures.append):
            summary.counts.add(counts)
        if not dry_run:
            patiently(cut.link, say)
            summary.warnings += cut.missing()
    except (DatabaseError, OSError) as error:
        if (sentence := trouble_sentence(error)) is None:
            raise
        summary.is_stopped = True
        summary.failures.append(Failure(name, f"the import stopped. {sentence} What was read before is stored."))
    finally:
        if batch is not None:
            with suppress(DatabaseError):  # a full disk: the summary says what matters
                patiently(partial(_close, batch, summary), say)
    return summary


def _name(path: str | Input) -> str:
    return printed_name(path.path if isinstance(path, Input) else path).rstrip("/").rpartition("/")[2]


def _left(read: Iterable[DocumentRecord | Failure], leave_out: Container[str]) -> Iterator[DocumentRecord | Failure]:
    return (one for one in read if isinstance(one, Failure) or one.sha256 not in leave_out)


def _batches(
    read: Iterable[DocumentRecord | Failure],
    summary: ImportSummary,
    report: Report | None,
    cut: CutRecords,
    skip: int = 0,
) -> Iterator[list[DocumentRecord]]:
    """Documents in batches without repeated keys, so that a later record updates an earlier one.

    The first `skip` documents were written before: they are read for their warnings alone.
    """
    repeats = Repeats()
    documents: list[DocumentRecord] = []
    keys: set[str] = set()
    done = size = 0
    for document in read:
        if isinstance(document, Failure):
            summary.failures.append(document)
            continue
        summary.warnings.extend(document.warnings)
        if repeated := repeats.note(document):
            summary.counts.notices.append(repeated)
        cut.note(document)
        own = {record.import_key for record in document.records}
        if skip:
            skip -= 1
            done += len(own)
            continue
        is_full = len(keys) + len(own) > BATCH_RECORDS or size + len(document.content) > BATCH_BYTES
        if documents and (is_full or keys & own):
            yield documents
            documents, keys, size = [], set(), 0
        documents.append(document)
        keys |= own
        size += len(document.content)
        done += len(own)
        summary.clock.records = done
        if report is not None:
            report(done)
    if documents:
        yield documents


def import_stages_save(summary: ImportSummary) -> None:
    """Note with the batch what was timed after the import, such as the indexing."""
    if summary.batch is not None:
        summary.batch.stages = summary.clock.figures()
        summary.batch.save(update_fields=("stages",))


def _close(batch: Batch, summary: ImportSummary) -> None:
    counts = summary.counts
    batch.finished_at = timezone.now()
    batch.added, batch.updated, batch.unchanged, batch.stubs = (
        counts.added,
        counts.updated,
        counts.unchanged,
        counts.stubs,
    )
    batch.failed = len(summary.failures)
    batch.failures = [{"name": each.name, "reason": each.reason} for each in summary.failures[:MAX_STORED_FAILURES]]
    batch.warnings = summary.warnings[:MAX_STORED_FAILURES]
    batch.stages = summary.clock.figures()
    batch.notices = [notice._asdict() for notice in counts.notices[:MAX_STORED_FAILURES]]
    batch.save(update_fields=REPORT_FIELDS)
