"""What curators decided, as placing asks it: which stories are kept apart or unlinked, and what becomes of decisions when a story
is merged or a deleted article comes back."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q

from archive.catalog.models import Article
from archive.coverage.models import Story, StoryDecision, StoryPairDecision

Kind = StoryPairDecision.Kind


def stories_apart(stories: Iterable[int]) -> set[frozenset[int]]:
    """The pairs of these stories (primary keys) that are not one."""
    pks = list(stories)
    rows = StoryPairDecision.objects.filter(kind=Kind.APART, story__in=pks, other__in=pks)
    return {frozenset(pair) for pair in rows.values_list("story", "other")}


def unlinked_from(story: int | None) -> set[int]:
    """The stories that this one does not continue."""
    rows = StoryPairDecision.objects.filter(kind=Kind.UNLINKED, story=story)
    return set(rows.values_list("other", flat=True)) if story else set()


def pinned_in_place(articles: Iterable[int]) -> set[int]:
    """Those of these articles (primary keys) that stand in the story to which a curator said that they belong."""
    there = F("article__story_member__story")
    rows = StoryDecision.objects.filter(article__in=list(articles), belongs=True, story=there)
    return {pk for pk in rows.values_list("article", flat=True) if pk is not None}


def decisions_move(story: Story, into: Story) -> None:
    """Decisions about a story that is being merged are about the other from now on; those that would contradict the merge go."""
    standing = StoryDecision.objects.filter(story=into)
    StoryDecision.objects.filter(story=story).exclude(article_key__in=standing.values("article_key")).update(story=into)
    members = Q(article__story_member__story=story) | Q(article__story_member__story=into)
    contradicted = StoryDecision.objects.filter(members, story__in=(story, into), belongs=False)
    StoryDecision.objects.filter(pk__in=list(contradicted.values_list("pk", flat=True))).delete()
    known = set(StoryPairDecision.objects.filter(Q(story=into) | Q(other=into)).values_list("story", "other", "kind"))
    for row in StoryPairDecision.objects.filter(Q(story=story) | Q(other=story)):
        first, second = (into.pk if pk == story.pk else pk for pk in (row.story_id, row.other_id))
        if first != second and (first, second, row.kind) not in known:
            StoryPairDecision.objects.filter(pk=row.pk).update(story=first, other=second)


def decisions_return(articles: Iterable[Article]) -> None:
    """Decisions about deleted articles that came back are about these articles again."""
    by_key = {article.stored_key: article for article in articles}
    rows = StoryDecision.objects.filter(article=None, article_key__in=list(by_key))
    found: dict[str, list[int]] = defaultdict(list)
    for pk, key in rows.values_list("pk", "article_key"):
        found[key].append(pk)
    for key, pks in found.items():
        StoryDecision.objects.filter(pk__in=pks).update(article=by_key[key])
