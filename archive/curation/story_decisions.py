"""Curators' decisions about stories: each in one transaction with its history, refused if a colleague decided something
meanwhile."""

from collections.abc import Callable, Iterable
from typing import Any

from archive.catalog.models import Article
from archive.coverage.models import Story, StoryChange
from archive.coverage.selectors import change_articles, change_stories, changes_of, story_seen
from archive.coverage.services import StoryConflictError, story_change_undo, writing_alone
from archive.curation.group_decisions import GroupChangedError
from archive.curation.history import MAX_REASON_CHARS, because, history_add
from archive.curation.services import SignedIn

Decision = Callable[..., Any]
"""A service of coverage that takes `by` and `reason` and returns a StoryChange, or that and something else."""


def story_decide(
    decision: Decision, *, user: SignedIn, stories: Iterable[Story], seen: Iterable[str], reason: str = "", **said: Any
) -> StoryChange:
    """Carry out a decision, with `said` as its arguments, and tell it in the history of all stories and articles concerned.

    `seen` are the tokens (`story_seen`) of these stories that the page carried. Raises GroupChangedError if one is another since,
    and StoryConflictError.
    """
    pks, reason = [story.pk for story in stories], " ".join(reason.split())[:MAX_REASON_CHARS]
    with writing_alone(), because(reason):  # its turn first, the rows then, as the background takes them
        current = list(Story.objects.select_for_update().filter(pk__in=pks))
        if sorted(map(story_seen, current)) != sorted(set(seen)):
            raise GroupChangedError
        made = decision(by=user.get_username(), reason=reason, **said)
        change: StoryChange = made[0] if isinstance(made, tuple) else made
        _tell(user, change, change.label)
    return change


def story_change_take_back(*, change: StoryChange, user: SignedIn) -> list[str]:
    """Undo a decision; sentences about what could not be put back. Raises StoryConflictError."""
    with writing_alone():
        concerned = change_articles(change)
        left = story_change_undo(change=change)
        history_add(user, [change], f"تُراجع عن: {change.label}")
        _tell(user, change, " ".join([f"تُراجع عن: {change.label}.", *left]), concerned)
    return left


def last_decision(story: Story) -> StoryChange | None:
    """The latest thing that a curator did to the story."""
    return changes_of(story).first()


def _tell(user: SignedIn, change: StoryChange, note: str, articles: Iterable[Article] = ()) -> None:
    """Without headlines of other articles, which would outlive these."""
    stories = change_stories(change)
    keys = "، ".join(story.key for story in stories)
    history_add(user, stories, note)
    history_add(user, {one.pk: one for one in (*articles, *change_articles(change))}.values(), f"{note} ({keys})")


__all__ = ["StoryConflictError", "last_decision", "story_change_take_back", "story_decide"]
