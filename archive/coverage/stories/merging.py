"""One story of two: members, decisions and keys move; the key that goes leads to the other for ever. So does the key of a story
whose last article went to another one."""

from django.db.models import Max, Min

from archive.coverage.models import FormerStoryKey, Story, StoryMember
from archive.coverage.stories.decided import decisions_move


def story_merge(story: Story, into: Story) -> set[int]:
    """Merge a story into another. Returns the articles that moved. Call it within a transaction.

    Both are read again: an earlier merge of the same transaction may have moved or deleted the story that they continue.
    """
    for one in (story, into):
        one.refresh_from_db(fields=("previous", "previous_odds", "previous_decided"))
    moved = set(story.members.values_list("article_id", flat=True))
    decisions_move(story, into)
    StoryMember.objects.filter(story=story).update(story=into)
    FormerStoryKey.objects.filter(story=story).update(story=into)
    FormerStoryKey.objects.update_or_create(key=story.key, defaults={"story": into})
    Story.objects.filter(previous=story).exclude(pk=into.pk).update(previous=into)
    if into.previous_id == story.pk or (into.previous_id is None and not into.previous_decided):
        into.previous_id = story.previous_id if story.previous_id != into.pk else None
        into.previous_odds = story.previous_odds if into.previous_id else None
        into.previous_decided = story.previous_decided if into.previous_id else False
        into.save(update_fields=("previous", "previous_odds", "previous_decided"))
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
    Story.objects.filter(previous=story).exclude(pk=into.pk).update(previous=into)
    if into.previous_id == story.pk:
        before = story.previous if story.previous_id != into.pk else None
        Story.objects.filter(pk=into.pk).update(previous=before)
        into.refresh_from_db(fields=("previous",))
    story_refresh(story)


def story_refresh(story: Story) -> None:
    """Write the days of the story, which follow from its members."""
    days = story.members.aggregate(first=Min("article__published_on"), last=Max("article__published_on"))
    story.first_day, story.last_day = days["first"], days["last"]
    story.save(update_fields=("first_day", "last_day"))
