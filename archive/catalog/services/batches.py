"""What undoing a batch of an import does to the record, and what redoing it does: articles are withdrawn and return.

What was cut from a withdrawn article follows it as it follows a curator's withdrawal (`states`). Who saves an article meanwhile
is not waited for: `articles_check_unchanged` tells that what was read is out of date.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from archive.catalog.models import Article, Batch, BatchWithdrawal, Collision
from archive.catalog.services.outbox import outbox_add
from archive.catalog.services.states import articles_following, next_state

WITHDRAWN, PUBLISHED = Article.State.WITHDRAWN, Article.State.PUBLISHED
SAVED_ROWS = 100


class ArticleChangedError(Exception):
    """Somebody saved or deleted an article between the reading of it and the transaction."""


def articles_check_unchanged(read: Mapping[int, dt.datetime]) -> None:
    """Lock these articles; raises ArticleChangedError if one was changed after the time at which it was read, or is gone."""
    rows = dict(Article.objects.select_for_update().filter(pk__in=read).values_list("pk", "changed_at"))
    if rows != dict(read):
        raise ArticleChangedError


def batch_set_undo_state(*, batch: Batch, state: str) -> None:
    batch.undo_state, batch.undo_changed_at = state, timezone.now()
    batch.save(update_fields=("undo_state", "undo_changed_at"))


def collisions_follow_batch(*, batch: Batch) -> int:
    """Take the records that wait for a decision out of the queue with their batch, or back into it; returns how many."""
    is_out = bool(batch.undo_state) and batch.undo_state != Batch.UndoState.REDOING
    before, after = (Collision.State.OPEN, Collision.State.UNDONE)[:: 1 if is_out else -1]
    return Collision.objects.filter(batch=batch, state=before).update(state=after)


@transaction.atomic
def articles_withdraw_with_batch(*, batch: Batch, articles: Sequence[Article]) -> list[Article]:
    """Withdraw articles that are not cut from one another, and what was cut from them; returns all that changed.

    Drafts among what was cut from them, which would not follow, are withdrawn as well where the batch added them.
    """
    followers = articles_following(pks=[article.pk for article in articles], state=WITHDRAWN)
    following = {article.pk for article in followers}
    chosen = [one for one in (*articles, *_drafts_below(batch, articles)) if one.pk not in following]
    chosen = [one for one in chosen if one.state != WITHDRAWN or one.returns_to]
    rows = [BatchWithdrawal(article=one, batch=batch, state=one.state, returns_to=one.returns_to) for one in chosen]
    BatchWithdrawal.objects.filter(article__in=[one.pk for one in chosen]).delete()
    BatchWithdrawal.objects.bulk_create(rows, batch_size=SAVED_ROWS)
    for one in chosen:
        one.state, one.returns_to = WITHDRAWN, ""
    for one in followers:
        one.state, one.returns_to = WITHDRAWN, one.returns_to or one.state
    return _save([*chosen, *followers])


@transaction.atomic
def articles_return_with_batch(*, withdrawals: Iterable[BatchWithdrawal]) -> list[Article]:
    """Give articles the state back that they had before their batch was undone, and what was cut from them; returns all that
    changed. One that somebody put into another state since keeps it."""
    rows = list(withdrawals)
    due = [row for row in rows if row.article.state == WITHDRAWN]
    for row in due:
        article, parent = row.article, row.article.parent
        article.state, article.returns_to = Article.State(row.state), row.returns_to
        if article.state == Article.State.EMBARGOED and not (article.embargo_until or article.returns_to):
            article.state = Article.State.DRAFT  # somebody published and withdrew it since, and its time was forgotten
        if parent is not None and article.follows_parent and parent.state != PUBLISHED and article.state == PUBLISHED:
            article.state, article.returns_to = parent.state, PUBLISHED
    returned = _save([row.article for row in due])
    followers = []
    for state in Article.State.values:
        for child in articles_following(pks=[one.pk for one in returned if one.state == state], state=state):
            was, child.state = child.state, next_state(child, state)
            child.returns_to = "" if state == PUBLISHED else (child.returns_to or was)
            followers.append(child)
    BatchWithdrawal.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return [*returned, *_save(followers)]


def _drafts_below(batch: Batch, articles: Sequence[Article]) -> list[Article]:
    above: Collection[int] = [article.pk for article in articles]
    found: list[Article] = []
    while above:
        below = list(Article.objects.filter(parent__in=above, batch=batch))
        found += [child for child in below if child.state == Article.State.DRAFT]
        above = [child.pk for child in below]
    return found


def _save(articles: list[Article]) -> list[Article]:
    now = timezone.now()
    for article in articles:
        article.changed_at = now
    Article.objects.bulk_update(articles, ["state", "returns_to", "changed_at"], batch_size=SAVED_ROWS)
    outbox_add([article.pk for article in articles], is_bulk=True)
    return articles
