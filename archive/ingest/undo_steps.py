"""What of a batch can be taken back, article by article, and what stays because somebody else touched it since.

A field stays if a curator set it or if it reads otherwise than the batch wrote it; the whole text, if another batch wrote the
article since; an added article, with what was cut from it, if it was edited or another batch wrote it. The decisions of
curators about names and dates do not count: a withdrawn article keeps them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet

from archive.catalog.models import Article, ArticleRevision, Batch, Collision, RevisionText
from archive.catalog.services import digests, texts_read
from archive.ingest.import_plan import chunks

Cause = ArticleRevision.Cause
UNDONE, REDONE = (Cause.IMPORT, Cause.REREAD, Cause.REDO), (Cause.UNDO,)
"""Causes of the changes that undoing, and redoing, take back."""
REPLACING = (Cause.IMPORT, Cause.DECISION, Cause.REREAD, Cause.REDO)
"""Causes of changes that write a whole record: what another batch wrote so is no longer the undone batch's text."""
Edited = Callable[[Batch], Mapping[int, str]]
"""Who edited articles since a batch began: user names by primary key of the article. The history belongs to another room."""


def nobody(_: Batch) -> Mapping[int, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Stay:
    """What stays as it is: fields of an article, or (no fields) the article itself; because of a `person` or a `batch`."""

    article: Article
    fields: tuple[str, ...]
    by: str
    who: str


@dataclass(slots=True)
class TextStep:
    """The fields of one article to take back, each with the older text that it comes from; and the changes that this settles."""

    article: Article
    now: RevisionText
    target: dict[str, ArticleRevision] = field(default_factory=dict)
    taken: list[tuple[ArticleRevision, set[str]]] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)


def text_changes(batch: Batch, *, is_redo: bool) -> "QuerySet[ArticleRevision]":
    """The changes by a batch that are not taken back yet; for the undoing without those of articles that it withdraws."""
    rows = batch.revisions.filter(is_open=True, cause__in=REDONE if is_redo else UNDONE)
    return rows.exclude(article__batch=batch)


def text_steps(batch: Batch, pks: Sequence[int], *, is_redo: bool, editors: Mapping[int, str]) -> list[TextStep]:
    """What to take back of the texts of these articles."""
    related = Article.objects.select_related("source").prefetch_related("differences")
    articles, now = related.in_bulk(pks), texts_read(pks)
    changes: dict[int, list[ArticleRevision]] = {pk: [] for pk in pks}
    for row in text_changes(batch, is_redo=is_redo).filter(article__in=pks).order_by("-number"):
        changes[row.article_id].append(row)
    others: dict[int, list[ArticleRevision]] = {pk: [] for pk in pks}
    by_others = ArticleRevision.objects.filter(article__in=pks).filter(~Q(replaced_by=batch) | Q(cause=Cause.DECISION))
    for row in by_others.defer("packed").select_related("replaced_by").order_by("-number"):
        others[row.article_id].append(row)
    return [
        _text_step(articles[pk], now[pk], changes[pk], others[pk], editors)
        for pk in pks
        if pk in articles and pk in now
    ]


def _text_step(
    article: Article,
    now: RevisionText,
    changes: Sequence[ArticleRevision],
    others: Sequence[ArticleRevision],
    editors: Mapping[int, str],
) -> TextStep:
    step = TextStep(article, now)
    values = digests(now)
    kept: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        left = fields_left(change)
        if (barrier := _replaced_since(change, others)) is not None:
            kept.setdefault(_who_replaced(barrier), []).extend(left)
            continue
        was, taken = digests(change.text), set[str]()
        for name in left:
            if values[name] == was[name]:
                taken.add(name)
            elif values[name] == change.written[name] and name not in article.curated_fields:
                taken.add(name)
                step.target[name], values[name] = change, was[name]
            else:
                kept.setdefault(_who_touched(article, name, change, others, editors), []).append(name)
        if taken:
            step.taken.append((change, taken))
    step.stays += [Stay(article, tuple(dict.fromkeys(names)), *who) for who, names in kept.items()]
    return step


def _replaced_since(change: ArticleRevision, others: Sequence[ArticleRevision]) -> ArticleRevision | None:
    """The latest change after this one by which another batch wrote the whole record, if any."""
    later = (row for row in others if row.number > change.number and row.is_open and row.cause in REPLACING)
    return next((row for row in later if not _brings_back(row, change, others)), None)


