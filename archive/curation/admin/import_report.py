"""What an import could not read, warned of and came from, for the page of its batch."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.catalog.models import Batch
from archive.curation.import_sentences import in_arabic, place_and_arabic, place_name
from archive.curation.templatetags.printed import runs_isolated
from archive.ingest.models import Upload
from archive.ingest.upload_services import has_files
from archive.text.layout import visible_controls

NOTHING = "—"


def failures_shown(batch: Batch) -> SafeString | str:
    """Each input that failed with its reason, and how many more there were."""
    if not batch.failures:
        return NOTHING
    named = [
        (place_name(visible_controls(row["name"])), runs_isolated(in_arabic(visible_controls(row["reason"]))))
        for row in batch.failures
    ]
    rows = format_html_join("", '<li><bdi>{}</bdi>: <span dir="auto">{}</span></li>', named)
    more = batch.failed - len(named)
    return format_html("<ul>{}{}</ul>", rows, format_html("<li>وغيرها {}</li>", more) if more > 0 else "")


def sentences_shown(notes: Iterable[str]) -> SafeString | str:
    """Warnings of readers, one a line, each with the input that it is about."""
    told = [
        (place_name(place), runs_isolated(words))
        for place, words in map(place_and_arabic, map(visible_controls, notes))
    ]
    rows = format_html_join("", '<li><bdi>{}</bdi> <span dir="auto">{}</span></li>', told)
    return format_html("<ul>{}</ul>", rows) if told else NOTHING


def uploads_shown(batch: Batch) -> SafeString | str:
    """The upload that the batch loaded, who handed it in, and whether what failed can be tried again there."""
    uploads = Upload.objects.filter(batches=batch).select_related("uploaded_by", "loaded_by")
    rows = [
        (
            reverse("admin:ingest_upload_change", args=[upload.pk]),
            upload,
            upload.uploaded_by or NOTHING,
            upload.loaded_by or NOTHING,
            "؛ وفيها تُعاد محاولة ما تعذّر" if batch.failed and has_files(upload) else "",
        )
        for upload in uploads
    ]
    shown = format_html_join(
        "", '<li><a href="{}"><bdi>{}</bdi></a> (رفعها <bdi>{}</bdi>، وحمّلها <bdi>{}</bdi>){}</li>', rows
    )
    return format_html("<ul>{}</ul>", shown) if rows else NOTHING
