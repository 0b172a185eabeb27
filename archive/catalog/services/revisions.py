"""Revisions: what articles said before a change, written in the transaction of the change (`articles_bulk_update`).

Order: `texts_read` before the articles are saved, `revisions_add` afterwards. `text_fill` and `revisions_take_back` serve the
undoing of a batch.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.catalog.models import Article, ArticleRevision, Batch, Paragraph, RevisionText, Source
from archive.catalog.services.curated import FIELD_COLUMNS
from archive.catalog.services.sources import source_get_or_create

ORIGINAL = "original"
REVISED_FIELDS: dict[str, tuple[str, ...]] = FIELD_COLUMNS | {ORIGINAL: ("raw_document", "first_line", "last_line")}
"""The fields that a revision keeps, with their columns: those of a record, and the place of the text in its original."""
ATTRIBUTES: dict[str, str] = {
    column: getattr(Article._meta.get_field(column), "attname", column)
    for columns in REVISED_FIELDS.values()
    for column in columns
}
"""Names of the columns as attributes: `source_id` for `source`."""
INSERTED_ROWS = 200
DIGEST_CHARS = 16


@dataclass(frozen=True, slots=True)
class TextChange:
    """Who replaces the text of articles: a batch, for one of ArticleRevision.Cause."""

    batch: Batch | None
    cause: str = ArticleRevision.Cause.IMPORT


def texts_read(pks: Iterable[int]) -> dict[int, RevisionText]:
    """What articles say now, by primary key."""
    pks = list(pks)
    paragraphs: dict[int, list[tuple[str, str]]] = {pk: [] for pk in pks}
    rows = Paragraph.objects.filter(article__in=pks).order_by("article_id", "position")
    for pk, role, text in rows.values_list("article_id", "role", "text"):
        paragraphs[pk].append((role, text))
    articles = Article.objects.filter(pk__in=pks).order_by()
    return {
        row["pk"]: RevisionText(
            columns={column: _plain(row[column]) for column in ATTRIBUTES},
            source_name=row["source__name"] or "",
            curated_fields=tuple(row["curated_fields"]),
            paragraphs=tuple(paragraphs[row["pk"]]),
        )
        for row in articles.values("pk", "source__name", "curated_fields", *ATTRIBUTES)
    }


def digests(text: RevisionText) -> dict[str, str]:
    """A short digest of each field: equal for equal values. A column that is younger than the text counts as empty."""
    values = {field: [text.columns.get(name) for name in columns] for field, columns in REVISED_FIELDS.items()}
    return {field: _digest(value) for field, value in (values | {"paragraphs": list(text.paragraphs)}).items()}


def revisions_add(
    *,
    before: Mapping[int, RevisionText],
    articles: Sequence[tuple[Article, Sequence[tuple[str, str]]]],
    columns: Iterable[str],
    change: TextChange,
) -> None:
    """Keep what these saved articles said `before`, where they say something else now; only `columns` were saved.

    What is replaced while readers do not see its article stays hidden from them when the article is published again: it may be
    what the article was withdrawn for.
    """
    columns = set(columns)
    rows = []
    last = _last_changes([article.pk for article, _ in articles])
    for article, paragraphs in articles:
        old = before[article.pk]
        new = RevisionText(
            {name: _plain(getattr(article, ATTRIBUTES[name])) if name in columns else old.columns[name] for name in ATTRIBUTES},
            "", (), tuple((role, text) for role, text in paragraphs),
        )  # fmt: skip
        was, written = digests(old), digests(new)
        if changed := {field: digest for field, digest in written.items() if was[field] != digest}:
            number, batch, made_at = last.get(article.pk, (0, article.batch_id, article.created_at))
            rows.append(
                ArticleRevision(
                    article=article,
                    number=number + 1,
                    batch_id=batch,
                    made_at=made_at,
                    raw_document_id=old.columns["raw_document"],
                    packed=old.packed(),
                    cause=change.cause,
                    replaced_by=change.batch,
                    replaced_at=article.changed_at,
                    written=changed,
                    is_hidden=article.state != Article.State.PUBLISHED,
                )
            )
    ArticleRevision.objects.bulk_create(rows, batch_size=INSERTED_ROWS)


def text_fill(article: Article, text: RevisionText, fields: Iterable[str]) -> None:
    """Set these fields of an article to what it said; the paragraphs are the caller's. A source that is gone is made again."""
    fields = set(fields)
    for column in (column for field in fields for column in REVISED_FIELDS[field]):
        field: Any = Article._meta.get_field(column)
        setattr(article, ATTRIBUTES[column], field.to_python(text.columns[column]))
    if "source" in fields and article.source_id and not Source.objects.filter(pk=article.source_id).exists():
        article.source = source_get_or_create(name=text.source_name)
    if fields & {"title", "paragraphs"}:
        article.generated_title = ""


def revisions_take_back(taken: Sequence[tuple[ArticleRevision, Iterable[str]]]) -> None:
    """Note that these fields of changes are no longer there because their batch was undone (or redone)."""
    for revision, fields in taken:
        revision.taken_back = sorted({*revision.taken_back, *fields})
        revision.is_open = not set(revision.written).issubset(revision.taken_back)
    ArticleRevision.objects.bulk_update([row for row, _ in taken], ["taken_back", "is_open"], batch_size=INSERTED_ROWS)


def revision_set_hidden(*, revision: ArticleRevision, is_hidden: bool) -> None:
    """Keep an older text from readers, or show it again."""
    revision.is_hidden = is_hidden
    revision.save(update_fields=("is_hidden",))


def _last_changes(pks: Sequence[int]) -> dict[int, tuple[int, int | None, dt.datetime]]:
    """Number, batch and time of the last change of articles that have revisions."""
    rows = ArticleRevision.objects.filter(article__in=pks).order_by("number")
    values = rows.values_list("article_id", "number", "replaced_by_id", "replaced_at")
    return {pk: (number, batch, at) for pk, number, batch, at in values}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_CHARS]
