"""Reads of stories. Members are the published articles; a story that has none is not there."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, F, QuerySet

from archive.catalog.models import Article
from archive.catalog.selectors import redactors_of
from archive.coverage.models import FormerStoryKey, Story, StoryMember
from archive.entities.models import Entity, Mention

MIN_TOLD = 2
"""Articles of a story that is listed: one of fewer is only a chapter of another."""
SHARED_NAMES = 12


class StoryOf(NamedTuple):
    """The story of an article, and how many published articles it has."""

    story: Story
    size: int


def stories_listed(first: dt.date | None = None, last: dt.date | None = None) -> QuerySet[Story]:
    """Stories of several published articles, each with its `size`: the newest first, within a day the largest first.

    Between `first` and `last`, both included, with any of its days.
    """
    counted: Any = Story.objects.with_size()
    rows: QuerySet[Any] = counted.filter(size__gte=MIN_TOLD)
    rows = rows.filter(last_day__gte=first) if first else rows
    rows = rows.filter(first_day__lte=last) if last else rows
    return rows.order_by(F("first_day").desc(nulls_last=True), "-size", "pk")


def current_story(key: str) -> Story | None:
    """The story of this key, or that into which it was merged or its last article went, if it has published articles."""
    story = Story.objects.filter(key=key).first()
    if story is None or not story.members.exists():
        former = FormerStoryKey.objects.filter(key=key).select_related("story").first()
        story = former.story if former else None
    return story if story and _members(story).exists() else None


def story_members(story: Story) -> list[StoryMember]:
    """The published articles of a story with their sources, first printed first, undated ones last."""
    rows = _members(story).select_related("article__source")
    return list(rows.order_by(F("article__published_on").asc(nulls_last=True), "article_id"))


def story_title(story: Story, members: Sequence[StoryMember]) -> str:
    """What a curator called it, without the names that are redacted in one of its articles; else the headline of the article
    that is most surely in it, of equal ones the first of these members."""
    if story.title:
        title, redacted = story.title, [row.article for row in members if row.article.is_redacted]
        for redactor in redactors_of(redacted).values() if redacted else ():
            title = redactor.text(title)
        return title
    titled = [row for row in members if not row.article.title_generated] or list(members)
    surest = max(titled, key=lambda row: (row.basis == StoryMember.Basis.WORDS, row.sureness), default=None)
    return surest.article.display_title if surest else ""


def story_of(article: Article) -> StoryOf | None:
    """The story that a published article is in."""
    member = StoryMember.objects.filter(article=article).select_related("story").first()
    size = _members(member.story).count() if member else 0
    return StoryOf(member.story, size) if member and size else None


def chapters_of(story: Story) -> tuple[list[Story], list[Story]]:
    """The stories that it continues and that continue it, as far as they have published articles."""
    before = [story.previous] if story.previous else []
    after = list(story.next_chapters.order_by(F("first_day").asc(nulls_last=True), "pk"))
    return [one for one in before if _members(one).exists()], [one for one in after if _members(one).exists()]


def shared_names(members: Sequence[StoryMember]) -> list[tuple[Entity, int]]:
    """People, places and organizations that two or more of these articles name, and in how many; the most frequent first."""
    rows = Mention.objects.visible().filter(article__in=[member.article_id for member in members]).order_by()
    counts = rows.values("entity").annotate(articles=Count("article", distinct=True)).filter(articles__gte=2)
    found = dict(counts.order_by("-articles", "entity").values_list("entity", "articles")[:SHARED_NAMES])
    entities = Entity.objects.in_bulk(list(found))
    return [(entities[pk], count) for pk, count in found.items() if pk in entities]


def _members(story: Story) -> QuerySet[StoryMember]:
    return StoryMember.objects.filter(
        story=story, article__state=Article.State.PUBLISHED, article__kind=Article.Kind.ARTICLE
    )
