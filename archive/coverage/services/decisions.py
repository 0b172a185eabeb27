"""Curators' decisions about versions."""

from django.db import transaction

from archive.catalog.models import Article
from archive.coverage.models import VersionRefusal
from archive.coverage.versions.placing import pending_add


@transaction.atomic
def versions_refuse(*, article: Article, other: Article, by: str = "") -> VersionRefusal:
    """Two articles are no versions of one text, for good. The background process takes `article` out of their group; if it
    represents the group, `other`.

    Raises ValueError for one and the same article.
    """
    if article.pk == other.pk:
        raise ValueError("an article is always a version of itself")
    first, second = sorted((article.pk, other.pk))
    refusal, _ = VersionRefusal.objects.get_or_create(first_id=first, second_id=second, defaults={"by": by[:150]})
    pending_add([article.pk])
    return refusal


@transaction.atomic
def refusal_withdraw(*, refusal: VersionRefusal) -> None:
    """Let the comparison decide again."""
    pending_add((refusal.first_id, refusal.second_id))
    refusal.delete()
