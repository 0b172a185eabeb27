"""The record: what the paper printed and where it came from.

Source ─< Article >─ RawDocument >─ Batch, and Article ─< Paragraph (`record`, `accession`); OutboxEntry and Job list work
for the background process (`queue`). Writes go through `services` and `jobs`; reads over several models through
`selectors`.
"""

from archive.catalog.models.accession import Batch, RawDocument
from archive.catalog.models.queue import Job, OutboxEntry
from archive.catalog.models.record import Article, Paragraph, Source, iso_value
from archive.catalog.printed_spans import TITLE_PARAGRAPH, PrintedSpan, PrintedSpanQuerySet, Span, span_constraints

__all__ = [
    "TITLE_PARAGRAPH",
    "Article",
    "Batch",
    "Job",
    "OutboxEntry",
    "Paragraph",
    "PrintedSpan",
    "PrintedSpanQuerySet",
    "RawDocument",
    "Source",
    "Span",
    "iso_value",
    "span_constraints",
]
