"""Writes to collisions: records held back because they bear an article's key and read as another one."""

from typing import Any

from django.utils import timezone

from archive.catalog.models import Article, Batch, Collision


def collision_note(
    *, article: Article, import_key: str, raw_document: int, title: str, record: dict[str, Any], batch: Batch | None
) -> None:
    """List a record, once for each line; one that was accepted before and comes again is open again."""
    values = {"article": article, "title": title[:1000], "record": record, "batch": batch}
    Collision.objects.update_or_create(
        import_key=import_key,
        raw_document_id=raw_document,
        defaults=values | {"state": Collision.State.OPEN, "noted_at": timezone.now()},
    )


def collision_settle(*, collision: Collision, state: str, own_article: Article | None = None) -> None:
    collision.state, collision.own_article = Collision.State(state), own_article
    collision.save(update_fields=("state", "own_article"))
