"""What undoing a batch of an import would do, and what redoing it would: nothing here writes.

Undoing withdraws the articles that the batch added and takes back, field by field, what it changed in others; redoing takes
back what the undoing did, by the same rules (`undo_steps`). A text that was not touched since is known by its time
(`ArticleRevision.replaced_at`), so that a plan is quick to show; the others, up to MAX_EXAMINED, are read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Count, F

from archive.catalog.models import Article, ArticleRevision, Batch, BatchWithdrawal, Collision, FieldDifference
from archive.ingest.import_plan import chunks
from archive.ingest.undo_steps import (
    Cause,
    Edited,
    Stay,
    articles_to_withdraw,
    families_held,
    fields_left,
    nobody,
    text_changes,
    text_steps,
)

CHUNK = 25
"""Articles that are read, and written, at a time: whoever saves meanwhile waits for a fraction of a second."""
MAX_EXAMINED, MAX_SAMPLE = 1_000, 50


@dataclass(slots=True)
class UndoPlan:
    """Counts of what would be done, with samples: articles (with cards) to withdraw or to return, articles whose text is taken
    back, what stays, records in the curators' queues; and what the archive does not know of a batch of earlier versions."""

    is_redo: bool
    articles: int = 0
    texts: int = 0
    stays: int = 0
    unexamined: int = 0
    settled: int = 0
    """Articles to return that somebody has put into another state since: they keep it."""
    collisions: int = 0
    differences: int = 0
    unknown_added: int = 0
    unknown_updated: int = 0
    sample_articles: list[Article] = field(default_factory=list)
    sample_texts: list[tuple[ArticleRevision, tuple[str, ...]]] = field(default_factory=list)
    sample_stays: list[Stay] = field(default_factory=list)

    @property
    def has_work(self) -> bool:
        return bool(self.articles or self.texts or self.settled or self.collisions or self.unexamined)

    @property
    def size(self) -> int:
        """Articles that are written, or looked at."""
        return self.articles + self.texts + self.settled + self.unexamined

    def add_stays(self, stays: Iterable[Stay]) -> None:
        for stay in stays:
            self.stays += 1
            if len(self.sample_stays) < MAX_SAMPLE:
                self.sample_stays.append(stay)


def batch_undo_plan(*, batch: Batch, is_redo: bool = False, edited: Edited = nobody) -> UndoPlan:
    """What undoing a batch (or redoing it) would do now."""
    plan, editors = UndoPlan(is_redo), edited(batch)
    if is_redo:
        rows = BatchWithdrawal.objects.filter(batch=batch).order_by("pk")
        plan.settled = rows.exclude(article__state=Article.State.WITHDRAWN).count()
        rows = rows.filter(article__state=Article.State.WITHDRAWN)
        plan.articles = rows.count()
        plan.sample_articles = [row.article for row in rows.select_related("article")[:MAX_SAMPLE]]
    else:
        _plan_additions(plan, batch, editors)
        plan.unknown_added = max(batch.added + batch.stubs - batch.articles.count(), 0)
        plan.unknown_updated = max(batch.updated - batch.revisions.filter(cause=Cause.IMPORT).count(), 0)
        plan.differences = batch.differences.filter(state=FieldDifference.State.OPEN).count()
    _plan_texts(plan, batch, editors)
    waiting = Collision.State.UNDONE if is_redo else Collision.State.OPEN
    plan.collisions = batch.collisions.filter(state=waiting).count()
    return plan


def _plan_additions(plan: UndoPlan, batch: Batch, editors: Mapping[int, str]) -> None:
    held, waiting = families_held(batch, editors), articles_to_withdraw(batch)
    found = (waiting.filter(pk__in=part).values_list("pk", flat=True) for part in chunks(held))
    staying = [held[pk] for pks in found for pk in pks]
    plan.articles = waiting.count() - len(staying)
    plan.sample_articles = list(islice((one for one in waiting.iterator() if one.pk not in held), MAX_SAMPLE))
    plan.add_stays(staying)


def _plan_texts(plan: UndoPlan, batch: Batch, editors: Mapping[int, str]) -> None:
    changes = text_changes(batch, is_redo=plan.is_redo)
    once = changes.order_by().values("article").annotate(n=Count("pk")).filter(n=1).values("article")
    untouched = changes.filter(article__in=once, replaced_at=F("article__changed_at"))
    plan.texts = untouched.count()
    plan.sample_texts = [
        (row, tuple(fields_left(row))) for row in untouched.defer("packed").select_related("article")[:MAX_SAMPLE]
    ]
    touched = changes.exclude(pk__in=untouched.order_by().values("pk")).order_by("article")
    pks = list(touched.values_list("article", flat=True).distinct()[:MAX_EXAMINED])
    if len(pks) == MAX_EXAMINED:
        plan.unexamined = touched.values("article").distinct().count() - MAX_EXAMINED
    for part in chunks(pks, CHUNK):
        for step in text_steps(batch, part, is_redo=plan.is_redo, editors=editors):
            plan.add_stays(step.stays)
            plan.texts += bool(step.target)
            if step.target and len(plan.sample_texts) < MAX_SAMPLE:
                plan.sample_texts.append((step.taken[0][0], tuple(step.target)))
