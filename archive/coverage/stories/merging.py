"""One story of two: members, decisions and keys move; the key that goes leads to the other for ever. So does the key of a story
whose last article went to another one."""

from django.db.models import Max, Min

from archive.coverage.models import FormerStoryKey, Story, StoryMember
from archive.coverage.stories.decided import decisions_move

CHAPTER_FIELDS = ("previous", "previous_odds", "previous_decided")


def story_merge(story: Story, into: Story) -> set[int]:
    """Merge a story into another. Returns the articles that moved. Call it within a transaction.

    Both are read again: an earlier merge of the same transaction may have moved or deleted the story that they continue.
    """
    for one in (story, into):
        one.refresh_from_db(fields=CHAPTER_FIELDS)
    moved = set(story.members.values_list("article_id", flat=True))
    decisions_move(story, into)
    StoryMember.objects.filter(story=story).update(story=into)
    FormerStoryKey.objects.filter(story=story).update(story=into)
    FormerStoryKey.objects.update_or_create(key=story.key, defaults={"story": into})
    _chapters_move(story, into)
    if into.previous_id is None and not into.previous_decided and not _path(story, into):
        Story.objects.filter(pk=into.pk).update(**{name: getattr(story, name) for name in CHAPTER_FIELDS})
        into.refresh_from_db(fields=CHAPTER_FIELDS)
    if story.title and not into.title:
        into.title = story.title
        into.save(update_fields=("title",))
    story.delete()
    story_refresh(into)
    return moved


def story_left_for(story: Story, into: Story) -> None:
    """The last article of a story has gone to another one: its key and its chapters lead there, as long as it stays empty. The
    row stays, with what curators decided of it. Call it within a transaction."""
    FormerStoryKey.objects.filter(story=story).update(story=into)
    FormerStoryKey.objects.update_or_create(key=story.key, defaults={"story": into})
    for one in (story, into):
        one.refresh_from_db(fields=CHAPTER_FIELDS)
    _chapters_move(story, into)
    story_refresh(story)


def _chapters_move(story: Story, into: Story) -> None:
    """What continued a story continues another; if that itself continued it, through others or not, the first of them on this way
    continues what the story did, so that no circle comes of it."""
    path = _path(into, story)
    Story.objects.filter(previous=story).exclude(pk__in=[into.pk, *path]).update(previous=into)
    if path:
        values = {name: getattr(story, name) for name in CHAPTER_FIELDS}
        if story.previous_id in path:
            values = {"previous": None, "previous_odds": None, "previous_decided": False}
        Story.objects.filter(pk=path[-1]).update(**values)
        into.refresh_from_db(fields=CHAPTER_FIELDS)


def _path(story: Story, to: Story) -> list[int]:
    """The stories (primary keys) from this one to that which continues `to`, each continuing the next; none if it does not lead
    there."""
    path, at = [story.pk], story.previous_id
    while at is not None and at != to.pk and at not in path:
        path.append(at)
        at = Story.objects.values_list("previous", flat=True).get(pk=at)
    return path if at == to.pk else []


def story_refresh(story: Story) -> None:
    """Write the days of the story, which follow from its members."""
    days = story.members.aggregate(first=Min("article__published_on"), last=Max("article__published_on"))
    story.first_day, story.last_day = days["first"], days["last"]
    story.save(update_fields=("first_day", "last_day"))
