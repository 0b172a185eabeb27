"""What coverage does in the background process. Imported before models are ready, so each function imports what it needs."""

from typing import Any

DUE_EVERY_S = 6 * 3600.0
"""Seconds between two looks for articles that were never compared."""


def comparisons_step() -> bool:
    """Compare a few of the articles that wait; False if none does."""
    from archive.coverage import services

    return services.comparisons_step()


def find_due(payload: dict[str, Any]) -> None:
    """Have articles compared that no change announced: those of an archive made before, and after a change of the rules."""
    from archive.coverage import services

    services.comparisons_add_due()


def article_deleted(*, instance: Any, **_: Any) -> None:
    """Forget the story of an article before it is deleted, in the same transaction: rows without a foreign key would stay."""
    from archive.coverage import services

    services.story_forget(instance.pk)
