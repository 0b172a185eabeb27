"""The preview of an upload: a dry run of its import, kept record by record.

Order: the columns of tables; the dry run, whose outcomes become rows; counts and failures. Rows bear the number of the attempt:
a preview that a later one overtook, because options changed meanwhile, leaves nothing behind.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from archive.catalog.models import Article, iso_value
from archive.catalog.services import content_hash
from archive.ingest.field_values import article_texts, record_texts
from archive.ingest.import_plan import ImportPlan, Outcome, title_of
from archive.ingest.inputs import format_of
from archive.ingest.models import Upload, UploadFile, UploadRow
from archive.ingest.readers.table import SheetColumns, sheet_columns
from archive.ingest.record import UnreadableError
from archive.ingest.services import paths_import
from archive.ingest.uploads.counting import summary_counts
from archive.ingest.uploads.files import file_path, inputs
from archive.ingest.uploads.progress import Progress

MAX_STORED = 500
"""Failures and notices kept with an upload; all are counted."""
DELETED_ROWS = 2_000
OPENING_CHARS = 300
_TABLES = ("csv", "tsv", "xlsx")


def upload_preview(payload: dict[str, Any]) -> None:
    """The job: make the preview of `payload["attempt"]`, unless it was overtaken. May run again after a crash."""
    upload = Upload.objects.filter(pk=payload["pk"], attempt=payload["attempt"], state=Upload.State.PREVIEWING).first()
    if upload is None:
        return
    rows_remove(upload)
    files = list(upload.files.filter(state=UploadFile.State.WAITING))
    _read_tables(files)
    rows = _Rows(upload)
    progress = Progress(upload, {file.name: file.size for file in files})
    summary = paths_import(
        paths=inputs(files),
        source=upload.source,
        namespace=upload.namespace,
        leave_out={each["sha256"] for each in upload.left_out},
        dry_run=True,
        written=rows.write,
        announce=progress.announce,
        report=progress.report,
    )
    Upload.objects.filter(pk=upload.pk, attempt=upload.attempt, state=Upload.State.PREVIEWING).update(
        state=Upload.State.READY,
        counts=summary_counts(summary) | {"documents": rows.documents, "records": rows.records},
        failures=[{"name": each.name, "reason": each.reason} for each in summary.failures[:MAX_STORED]],
        notices=[each._asdict() for each in summary.counts.notices if each.kind == "repeated"][:MAX_STORED],
        trouble="",
        reading="",
    )


def rows_remove(upload: Upload) -> None:
    """Delete the rows of all previews, some at a time: others who write wait no longer than for a page of them."""
    while pks := list(UploadRow.objects.filter(upload=upload).values_list("pk", flat=True)[:DELETED_ROWS]):
        UploadRow.objects.filter(pk__in=pks).delete()


def _read_tables(files: Iterable[UploadFile]) -> None:
    for file in files:
        path = file_path(file)
        kind = file.format if file.format != "auto" else format_of(path)
        tables = _sheets(file, kind == "xlsx") if kind in _TABLES else []
        if tables != file.tables:
            file.tables = tables
            file.save(update_fields=("tables",))


def _sheets(file: UploadFile, is_workbook: bool) -> list[dict[str, Any]]:
    try:
        return [_sheet(each) for each in sheet_columns(file_path(file), file.columns, is_workbook=is_workbook)]
    except (UnreadableError, OSError):
        return []  # the dry run says why


def _sheet(sheet: SheetColumns) -> dict[str, Any]:
    rows = [[cell[:80] for cell in row] for row in sheet.rows]
    return {"name": sheet.name, "header": list(sheet.header), "places": dict(sheet.places), "rows": rows}


class _Rows:
    """Writes outcomes as rows."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        self._last: object = None
        self.documents = self.records = 0

    def write(self, plan: ImportPlan) -> None:
        same, changed = _same_texts(plan.outcomes), _changed_fields(plan, self._upload.source)
        UploadRow.objects.bulk_create([self._row(outcome, same, changed) for outcome in plan.outcomes])

    def _row(self, outcome: Outcome, same: dict[str, int], changed: dict[str, list[str]]) -> UploadRow:
        document, record = outcome.document, outcome.record
        if document is not self._last:
            self._last = document
            self.documents += 1
        self.records += 1
        prose = " ".join(text for role, text in record.paragraphs if role in ("lede", "paragraph"))
        published = record.published
        return UploadRow(
            upload=self._upload,
            attempt=self._upload.attempt,
            document=self.documents,
            place=next(place for place, each in enumerate(document.records) if each is record),
            parent=record.parent,
            name=document.name[:1000],
            sha256=document.sha256,
            verdict=outcome.verdict,
            kind=record.kind,
            state=record.state,
            title=title_of(record)[:1000],
            has_own_title=bool(record.title),
            date=(iso_value(published.first, published.precision) or "") if published else "",
            date_basis=published.basis if published else "",
            date_evidence=published.evidence[:500] if published else "",
            source=(record.source or (self._upload.source if record.parent is None else ""))[:200],
            author=record.author[:300],
            opening=prose[:OPENING_CHARS] + ("…" if len(prose) > OPENING_CHARS else ""),
            paragraphs=len(record.paragraphs),
            article_id=outcome.article,
            same_text_id=same.get(_hash(outcome)) if outcome.verdict == "added" else None,
            changed=changed.get(record.import_key, []) if outcome.verdict == "updated" else [],
            curated=list(outcome.curated),
            is_kept_undone=outcome.is_kept_undone,
            warnings=list(document.warnings) if record.parent is None else [],
        )


def _changed_fields(plan: ImportPlan, source: str) -> dict[str, list[str]]:
    """By key of a record: the fields in which its article differs, and which no curator set."""
    changed: dict[str, list[str]] = {}
    for _, record, article in plan.update:
        said, stored = record_texts(record, source), article_texts(article)
        changed[record.import_key] = [
            name for name in said if said[name] != stored[name] and name not in article.curated_fields
        ]
    return changed


def _same_texts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """By hash: articles in the archive that have the text of a record that would be added."""
    hashes = {_hash(outcome) for outcome in outcomes if outcome.verdict == "added" and outcome.record.kind == "article"}
    if not hashes:
        return {}
    return dict(Article.objects.filter(content_hash__in=hashes).values_list("content_hash", "pk"))


def _hash(outcome: Outcome) -> str:
    return content_hash(title=outcome.record.title, paragraphs=outcome.record.paragraphs)
