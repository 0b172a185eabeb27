"""The fields of a record as columns of an article, and the fields of both as text, to compare and to show.

What a curator set (`Article.curated_fields`) is not filled in from a record; where the record says otherwise, that is a
difference. A record that says nothing about a field differs from nobody.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archive.catalog.models import Article, FieldDifference, iso_value
from archive.catalog.selectors import REDACTED_COLUMNS, Redactor
from archive.ingest.record import ArticleRecord, ParagraphText
from archive.text import label_key


def record_redacted(record: ArticleRecord, redactor: Redactor) -> ArticleRecord:
    """The record as it would be stored: to compare it with an article in which names are redacted."""
    values = {
        name: redactor.value(name, getattr(record, name))
        for name in REDACTED_COLUMNS
        if not name.startswith("published")
    }
    published = record.published
    if published is not None:
        published = replace(published, evidence=redactor.text(published.evidence))
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return replace(record, **(values | lists), paragraphs=redactor.paragraphs(record.paragraphs), published=published)


def article_fill(article: Article, record: ArticleRecord, source_pk: int | None) -> None:
    """Set what the record says and no curator has set."""
    for field, columns in _columns(record, source_pk).items():
        if field not in article.curated_fields:
            for name, value in columns.items():
                setattr(article, name, value)
    article.generated_title = ""
    article.first_line, article.last_line = record.first_line, record.last_line


def article_fill_field(article: Article, record: ArticleRecord, source_pk: int | None, field: str) -> None:
    """Set one field to the record's value, whoever set it before."""
    for name, value in _columns(record, source_pk).get(field, {}).items():
        setattr(article, name, value)
    if field == "title":
        article.generated_title = ""


def _columns(record: ArticleRecord, source_pk: int | None) -> dict[str, dict[str, Any]]:
    published = record.published
    return {
        "title": {"title": record.title},
        "source": {"source_id": source_pk},
        "author": {"author": record.author},
        "agency": {"agency": record.agency},
        "dateline": {"dateline": record.dateline},
        "cited": {"cited": list(record.cited)},
        "photo_credit": {"photo_credit": record.photo_credit},
        "language": {"language": record.language},
        "section": {"section": record.section},
        "url": {"url": record.url},
        "tags": {"tags": list(record.tags), "tag_line": record.tag_line},
        "published": {
            "published_on": published.first if published else None,
            "published_precision": published.precision if published else "",
            "published_basis": published.basis if published else "",
            "published_evidence": published.evidence if published else "",
        },
        "not_before": {"not_before": record.not_before, "not_before_evidence": record.not_before_evidence},
        "kind": {"kind": record.kind},
    }


def paragraphs_to_write(article: Article, record: ArticleRecord) -> Sequence[ParagraphText]:
    """The record's paragraphs, or the article's if a curator set them."""
    return stored_paragraphs(article) if "paragraphs" in article.curated_fields else record.paragraphs


def stored_paragraphs(article: Article) -> list[ParagraphText]:
    return [(paragraph.role, paragraph.text) for paragraph in article.paragraphs.all()]


def says_same(article: Article, record: ArticleRecord, given_source: str = "") -> bool:
    """Whether a record says what the article says now, so that to write it would change nothing: that of an export, for one."""
    columns = _columns(record, None)
    del columns["source"]
    if not record.tag_line:
        del columns["tags"]["tag_line"]  # records of structured formats have none
    source = record.source or (given_source if record.parent is None else "")
    return (
        all(getattr(article, name) == value for row in columns.values() for name, value in row.items())
        and label_key(source) == label_key(article.source.name if article.source else "")
        and list(record.paragraphs) == stored_paragraphs(article)
    )


def differences(article: Article, record: ArticleRecord, given_source: str = "") -> dict[str, str]:
    """The record's values, as shown, of the fields in which it differs from what a curator set and has not decided to keep."""
    if not article.curated_fields:
        return {}
    said, curated = record_texts(record, given_source), article_texts(article)
    kept = {row.field: row.record_value for row in article.differences.all() if row.state == FieldDifference.State.KEPT}
    return {
        field: said[field]
        for field in article.curated_fields
        if said.get(field) and not _equal(field, said[field], curated[field]) and kept.get(field) != said[field]
    }


def _equal(field: str, one: str, other: str) -> bool:
    return label_key(one) == label_key(other) if field == "source" else one == other


def record_texts(record: ArticleRecord, given_source: str = "") -> dict[str, str]:
    """The fields of a record by name, as text; "" where it says nothing."""
    published = record.published
    return {
        "title": record.title or "",
        "paragraphs": "\n".join(text for _, text in record.paragraphs),
        "source": record.source or (given_source if record.parent is None else ""),
        "author": record.author,
        "agency": record.agency,
        "dateline": record.dateline,
        "cited": "، ".join(record.cited),
        "photo_credit": record.photo_credit,
        "language": record.language,
        "section": record.section,
        "url": record.url,
        "tags": "، ".join(record.tags),
        "published": (iso_value(published.first, published.precision) or "") if published else "",
        "not_before": record.not_before.isoformat() if record.not_before else "",
        "kind": record.kind,
    }


def article_texts(article: Article) -> dict[str, str]:
    """The fields of an article, as `record_texts` has them."""
    return {
        "title": article.title or "",
        "paragraphs": "\n".join(text for _, text in stored_paragraphs(article)),
        "source": article.source.name if article.source else "",
        "author": article.author,
        "agency": article.agency,
        "dateline": article.dateline,
        "cited": "، ".join(article.cited),
        "photo_credit": article.photo_credit,
        "language": article.language,
        "section": article.section,
        "url": article.url,
        "tags": "، ".join(article.tags),
        "published": article.published_value or "",
        "not_before": article.not_before.isoformat() if article.not_before else "",
        "kind": article.kind,
    }
