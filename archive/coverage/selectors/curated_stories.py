"""Reads of what curators decided about stories."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from archive.catalog.models import Article
from archive.coverage.models import FormerStoryKey, Story, StoryChange, StoryDecision, StoryPairDecision

ROWS_PER_QUERY = 400
OWN = "article:"


def articles_by_key(keys: Iterable[str]) -> dict[str, Article]:
    """The articles that have these `stored_key` now."""
    wanted, found = list(keys), dict[str, Article]()
    for start in range(0, len(wanted), ROWS_PER_QUERY):
        some = wanted[start : start + ROWS_PER_QUERY]
        own = [key.removeprefix(OWN) for key in some if key.startswith(OWN)]
        rows = Article.objects.filter(Q(import_key__in=some) | Q(import_key=None, key__in=own))
        found |= {article.stored_key: article for article in rows}
    return found


def story_by_key(key: str | None) -> Story | None:
    """The story of this key, or that into which it was merged; whether it has published articles is not looked at."""
    if not key:
        return None
    story = Story.objects.filter(key=key).first()
    if story is None:
        former = FormerStoryKey.objects.filter(key=key).select_related("story").first()
        story = former.story if former else None
    return story


def changes_of(story: Story) -> QuerySet[StoryChange]:
    """What curators did to a story and to those that were merged into it, latest first."""
    keys = [story.key, *story.former_keys.values_list("key", flat=True)]
    return StoryChange.objects.filter(stories__key__in=keys).distinct().order_by("-pk")


def story_seen(story: Story) -> str:
    """What a page shows of a story's decisions: another value once somebody decided or took back something."""
    changes = changes_of(story)
    last = changes.values_list("pk", flat=True).first() or 0
    return f"{story.pk}:{last}:{changes.exclude(undone_at=None).count()}"


def change_stories(change: StoryChange) -> list[Story]:
    """The stories that a change touched, as they are now: merged ones as what they became."""
    found = [story_by_key(key) for key in change.stories.order_by("pk").values_list("key", flat=True)]
    return list({story.pk: story for story in found if story}.values())


def change_articles(change: StoryChange) -> list[Article]:
    """The articles that a change touched, as far as they are there."""
    return list(articles_by_key(change.articles.order_by("pk").values_list("key", flat=True)).values())


def articles_refused(story: Story) -> list[Article]:
    """The articles of which curators said that they are not of this story, with their sources."""
    rows = StoryDecision.objects.filter(story=story, belongs=False, article__isnull=False)
    return [row.article for row in rows.select_related("article__source") if row.article]


def stories_kept_apart(story: Story) -> list[Story]:
    """The stories of which curators said that they are another one than this."""
    kind = StoryPairDecision.Kind.APART
    rows = StoryPairDecision.objects.filter(Q(story=story) | Q(other=story), kind=kind).select_related("story", "other")
    return [row.other if row.story_id == story.pk else row.story for row in rows]
