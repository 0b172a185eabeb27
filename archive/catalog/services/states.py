"""Publishing, withdrawing, embargoing and putting back to draft, and what was cut from an article following it.

Cards and embedded articles share the state of the article that they were cut from: when it is withdrawn or put back to draft,
those that are published go with it, and return with it to what they were (`returns_to`). A curator who decides otherwise for
one of them (another state than that of the article above it) is remembered: it no longer follows (`follows_parent`) until he
gives it the same state again.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from archive.catalog.models import Article
from archive.catalog.services.outbox import outbox_add

PUBLISHED = Article.State.PUBLISHED
STATE_FIELDS = ("state", "follows_parent", "returns_to")
GRADE_FIELDS = ("withdrawal_reason", "embargo_until")
"""What belongs to one state, and is forgotten with it."""
KEYS_PER_QUERY = 500


def articles_following(*, pks: Iterable[int], state: str) -> list[Article]:
    """The articles that would follow these (by primary key) into this state, at whatever remove; as they are now."""
    above, found = set(pks), list[Article]()
    seen = set(above)
    while above:
        below = [
            child for child in _children(above) if child.pk not in seen and next_state(child, state) != child.state
        ]
        found += below
        above = {child.pk for child in below}
        seen |= above
    return found


def _children(pks: set[int]) -> list[Article]:
    ordered = sorted(pks)
    batches = (ordered[start : start + KEYS_PER_QUERY] for start in range(0, len(ordered), KEYS_PER_QUERY))
    return [child for batch in batches for child in Article.objects.filter(parent__in=batch, follows_parent=True)]


def next_state(child: Article, state: str) -> str:
    """The state of an article after the one that it was cut from, and that it follows, got `state`."""
    if state == PUBLISHED:
        return child.returns_to or child.state
    return state if child.state == PUBLISHED or child.returns_to else child.state


@transaction.atomic
def article_set_state(
    *, article: Article, state: str, reason: str = "", embargo_until: dt.datetime | None = None
) -> None:
    """Set the state; only curators find what is not published. What was cut from the article follows.

    `reason` is the public one of a withdrawal. Raises django.db.IntegrityError for an embargo without `embargo_until`.
    """
    before = article.state
    article.state = Article.State(state)
    article.withdrawal_reason, article.embargo_until = reason, embargo_until
    grade_tidy(article)
    state_decide(article=article, before=before)
    article.save(update_fields=(*STATE_FIELDS, *GRADE_FIELDS, "changed_at"))
    outbox_add([article.pk])
    children_follow(article=article)


def article_withdraw(*, article: Article, reason: str = "") -> None:
    article_set_state(article=article, state=Article.State.WITHDRAWN, reason=reason)


def article_publish(*, article: Article) -> None:
    article_set_state(article=article, state=Article.State.PUBLISHED)


def grade_tidy(article: Article) -> None:
    """Forget the reason and the time that belong to another state than the article's; it is not saved here.

    A reason that was kept would be public again at the next withdrawal.
    """
    if article.state != Article.State.WITHDRAWN:
        article.withdrawal_reason = ""
    if article.state != Article.State.EMBARGOED:
        article.embargo_until = None


def state_decide(*, article: Article, before: str | None) -> None:
    """Remember a curator's decision on the state of an article that was cut from another; it is not saved here."""
    if article.parent is None or article.state == before:
        return
    article.returns_to = ""
    article.follows_parent = article.state == article.parent.state


@transaction.atomic
def children_follow(*, article: Article) -> int:
    """Give what was cut from a saved article its state, and index it again; returns how many articles changed."""
    followers = articles_following(pks=[article.pk], state=article.state)
    for child in followers:
        was = child.state
        child.state = next_state(child, article.state)
        child.returns_to = "" if article.state == PUBLISHED else (child.returns_to or was)
        grade_tidy(child)
        child.save(update_fields=(*STATE_FIELDS, *GRADE_FIELDS, "changed_at"))
    outbox_add([child.pk for child in followers])
    return len(followers)


def new_children_follow(articles: Sequence[Article]) -> None:
    """Before new articles are saved: those cut from one that is not published do not become public without it."""
    for article in articles:
        parent = article.parent
        if parent is not None and parent.state != PUBLISHED and article.state == PUBLISHED and article.follows_parent:
            article.state, article.returns_to = parent.state, PUBLISHED
