"""What the stored original of an article reads as today, and setting a field back to it."""

from itertools import chain

from django.db import transaction

from archive.catalog.models import Article, FormerSourceName, Source
from archive.catalog.services import (
    FIELD_COLUMNS,
    article_field_release,
    article_save,
    articles_check_unchanged,
    source_get_or_create,
)
from archive.ingest.annotation import annotations_build, annotations_write
from archive.ingest.field_values import article_fill_field, stored_paragraphs
from archive.ingest.identity import namespace_fold
from archive.ingest.record import ArticleRecord, UnreadableError
from archive.ingest.rules.texts import record_ruled, rule_book
from archive.ingest.stored import stored_records


def article_original(article: Article) -> ArticleRecord | None:
    """The record in the article's raw document, as curators' rules have it; None if there is none or it cannot be read."""
    document = article.raw_document
    if document is None or article.import_key is None:
        return None
    found = stored_records(document.media_type, bytes(document.content), [article.import_key]).get(article.import_key)
    return None if found is None else record_ruled(found, rule_book(), given_source(article))


def given_source(article: Article) -> str:
    """The source given for the import of an article whose record names none, as its key shows it; "" if it shows none."""
    kind, _, rest = (article.import_key or "").partition(":")
    namespace = rest.partition(":")[0]
    if kind not in ("record", "content", "text") or not namespace or article.parent_id is not None:
        return ""
    names = chain(
        Source.objects.values_list("name", flat=True), FormerSourceName.objects.values_list("name", flat=True)
    )
    return next((name for name in names if namespace_fold(name) == namespace), "")


def article_field_restore(*, article: Article, field: str, must_be_unchanged: bool = False) -> None:
    """Set a field back to what the stored original reads as; imports write it again. Raises UnreadableError; where it
    `must_be_unchanged` since it was read, ArticleChangedError."""
    if field not in FIELD_COLUMNS:
        raise ValueError(f"no field of a record: {field}")
    record = article_original(article)
    if record is None:
        raise UnreadableError("the stored original cannot be read")
    name = record.source or (given_source(article) if field == "source" else "")
    read_at = article.changed_at
    article_fill_field(article, record, source_get_or_create(name=name).pk if name else None, field)
    paragraphs = record.paragraphs if field == "paragraphs" else stored_paragraphs(article)
    annotations = annotations_build(article, paragraphs)
    with transaction.atomic():
        if must_be_unchanged:
            articles_check_unchanged({article.pk: read_at})
        article_save(article=article, paragraphs=paragraphs, fields=FIELD_COLUMNS[field])
        annotations_write([annotations])
        article_field_release(article=article, field=field)
