"""Records that bear the key of an article and read as another one: how they are told, and what becomes of them.

Two texts are one where their titles look the same, or where they share at least half of the distinct words of the shorter one.
Of 20,000 random pairs of real news articles two share so many; the median is a tenth.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from archive.catalog.models import Article, Collision
from archive.ingest.field_values import stored_paragraphs
from archive.ingest.record import ArticleRecord, ParagraphText, PublicationDate
from archive.text import fold, label_key, words

MIN_SHARED_WORDS = 0.5


def is_same_text(record: ArticleRecord, title: str | None, paragraphs: Iterable[ParagraphText]) -> bool:
    if record.title and title and label_key(record.title) == label_key(title):
        return True
    one, other = _words(record.paragraphs), _words(paragraphs)
    return len(one & other) >= MIN_SHARED_WORDS * min(len(one), len(other)) if one and other else True


def _words(paragraphs: Iterable[ParagraphText]) -> set[str]:
    return {fold(word) for _, text in paragraphs for word in words(text)}


def collides(article: Article, record: ArticleRecord, before: ArticleRecord | None) -> bool:
    """Whether a record reads as another text than the article, and than the record `before` that the article has now."""
    if before is not None and is_same_text(record, before.title, before.paragraphs):
        return False
    return not is_same_text(record, article.title, stored_paragraphs(article))


def own_key(import_key: str, sha256: str) -> str:
    """The key of a record that became an article of its own."""
    return f"{import_key}~{sha256[:16]}"


def decided_before(import_keys: Sequence[str]) -> dict[str, list[Collision]]:
    """The collisions of these keys, with their articles."""
    rows: dict[str, list[Collision]] = {}
    related = Collision.objects.select_related("raw_document", "own_article__source", "own_article__raw_document")
    for row in related.defer("raw_document__content", "own_article__raw_document__content").filter(
        import_key__in=import_keys
    ):
        rows.setdefault(row.import_key, []).append(row)
    return rows


def record_dump(record: ArticleRecord) -> dict[str, Any]:
    """A record as JSON."""
    fields = dataclasses.asdict(record)
    if record.published:
        fields["published"]["first"] = record.published.first.isoformat()
    return fields | {"not_before": record.not_before.isoformat() if record.not_before else None}


def record_load(fields: dict[str, Any]) -> ArticleRecord:
    """The record that `record_dump` wrote."""
    published, not_before = fields.get("published"), fields.get("not_before")
    known = {field.name for field in dataclasses.fields(ArticleRecord)}
    return ArticleRecord(
        **{name: value for name, value in fields.items() if name in known}
        | {
            "paragraphs": tuple((role, text) for role, text in fields["paragraphs"]),
            "tags": tuple(fields["tags"]),
            "cited": tuple(fields.get("cited", ())),
            "left_out": tuple(fields.get("left_out", ())),
            "published": PublicationDate(**published | {"first": dt.date.fromisoformat(published["first"])})
            if published
            else None,
            "not_before": dt.date.fromisoformat(not_before) if not_before else None,
        }
    )
