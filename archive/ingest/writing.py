"""Write documents to the catalog in batches: one short transaction for up to some hundred articles.

Order: plan (what to add, what to update) and build the articles; recognise their names and dates, which takes most of the
time, outside a transaction, here or in other processes; then write raw documents, articles with their paragraphs, annotations
and outbox rows in one.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from django.db import IntegrityError, transaction

from archive.catalog.models import Article, ArticleRevision, Batch, RawDocument
from archive.catalog.selectors import redacted_import_keys
from archive.catalog.services import (
    FIELD_COLUMNS,
    TextChange,
    article_differences_note,
    articles_bulk_create,
    articles_bulk_update,
    collision_note,
    source_get_or_create,
    split_doubt_note,
    tombstones_lift,
)
from archive.entities.selectors import request_scoped_versions
from archive.ingest.annotation import Annotations, annotations_write
from archive.ingest.collisions import record_dump
from archive.ingest.field_values import article_fill
from archive.ingest.import_plan import Counts, ImportPlan, chunks, import_plan, title_of
from archive.ingest.prepared import Filled, Prepared
from archive.ingest.record import ArticleRecord, DocumentRecord
from archive.ingest.rehearsal import Rehearsal
from archive.ingest.rules.doubts import doubts_settle
from archive.ingest.rules.texts import texts_note
from archive.ingest.stages import PLANNING, RECOGNIZING, WRITING, StageClock
from archive.text import label_key

INSERTED_ROWS = 2_000
"""Rows per INSERT statement at most; Django makes it fewer where the database takes fewer parameters."""
RECORD_FIELDS = (
    *(name for columns in FIELD_COLUMNS.values() for name in columns), "first_line", "last_line", "raw_document",
)  # fmt: skip
"""The columns that a record determines. Others, such as the state, stay as curators left them."""
MAX_ATTEMPTS = 5
Written = Callable[[ImportPlan], object]
"""Told what became of some documents, inside the transaction that wrote them, if there was anything to write."""


class _OutdatedError(Exception):
    """A curator saved an article between the plan of an import and its transaction."""


class Writer:
    """Writes documents of one import. `source` names the source of records that name none."""

    def __init__(
        self,
        batch: Batch | None,
        source: str = "",
        *,
        restore_deleted: bool = False,
        cause: str = ArticleRevision.Cause.IMPORT,
        written: Written = lambda _: None,
        clock: StageClock | None = None,
    ) -> None:
        self._clock = clock or StageClock()
        self._written = written
        self._change = TextChange(batch, cause)
        self._restore_deleted = restore_deleted
        self._batch = batch
        self._rehearsal = Rehearsal() if batch is None else None
        self._source = source
        self._source_pks: dict[str, int] = {}

    @property
    def is_rehearsal(self) -> bool:
        return self._rehearsal is not None

    def write(self, documents: Sequence[DocumentRecord]) -> Counts:
        """Write these documents; without a batch, only count what would be written."""
        return self.finish(self.prepare(documents))

    def prepare(self, documents: Sequence[DocumentRecord]) -> Prepared:
        """Plan what to do with these documents, and build the articles."""
        with self._clock.stage(PLANNING):
            plan = import_plan(documents, source=self._source, restore_deleted=self._restore_deleted)
            return Prepared(documents, plan) if self.is_rehearsal else self._built(documents, plan)

    def finish(self, prepared: Prepared) -> Counts:
        """Write what was prepared; if it no longer fits what is stored, plan it again.

        Raises RecognitionKilledError, with nothing written, if no process could read some of the documents.
        """
        for attempt in range(MAX_ATTEMPTS):
            plan = prepared.plan
            if self._rehearsal is not None:
                self._rehearsal.correct(plan)
            if self._rehearsal is not None or not (plan.documents or plan.rename):
                self._written(plan)
                break
            try:
                self._carry_out(prepared)
                break
            except (IntegrityError, Article.DoesNotExist, _OutdatedError):
                # another process wrote or deleted some of these articles since the plan was made: plan again
                if attempt + 1 == MAX_ATTEMPTS:
                    raise
                prepared = self.prepare(prepared.documents)
        return prepared.plan.counts

    def carry_out(self, plan: ImportPlan) -> None:
        """Write what is planned. Raises IntegrityError, Article.DoesNotExist or _OutdatedError where it no longer fits."""
        self._carry_out(self._built((), plan))

    def _built(self, documents: Sequence[DocumentRecord], plan: ImportPlan) -> Prepared:
        added = self._new_articles(plan)
        read = {article.pk: article.changed_at for _, _, article in plan.update}
        updated = [(self._fill(article, record), document, record) for document, record, article in plan.update]
        return Prepared(documents, plan, added, updated, read)

    def _carry_out(self, prepared: Prepared) -> None:
        plan, added, updated = prepared.plan, prepared.added, prepared.updated
        with self._clock.stage(RECOGNIZING), request_scoped_versions():
            annotations = prepared.annotations(self._clock)
        created, replaced = annotations[: len(added)], annotations[len(added) :]
        with self._clock.stage(WRITING), transaction.atomic():
            _check_unchanged(prepared.read)
            for pk, key in plan.rename:
                Article.objects.filter(pk=pk).update(import_key=key)
            raw = self._raw_documents(plan.documents)
            for article, document, _ in (*added, *updated):
                article.raw_document_id = raw[document.sha256]
            if created:
                articles_bulk_create(articles=_texts(created))
                self._restore(added, plan.restored)
                annotations_write(created, replace=False)
            if replaced:
                articles_bulk_update(articles=_texts(replaced), fields=RECORD_FIELDS, change=self._change)
                annotations_write(replaced)
            for document, record, article in plan.collisions:
                collision_note(
                    article=article,
                    import_key=record.import_key,
                    raw_document=raw[document.sha256],
                    title=title_of(record),
                    record=record_dump(record),
                    batch=self._batch,
                )
            for article, values in plan.differences:
                article_differences_note(article=article, values=values, batch=self._batch)
            self._note_doubts(plan, raw)
            doubts_settle(article.pk for article, _, _ in (*added, *updated))
            texts_note((article, record) for article, _, record in (*added, *updated))
            self._written(plan)

    def _note_doubts(self, plan: ImportPlan, raw: dict[str, int]) -> None:
        """List the places at which documents that were written are cut, or left whole, on weak grounds."""
        written = (*(row[0] for row in plan.add), *(row[0] for row in plan.update))
        documents = {document.sha256: document for document in written if document.doubts}
        keys = [record.import_key for document in documents.values() for record in document.records]
        known = {key: article for part in chunks(keys) for key, article in _by_key(part)}
        for document in documents.values():
            articles = [known.get(record.import_key) for record in document.records]
            for doubt in document.doubts:
                article, part = articles[doubt.holder], None if doubt.part is None else articles[doubt.part]
                if article is not None and (part is not None or doubt.part is None):
                    split_doubt_note(
                        article=article,
                        part=part,
                        is_cut=doubt.is_cut,
                        lines=doubt.lines,
                        raw_document=raw[document.sha256],
                        batch=self._batch,
                    )

    def _new_articles(self, plan: ImportPlan) -> list[Filled]:
        """Unsaved articles; what was cut from another article points at it."""
        articles = [self._fill(_new_article(record, self._batch), record) for _, record in plan.add]
        redacted = redacted_import_keys(record.import_key for _, record in plan.add)
        for article in articles:
            article.is_redacted = article.import_key in redacted
        by_key = {article.import_key: article for article in articles}
        for article, (document, record) in zip(articles, plan.add, strict=True):
            if record.parent is not None:
                key = document.records[record.parent].import_key
                article.parent = by_key.get(key) or Article.objects.filter(import_key=key).first()
        return [(article, *row) for article, row in zip(articles, plan.add, strict=True)]

    @staticmethod
    def _restore(added: Sequence[Filled], tombstones: Sequence[str]) -> None:
        """Lift the tombstones of articles that were added again; what was cut from them points at them again."""
        if not tombstones:
            return
        tombstones_lift(import_keys=tombstones)
        for article, document, record in added:
            if record.parent is None:
                cut = [other.import_key for other in document.records if other.parent is not None]
                Article.objects.filter(import_key__in=cut, parent=None).exclude(pk=article.pk).update(parent=article)

    def _fill(self, article: Article, record: ArticleRecord) -> Article:
        source_pk = self._source_pk(record.source or (self._source if record.parent is None else ""))
        article_fill(article, record, source_pk)
        return article

    def _source_pk(self, name: str) -> int | None:
        key = label_key(name)
        if not key:
            return None
        if key not in self._source_pks:
            self._source_pks[key] = source_get_or_create(name=name).pk
        return self._source_pks[key]

    def _raw_documents(self, documents: list[DocumentRecord]) -> dict[str, int]:
        """Save the documents that are not stored yet; primary keys of all by SHA-256."""
        by_hash = {document.sha256: document for document in documents}
        pks: dict[str, int] = {}
        for hashes in chunks(by_hash):
            pks.update(RawDocument.objects.filter(sha256__in=hashes).values_list("sha256", "pk"))
        new = [
            RawDocument(
                sha256=document.sha256,
                content=document.content,
                origin=document.origin[:1000],
                media_type=document.media_type,
                encoding=document.encoding,
                notes=list(document.warnings),
                recognised_by=document.recognised_by,
                batch=self._batch,
            )
            for sha256, document in by_hash.items()
            if sha256 not in pks
        ]
        RawDocument.objects.bulk_create(new, batch_size=INSERTED_ROWS)
        return pks | {document.sha256: document.pk for document in new}


def _by_key(keys: Sequence[str]) -> Iterator[tuple[str, Article]]:
    return ((article.stored_key, article) for article in Article.objects.filter(import_key__in=keys))


def _new_article(record: ArticleRecord, batch: Batch | None) -> Article:
    return Article(import_key=record.import_key, state=record.state or Article.State.PUBLISHED, batch=batch)


def _check_unchanged(read: dict[int, dt.datetime]) -> None:
    """Raise _OutdatedError if one of these articles (by primary key) was changed after the time at which it was read."""
    rows = Article.objects.select_for_update().filter(pk__in=read).values_list("pk", "changed_at")
    if any(read[pk] != changed_at for pk, changed_at in rows):
        raise _OutdatedError


def _texts(annotations: Sequence[Annotations]) -> list[tuple[Article, Sequence[tuple[str, str]]]]:
    return [(one.article, one.paragraphs) for one in annotations]
