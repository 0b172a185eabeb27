"""What the page of an upload shows: counts, the preview in pages, failures, columns of tables, how far a load has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from archive.catalog.jobs import is_working
from archive.curation.admin.curated_fields import label_of
from archive.curation.import_sentences import FIELDS, in_arabic
from archive.ingest.models import Upload, UploadFile, UploadRow
from archive.ingest.upload_services import TABLE_FIELDS, has_files, upload_has_job

DOCUMENTS_PER_PAGE = 25
VERDICTS = {
    "added": "يُضاف",
    "updated": "يُحدَّث",
    "unchanged": "لم يتغير",
    "collision": "يُحجز: يصادم مقالًا",
    "kept_deleted": "محذوف لا يعود",
}
COUNTS = {
    "added": "مقالات تُضاف",
    "stubs": "بطاقات تُضاف",
    "updated": "تُحدَّث",
    "unchanged": "لم تتغير",
    "curated": "منها ما يبقى كما ثبّته المحرر",
    "kept_undone": "منها ما تُراجع عنه من قبل ولا يعود",
    "collision": "تُحجز لتصادمها مع مقالات",
    "kept_deleted": "محذوفة لا تعود",
    "repeated": "أرقام وردت من قبل",
    "failed": "تعذّرت قراءتها",
}
"""Names of `counting.summary_counts`, in the order shown."""
DONE_COUNTS = COUNTS | {
    "added": "مقالات أُضيفت",
    "stubs": "بطاقات أُضيفت",
    "updated": "حُدّثت",
    "curated": "منها ما بقي كما ثبّته المحرر",
    "collision": "حُجزت لتصادمها مع مقالات",
    "failed": "تعذّر إدخالها",
}
FILTERS = {
    "": "الكل",
    "added": "تُضاف",
    "updated": "تُحدَّث",
    "unchanged": "لم تتغير",
    "held": "لا تُدخل",
    "undated": "بلا تاريخ",
    "draft": "مسودات",
    "warned": "بتنبيهات",
}
MAIN_FIELDS = ("title", "body", "date", "source", "author", "url", "section", "tags", "id", "agency")
"""Fields of a table whose columns are offered at once; the others are folded away."""
BASES = {"stated": "مذكور", "inferred": "مستنتج"}
UNREAD = "-"
"""The value of a choice that leaves a field without a column."""


@dataclass
class PreviewDocument:
    """The main record of a document, and what is cut from it."""

    row: UploadRow
    cut: list[UploadRow] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        return VERDICTS.get(self.row.verdict, self.row.verdict)

    @property
    def basis(self) -> str:
        return BASES.get(self.row.date_basis, "")

    @property
    def warnings(self) -> list[str]:
        return [in_arabic(sentence.removeprefix(f"{self.row.name}: ")) for sentence in self.row.warnings]

    @property
    def changed(self) -> str:
        return "، ".join(map(label_of, self.row.changed))

    @property
    def curated(self) -> str:
        return "، ".join(map(label_of, self.row.curated))


def upload_context(request: HttpRequest, upload: Upload, *, may_act: bool) -> dict[str, Any]:
    """What the template needs besides the upload itself."""
    context: dict[str, Any] = {
        "upload": upload,
        "files": list(upload.files.all()),
        "may_act": may_act,
        "has_files": has_files(upload),
        "counts": shown_counts(upload),
        "failures": [(each["name"], in_arabic(each["reason"])) for each in upload.failures],
        "more_failures": max(0, upload.counts.get("failed", 0) - len(upload.failures)),
    }
    if upload.is_at_work:
        context |= progress_of(upload)
    if upload.state == Upload.State.READY:
        waiting = [file for file in context["files"] if file.state == UploadFile.State.WAITING]
        page, documents = preview_page(upload, request.GET)
        context |= {
            "page": page,
            "documents": documents,
            "filter": request.GET.get("show", ""),
            "filters": FILTERS,
            "waiting": [(file, file_tables(file)) for file in waiting],
            "untitled": [file for file in waiting if lacks_title(file)],
            "repeated": [(each["name"], each["title"]) for each in upload.notices],
            "loadable": sum(upload.counts.get(name, 0) for name in ("added", "stubs", "updated", "collision")),
        }
    return context


def shown_counts(upload: Upload) -> list[tuple[str, str, int]]:
    """(name, label, number) of what is not zero; of a load that is done, what it did."""
    is_done = upload.state == Upload.State.LOADED
    counts, labels = (upload.checkpoint, DONE_COUNTS) if is_done else (upload.counts, COUNTS)
    return [(name, label, counts.get(name, 0)) for name, label in labels.items() if counts.get(name) or name == "added"]


def preview_page(upload: Upload, parameters: QueryDict) -> tuple[Page[int], list[PreviewDocument]]:
    """One page of the numbers of documents, and the documents with their records."""
    rows = UploadRow.objects.filter(upload=upload, attempt=upload.attempt)
    numbers = (
        _filtered(rows, parameters.get("show", "")).order_by("document").values_list("document", flat=True).distinct()
    )
    page = Paginator(numbers, DOCUMENTS_PER_PAGE).get_page(parameters.get("page"))
    found = rows.filter(document__in=list(page.object_list)).select_related("article", "same_text")
    ordered = groupby(found.order_by("document", "place"), _number)
    return page, [_document(list(group)) for _, group in ordered]


def _number(row: UploadRow) -> int:
    return row.document


def _filtered(rows: QuerySet[UploadRow], show: str) -> QuerySet[UploadRow]:
    if show == "held":
        return rows.filter(verdict__in=("collision", "kept_deleted"))
    if show == "undated":
        return rows.filter(date="", kind="article")
    if show == "draft":
        return rows.filter(state="draft")
    if show == "warned":
        return rows.exclude(warnings=[])
    return rows.filter(verdict=show) if show in VERDICTS else rows


def _document(rows: list[UploadRow]) -> PreviewDocument:
    main = next((row for row in rows if row.parent is None), rows[0])
    return PreviewDocument(main, [row for row in rows if row is not main])


def file_tables(file: UploadFile) -> list[dict[str, Any]]:
    """The sheets of a table, each with its fields and the heading that fills them. One choice serves all sheets of a file."""
    tables = []
    for sheet in file.tables[:1]:
        header, places = sheet["header"], sheet["places"]
        chosen = {name: header[places[name]] if name in places else "" for name in TABLE_FIELDS}
        fields = [(name, FIELDS.get(name, name), heading) for name, heading in chosen.items()]
        main = [each for each in fields if each[0] in MAIN_FIELDS or each[2]]
        groups = [main, [each for each in fields if each not in main]]
        tables.append(
            {"header": [each for each in header if each], "groups": groups, "rows": sheet["rows"], "head": header}
        )
    return tables


def lacks_title(file: UploadFile) -> bool:
    """Whether a table has no column for titles, and nobody decided that it has none."""
    return bool(file.tables) and "title" not in file.tables[0]["places"] and "title" not in file.columns


def posted_columns(post: QueryDict, files: Iterable[UploadFile]) -> tuple[dict[int, str], dict[int, dict[str, str]]]:
    """(formats, columns) of files as chosen in the form, by primary key; what was only guessed is guessed again."""
    formats: dict[int, str] = {}
    columns: dict[int, dict[str, str]] = {}
    for file in files:
        formats[file.pk] = post.get(f"format-{file.pk}", file.format)
        if not file.tables:
            continue
        header, places = file.tables[0]["header"], file.tables[0]["places"]
        chosen: dict[str, str] = {}
        for name in TABLE_FIELDS:
            given = post.get(f"column-{file.pk}-{name}")
            shown = header[places[name]] if name in places else UNREAD
            if given is not None and (given != shown or name in file.columns) and (given == UNREAD or given in header):
                chosen[name] = "" if given == UNREAD else given
        columns[file.pk] = chosen
    return formats, columns


def progress_of(upload: Upload) -> Mapping[str, Any]:
    """How far the work has come, and what stands in its way."""
    share = min(upload.done * 100 // upload.total, 100) if upload.total else 0
    return {
        "share": share,
        "is_working": is_working(),
        "has_job": upload_has_job(upload),
        "trouble": in_arabic(upload.trouble) if upload.trouble else "",
    }


def progress_answer(upload: Upload) -> dict[str, Any]:
    """The same for the script of the page. `next` is where to go when the work is done."""
    if not upload.is_at_work:
        return {"next": done_address(upload)}
    found = progress_of(upload)
    return {
        "share": found["share"],
        "done": upload.done,
        "total": upload.total,
        "reading": upload.reading,
        "stuck": not (found["is_working"] and found["has_job"]) or bool(found["trouble"]),
        "trouble": found["trouble"],
    }


def done_address(upload: Upload) -> str:
    """The page of the batch after a load, else that of the upload."""
    if upload.state == Upload.State.LOADED and upload.batch is not None:
        return reverse("admin:catalog_batch_change", args=[upload.batch.pk])
    return reverse("admin:ingest_upload_change", args=[upload.pk])
