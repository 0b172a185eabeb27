"""Fields that curators set: imports leave them as they are, and differences between them and records are kept.

The date of publication, the tags and the paragraphs are one field each, whatever columns they have.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from archive.catalog.models import Article, Batch, FieldDifference

FIELD_COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "paragraphs": (),
    "source": ("source",),
    "author": ("author",),
    "agency": ("agency",),
    "dateline": ("dateline",),
    "cited": ("cited",),
    "photo_credit": ("photo_credit",),
    "language": ("language",),
    "section": ("section",),
    "url": ("url",),
    "tags": ("tags", "tag_line"),
    "published": ("published_on", "published_precision", "published_basis", "published_evidence"),
    "not_before": ("not_before", "not_before_evidence"),
    "kind": ("kind",),
}
"""The fields that a record determines, with their columns. Paragraphs have a table of their own."""
_FIELD_OF = {column: field for field, columns in FIELD_COLUMNS.items() for column in columns} | {
    "paragraphs": "paragraphs"
}


@transaction.atomic
def article_fields_curate(*, article: Article, columns: Iterable[str]) -> None:
    """Note that a person set these columns (or "paragraphs") of an article. Articles that no import brought need no note."""
    if article.import_key is None:
        return
    _write(article, _current(article) | {_FIELD_OF[column] for column in columns if column in _FIELD_OF})


@transaction.atomic
def article_field_release(*, article: Article, field: str) -> None:
    """Let imports write a field again."""
    _write(article, _current(article) - {field})
    article.differences.filter(field=field).delete()


@transaction.atomic
def article_difference_keep(*, article: Article, field: str) -> None:
    """Keep what the curator set: the difference is not listed again until a record has another value."""
    article.differences.filter(field=field).update(state=FieldDifference.State.KEPT)


@transaction.atomic
def article_differences_note(*, article: Article, values: Mapping[str, str], batch: Batch | None) -> None:
    """List the values of a record (as shown, by field) that were not written."""
    for field, value in values.items():
        defaults = {
            "record_value": value,
            "batch": batch,
            "state": FieldDifference.State.OPEN,
            "noted_at": timezone.now(),
        }
        FieldDifference.objects.update_or_create(article=article, field=field, defaults=defaults)


def _current(article: Article) -> set[str]:
    rows = Article.objects.select_for_update().filter(pk=article.pk)
    return set(rows.values_list("curated_fields", flat=True).get())


def _write(article: Article, fields: set[str]) -> None:
    article.curated_fields = [field for field in FIELD_COLUMNS if field in fields]
    Article.objects.filter(pk=article.pk).update(curated_fields=article.curated_fields)
