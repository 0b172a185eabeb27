"""The record: what the paper printed and where it came from.

Source ─< Article >─ RawDocument >─ Batch, and Article ─< Paragraph (`source`, `record`, `accession`); OutboxEntry and
Job list work for the background process (`queue`). Writes go through `services` and `jobs`; reads over several models
through `selectors`.
"""

from archive.catalog.models.about import DEFAULT_TEXTS as ABOUT_DEFAULTS
from archive.catalog.models.about import AboutPage
from archive.catalog.models.accession import REPORT_FIELDS, UNCERTAIN_SPLIT, Batch, RawDocument
from archive.catalog.models.collision import Collision
from archive.catalog.models.correction import MAX_CORRECTION_CHARS, Correction
from archive.catalog.models.difference import FieldDifference
from archive.catalog.models.label import LABELLED_FACETS, FacetLabel, facet_label_key
from archive.catalog.models.queue import Job, OutboxEntry
from archive.catalog.models.record import Article, Paragraph, iso_value
from archive.catalog.models.redaction import (
    DEFAULT_REPLACEMENT,
    MAX_FORM_CHARS,
    MAX_FORMS,
    RedactedArticle,
    RedactedEntity,
    Redaction,
    UnredactedText,
)
from archive.catalog.models.revision import ArticleRevision, BatchWithdrawal, RevisionText
from archive.catalog.models.source import FormerSourceKey, FormerSourceName, Source, source_name_key
from archive.catalog.models.split_doubt import SplitDoubt
from archive.catalog.models.takedown import MAX_TEXT_CHARS, TakedownDecision, TakedownRequest
from archive.catalog.models.tombstone import Tombstone
from archive.catalog.printed_spans import (
    TITLE_PARAGRAPH,
    PrintedSpan,
    PrintedSpanQuerySet,
    Span,
    form_key,
    span_constraints,
)

__all__ = [
    "ABOUT_DEFAULTS",
    "DEFAULT_REPLACEMENT",
    "LABELLED_FACETS",
    "MAX_CORRECTION_CHARS",
    "MAX_FORMS",
    "MAX_FORM_CHARS",
    "MAX_TEXT_CHARS",
    "REPORT_FIELDS",
    "TITLE_PARAGRAPH",
    "UNCERTAIN_SPLIT",
    "AboutPage",
    "Article",
    "ArticleRevision",
    "Batch",
    "BatchWithdrawal",
    "Collision",
    "Correction",
    "FacetLabel",
    "FieldDifference",
    "FormerSourceKey",
    "FormerSourceName",
    "Job",
    "OutboxEntry",
    "Paragraph",
    "PrintedSpan",
    "PrintedSpanQuerySet",
    "RawDocument",
    "RedactedArticle",
    "RedactedEntity",
    "Redaction",
    "RevisionText",
    "Source",
    "Span",
    "SplitDoubt",
    "TakedownDecision",
    "TakedownRequest",
    "Tombstone",
    "UnredactedText",
    "facet_label_key",
    "form_key",
    "iso_value",
    "source_name_key",
    "span_constraints",
]
