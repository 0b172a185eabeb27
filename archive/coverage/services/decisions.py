"""Curators' decisions about versions."""

from archive.catalog.models import Article
from archive.coverage.models import VersionRefusal
from archive.coverage.services.comparisons import articles_compare
from archive.coverage.services.one_writer import writing_alone


@writing_alone()
def versions_refuse(*, article: Article, other: Article, by: str = "") -> VersionRefusal:
    """Two articles are no versions of one text, for good. `article` is taken out of their group; if it represents the
    group, `other`.

    Raises ValueError for one and the same article.
    """
    if article.pk == other.pk:
        raise ValueError("an article is always a version of itself")
    first, second = sorted((article.pk, other.pk))
    refusal, _ = VersionRefusal.objects.get_or_create(first_id=first, second_id=second, defaults={"by": by[:150]})
    articles_compare([article.pk])
    return refusal


@writing_alone()
def refusal_withdraw(*, refusal: VersionRefusal) -> None:
    """Let the comparison decide again."""
    pair = (refusal.first_id, refusal.second_id)
    refusal.delete()
    articles_compare(pair)
