"""Undoing a batch of an import, and redoing it.

Order: articles that the batch added are withdrawn, never deleted, with what was cut from them; then the texts of others are
taken back, each change a revision of its own; then records that wait in curators' queues leave these. A step is up to CHUNK
articles: they are read and their names recognised first, then written in one short transaction, which begins again
if somebody saved one of them meanwhile. Whoever is killed in between calls the same service again: it does what is left. Of two
who do it at once, the one that is slower stops when the other is done: the batch may be redone (or undone) from then on.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from archive.catalog.models import Article, ArticleRevision, Batch, BatchWithdrawal, FieldDifference
from archive.catalog.services import (
    ORIGINAL,
    REVISED_FIELDS,
    ArticleChangedError,
    TextChange,
    article_differences_note,
    articles_bulk_update,
    articles_check_unchanged,
    articles_return_with_batch,
    articles_withdraw_with_batch,
    batch_set_undo_state,
    collisions_follow_batch,
    revisions_take_back,
    text_fill,
)
from archive.entities.selectors import request_scoped_versions
from archive.ingest.annotation import Annotations, annotations_build, annotations_write
from archive.ingest.field_values import differences
from archive.ingest.import_plan import chunks
from archive.ingest.restoring import article_original, given_source
from archive.ingest.undo_plan import CHUNK
from archive.ingest.undo_steps import (
    Edited,
    TextStep,
    articles_to_withdraw,
    families_held,
    nobody,
    text_changes,
    text_steps,
)

MAX_ATTEMPTS = 5
COLUMNS = tuple(column for columns in REVISED_FIELDS.values() for column in columns)
State = Batch.UndoState
Record = Callable[[Sequence[Article]], object]
"""Called with the articles that were changed, within the transaction of the change."""
Report = Callable[[int], object]
"""Called between two transactions, with the number of articles changed so far. May raise, to stop."""


class UndoRefusedError(ValueError):
    """The batch is being redone (or undone) now, or there is nothing to redo."""


@dataclass(slots=True)
class UndoResult:
    """Articles and cards withdrawn (or returned), and articles whose text was taken back."""

    articles: int = 0
    texts: int = 0


def ignore(_: object) -> None:
    return None


def batch_undo(
    *, batch: Batch, edited: Edited = nobody, record: Record = ignore, report: Report = ignore
) -> UndoResult:
    """Undo a batch, or what of it is left to undo. Raises UndoRefusedError while it is being redone."""
    return _Undoing(batch, edited, record, report, is_redo=False).run()


def batch_redo(
    *, batch: Batch, edited: Edited = nobody, record: Record = ignore, report: Report = ignore
) -> UndoResult:
    """Take back the undoing of a batch. Raises UndoRefusedError where it is not undone, or being undone."""
    return _Undoing(batch, edited, record, report, is_redo=True).run()


class _Undoing:
    def __init__(self, batch: Batch, edited: Edited, record: Record, report: Report, *, is_redo: bool) -> None:
        self._batch, self._edited, self._record, self._report = batch, edited, record, report
        self._is_redo = is_redo
        self._state = State.REDOING if is_redo else State.UNDOING
        self._change = TextChange(batch, ArticleRevision.Cause.REDO if is_redo else ArticleRevision.Cause.UNDO)
        self._done = UndoResult()

    def run(self) -> UndoResult:
        self._begin(("", State.UNDOING) if self._is_redo else (State.REDOING,))
        for count in self._return() if self._is_redo else self._withdraw():
            self._done.articles += count
            self._report(self._done.articles)
        changes = text_changes(self._batch, is_redo=self._is_redo).order_by("article")
        for part in chunks(changes.values_list("article", flat=True).distinct()):
            for pks in chunks(part, CHUNK):
                self._done.texts += self._take_back(pks)
                self._report(self._done.articles + self._done.texts)
        with transaction.atomic():
            self._check_own()
            batch_set_undo_state(batch=self._batch, state="" if self._is_redo else State.UNDONE)
            collisions_follow_batch(batch=self._batch)
        return self._done

    @transaction.atomic
    def _begin(self, refused: Sequence[str]) -> None:
        state = Batch.objects.select_for_update().values_list("undo_state", flat=True).get(pk=self._batch.pk)
        if state in refused:
            raise UndoRefusedError(state or "not undone")
        batch_set_undo_state(batch=self._batch, state=self._state)

    def _check_own(self) -> None:
        """In each transaction that writes: raises UndoRefusedError once another run has finished this, or begun the opposite."""
        state = Batch.objects.select_for_update().values_list("undo_state", flat=True).get(pk=self._batch.pk)
        if state != self._state:
            raise UndoRefusedError(state or "not undone")

    def _withdraw(self) -> Iterator[int]:
        """Withdraw what the batch added, with what was cut from it; yields how many after each transaction."""
        after = 0
        while True:
            held = families_held(self._batch, self._edited(self._batch))
            waiting = articles_to_withdraw(self._batch)
            tops = waiting.exclude(parent__in=waiting.order_by().values("pk"))
            articles = list(tops.filter(pk__gt=after)[:CHUNK])
            if not articles:
                return
            chosen = [article for article in articles if article.pk not in held]
            try:
                with transaction.atomic():
                    self._check_own()
                    articles_check_unchanged({article.pk: article.changed_at for article in chosen})
                    changed = articles_withdraw_with_batch(batch=self._batch, articles=chosen)
                    self._record(changed)
            except ArticleChangedError:
                continue
            after = articles[-1].pk
            yield len(changed)

    def _return(self) -> Iterator[int]:
        rows = BatchWithdrawal.objects.filter(batch=self._batch).select_related("article__parent", "article__source")
        while due := list(rows.order_by("pk")[:CHUNK]):
            with transaction.atomic():
                self._check_own()
                changed = articles_return_with_batch(withdrawals=due)
                self._record(changed)
            yield len(changed)

    def _take_back(self, pks: Sequence[int]) -> int:
        """Take back the texts of these articles; returns how many changed."""
        for _ in range(MAX_ATTEMPTS - 1):
            try:
                return self._try_to_take_back(pks)
            except (IntegrityError, Article.DoesNotExist, ArticleChangedError):
                continue  # somebody saved or deleted one of them since they were read
        return self._try_to_take_back(pks)

    def _try_to_take_back(self, pks: Sequence[int]) -> int:
        steps = text_steps(self._batch, pks, is_redo=self._is_redo, editors=self._edited(self._batch))
        steps = [step for step in steps if step.taken]
        read = {step.article.pk: step.article.changed_at for step in steps}
        with request_scoped_versions():
            written = [_rebuilt(step) for step in steps if step.target]
        said = [self._said_otherwise(step) for step in steps if ORIGINAL in step.target and step.article.curated_fields]
        with transaction.atomic():
            self._check_own()
            articles_check_unchanged(read)
            texts = [(one.article, one.paragraphs) for one in written]
            articles_bulk_update(articles=texts, fields=COLUMNS, change=self._change)
            annotations_write(written)
            revisions_take_back([row for step in steps for row in step.taken])
            for article, by, values in said:
                article.differences.filter(state=FieldDifference.State.OPEN).delete()
                article_differences_note(article=article, values=values, batch=by)
            self._record([one.article for one in written])
        return len(written)

    def _said_otherwise(self, step: TextStep) -> tuple[Article, Batch | None, dict[str, str]]:
        """What the original that an article is back to says of the fields that curators set, and the batch that brought it."""
        article = step.article
        record = article_original(article)
        by = self._batch if self._is_redo else step.target[ORIGINAL].batch
        said = differences(article, record, given_source(article)) if record else {}
        decided = {row.field for row in article.differences.all() if row.state == FieldDifference.State.KEPT}
        return article, by, {field: said[field] for field in self._curated_before(step) - decided if field in said}

    def _curated_before(self, step: TextStep) -> set[str]:
        """The fields that curators had set when that original came: what they set over its own values is no difference."""
        rows = step.article.revisions.order_by("number")
        if self._is_redo:
            row = rows.filter(replaced_by=self._batch, cause=ArticleRevision.Cause.IMPORT).first()
        else:
            row = rows.filter(number=step.target[ORIGINAL].number - 1).first()
        return set(row.text.curated_fields) if row else set()


def _rebuilt(step: TextStep) -> Annotations:
    """The article of a step with its fields taken back, and the names and dates in it."""
    for name, revision in step.target.items():
        text_fill(step.article, revision.text, [name])
    text = step.target["paragraphs"].text if "paragraphs" in step.target else step.now
    return annotations_build(step.article, text.paragraphs)
