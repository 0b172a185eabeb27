"""Reads of versions. What readers see holds published articles only, whatever the groups say."""

from collections.abc import Iterable

from django.db.models import F

from archive.catalog.models import Article
from archive.coverage.models import Version

PKS_PER_QUERY = 500
"""Values of one query with `IN`."""


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
    ordered = rows.select_related("article__source", "group").order_by(
        F("article__published_on").asc(nulls_last=True), "article_id"
    )
    members = list(ordered)
    return members if len(members) > 1 and any(row.article_id == article.pk for row in members) else []
