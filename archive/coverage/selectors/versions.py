"""Reads of versions. What readers see holds published articles only, whatever the groups say."""

from collections.abc import Iterable

from django.db.models import F, Q

from archive.catalog.models import Article
from archive.coverage.models import ShortVersion, Version, VersionRefusal
from archive.coverage.versions.side_by_side import ComparedRow, Fate, side_by_side

__all__ = [
    "ComparedRow",
    "Fate",
    "are_versions",
    "compare_versions",
    "full_version",
    "refusals_of",
    "short_versions",
    "version_group_keys",
    "versions_of",
]

PKS_PER_QUERY = 500
"""Values of one query with `IN`."""
_FIRST_PRINTED = (F("article__published_on").asc(nulls_last=True), "article_id")


def version_group_keys(article_pks: Iterable[int]) -> dict[int, str]:
    """The key of the group of each of these articles (primary keys) that is public and has other public versions.

    At most two queries for each PKS_PER_QUERY articles.
    """
    pks, found = list(dict.fromkeys(article_pks)), dict[int, str]()
    for start in range(0, len(pks), PKS_PER_QUERY):
        found |= _group_keys(pks[start : start + PKS_PER_QUERY])
    return found


def _group_keys(pks: list[int]) -> dict[int, str]:
    public = Version.objects.filter(article__state=Article.State.PUBLISHED).order_by()
    group_of = dict(public.filter(article__in=pks).values_list("article_id", "group_id"))
    keys: dict[int, str] = {}
    shared = set[int]()
    for group, key in public.filter(group__in=set(group_of.values())).values_list("group_id", "group__key"):
        if group in keys:
            shared.add(group)
        keys[group] = key
    return {pk: keys[group] for pk, group in group_of.items() if group in shared}


def versions_of(article: Article) -> list[Version]:
    """The public versions of the article's text, itself among them, first printed first; [] if it has no others.

    With article and source loaded. Undated ones come last.
    """
    group = Version.objects.filter(article=article).values("group")
    rows = Version.objects.filter(group__in=group, article__state=Article.State.PUBLISHED)
    members = list(rows.select_related("article__source", "group").order_by(*_FIRST_PRINTED))
    return members if len(members) > 1 and any(row.article_id == article.pk for row in members) else []


def full_version(article: Article) -> Article | None:
    """The public text that this short one was shortened from, with its source."""
    rows = ShortVersion.objects.filter(article=article, full__state=Article.State.PUBLISHED)
    row = rows.select_related("full__source").first()
    return row.full if row else None


def short_versions(article: Article) -> list[Article]:
    """The public texts of under three sentences that were shortened from this one, with their sources."""
    rows = ShortVersion.objects.filter(full=article, article__state=Article.State.PUBLISHED)
    return [row.article for row in rows.select_related("article__source").order_by(*_FIRST_PRINTED)]


def are_versions(article: Article, other: Article) -> bool:
    """Whether two published articles are versions of one text, or one a short version of the other."""
    group = Version.objects.filter(article=article).values("group")
    pair = (article.pk, other.pk)
    return article.pk != other.pk and (
        Version.objects.filter(article=other, group__in=group).exists()
        or ShortVersion.objects.filter(article__in=pair, full__in=pair).exists()
    )


def compare_versions(base: Article, version: Article) -> list[ComparedRow]:
    """Two texts side by side, in rows: what `version` kept of `base`, cut and added.

    Whether readers may see them is not looked at here.
    """
    return side_by_side(list(base.paragraphs.order_by("position")), list(version.paragraphs.order_by("position")))


def refusals_of(article: Article) -> list[VersionRefusal]:
    """Curators' decisions that this article and others are no versions, with both articles; for curators, drafts included."""
    rows = VersionRefusal.objects.filter(Q(first=article) | Q(second=article))
    return list(rows.select_related("first", "second"))
