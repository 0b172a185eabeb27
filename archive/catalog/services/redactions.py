"""Redactions are made and undone as records; what the articles say is written again by whoever reads names in it, in the same
transaction (`archive.curation.redactions`)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from archive.catalog.models import Article, RedactedArticle, RedactedEntity, Redaction, UnredactedText


@transaction.atomic
def redaction_add(
    *,
    redaction: Redaction,
    articles: Mapping[Article, int],
    entity_keys: Iterable[str],
    mentions: Mapping[int, Sequence[Any]],
    quotations: Mapping[int, Sequence[Any]],
) -> None:
    """Save a new redaction of these articles, each with the count of its places; `mentions` and `quotations` are decided ones,
    as plain values by primary key of the article."""
    redaction.save()
    RedactedEntity.objects.bulk_create(RedactedEntity(redaction=redaction, key=key) for key in entity_keys)
    RedactedArticle.objects.bulk_create(
        RedactedArticle(
            redaction=redaction,
            article=article,
            import_key=article.stored_key,
            places=places,
            mentions=list(mentions.get(article.pk, ())),
            quotations=list(quotations.get(article.pk, ())),
        )
        for article, places in articles.items()
    )
    for article in articles:
        article.is_redacted = True
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(is_redacted=True)


@transaction.atomic
def redaction_undo(*, redaction: Redaction, by: str) -> list[Article]:
    """End a redaction; its articles, of which those that no other applies to are no longer marked.

    Their texts are the caller's to write again (`text_redact` gives what was printed); `unredacted_forget` comes afterwards.
    """
    redaction.undone_by, redaction.undone_at = by, timezone.now()
    redaction.save(update_fields=("undone_by", "undone_at"))
    locked = Article.objects.select_for_update(of=("self",))
    articles = list(locked.filter(redactions__redaction=redaction).order_by("pk"))
    standing = RedactedArticle.objects.filter(article__in=articles, redaction__undone_at=None)
    left = set(standing.values_list("article", flat=True))
    for article in articles:
        article.is_redacted = article.pk in left
    Article.objects.filter(pk__in=[one.pk for one in articles if not one.is_redacted]).update(is_redacted=False)
    return articles


def unredacted_forget(articles: Sequence[Article]) -> None:
    """Forget what was printed in articles that say it again."""
    UnredactedText.objects.filter(article_key__in=[one.key for one in articles if not one.is_redacted]).delete()