def _brings_back(row: ArticleRevision, change: ArticleRevision, others: Sequence[ArticleRevision]) -> bool:
    """Whether a change is the redoing of a batch that was undone after `change`: then it wrote nothing that is newer.

    So batches that were undone from the last to the first are redone from the first to the last.
    """
    undone = (
        one.number
        for one in others
        if one.cause == Cause.UNDO and one.replaced_by_id == row.replaced_by_id and one.number < row.number
    )
    return row.cause == Cause.REDO and row.replaced_by_id is not None and max(undone, default=0) > change.number


def _who_replaced(row: ArticleRevision) -> tuple[str, str]:
    if row.cause == Cause.DECISION:
        return ("person", "")
    return ("batch", row.replaced_by.label if row.replaced_by else "")


def _who_touched(
    article: Article,
    name: str,
    change: ArticleRevision,
    others: Sequence[ArticleRevision],
    editors: Mapping[int, str],
) -> tuple[str, str]:
    later = next((row for row in others if row.number > change.number and name in row.written), None)
    if later is not None and name not in article.curated_fields:
        return _who_replaced(later)
    return ("person", editors.get(article.pk, ""))


def articles_to_withdraw(batch: Batch) -> "QuerySet[Article]":
    """The articles and cards of a batch that are not withdrawn, for their own sake or with what they were cut from."""
    withdrawn = Q(state=Article.State.WITHDRAWN)
    own = Article.objects.filter(batch=batch).exclude(withdrawn, returns_to="").exclude(withdrawn, parent__batch=batch)
    return own.order_by("pk")


def families_held(batch: Batch, editors: Mapping[int, str]) -> dict[int, Stay]:
    """By primary key: the articles of a batch that stay, with the reason. What was cut from an article stays or goes with it."""
    reasons: dict[int, tuple[str, str]] = {}
    own = Article.objects.filter(batch=batch)
    curated = own.exclude(curated_fields=[]).values_list("pk", flat=True)
    apart = own.filter(parent__batch=batch, follows_parent=False).exclude(state=Article.State.WITHDRAWN)
    decided = Collision.objects.filter(own_article__batch=batch).values_list("own_article", flat=True)
    for pk in (*curated, *apart.values_list("pk", flat=True), *decided):
        reasons[pk] = ("person", editors.get(pk, ""))
    for part in chunks(editors):
        reasons.update((pk, ("person", editors[pk])) for pk in own.filter(pk__in=part).values_list("pk", flat=True))
    rows = ArticleRevision.objects.filter(article__batch=batch, is_open=True, cause__in=REPLACING)
    for row in rows.exclude(replaced_by=batch).defer("packed").select_related("replaced_by"):
        reasons.setdefault(row.article_id, _who_replaced(row))
    return _with_families(own, reasons)


def _with_families(own: "QuerySet[Article]", reasons: dict[int, tuple[str, str]]) -> dict[int, Stay]:
    """The same for what these articles were cut from, and for all that was cut from that."""
    why, found = dict(reasons), set(reasons)
    while found:
        above = [row for part in chunks(found) for row in _with_parents(own.filter(pk__in=part))]
        found = {parent for _, parent in above if parent not in why}
        why |= {parent: why[pk] for pk, parent in above if parent in found}
    found = set(why)
    while found:
        below = [row for part in chunks(found) for row in _with_parents(own.filter(parent__in=part))]
        found = {pk for pk, _ in below if pk not in why}
        why |= {pk: why[parent] for pk, parent in below if pk in found}
    articles = (article for part in chunks(why) for article in Article.objects.filter(pk__in=part))
    return {article.pk: Stay(article, (), *why[article.pk]) for article in articles}


def _with_parents(own: "QuerySet[Article]") -> list[tuple[int, int]]:
    rows = own.filter(parent__batch=F("batch")).values_list("pk", "parent")
    return [(pk, parent) for pk, parent in rows if parent is not None]


def fields_left(change: ArticleRevision) -> list[str]:
    """The fields of a change that are not taken back yet."""
    return [name for name in change.written if name not in change.taken_back]
