"""The log of curators' changes to stories: recording one, and undoing it.

A change keeps what stood before and after of all that it touched (`story_state`). Undoing puts back what the change moved,
whatever was found in the background since, and says in sentences what cannot be put back. Changes of the same articles, and
merges and splits of the same stories, are undone latest first.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db.models import Q, QuerySet
from django.utils import timezone

from archive.catalog.models import Article
from archive.coverage.models import ChangedArticle, ChangedStory, Story, StoryChange
from archive.coverage.selectors.curated_stories import story_by_key
from archive.coverage.services.one_writer import writing_alone
from archive.coverage.services.reindexing import members_reindex
from archive.coverage.services.story_state import (
    State,
    decisions_restore,
    former_restore,
    members_restore,
    rows_restore,
    state_of,
    story_revive,
)
from archive.coverage.stories.merging import story_merge, story_refresh

Kind = StoryChange.Kind
WHOLE = (Kind.MERGE, Kind.SPLIT)
"""Changes of whole stories: what was done to these stories later depends on them."""


class StoryConflictError(ValueError):
    """The change cannot be made or undone; the message is one sentence for the curator."""


@contextmanager
def change_recorded(
    kind: str, label: str, articles: Sequence[Article], stories: Iterable[Story], *, by: str, reason: str
) -> Iterator[StoryChange]:
    """A block whose changes to these stories and articles are recorded, and indexed; in the caller's transaction.

    A story made inside is added to `change.made`, a list.
    """
    touched = {story.key: story for story in stories}
    before = state_of(articles, touched)
    change = StoryChange(kind=kind, label=label, by=by[:150], reason=reason[:300], before=before)
    change.made = []  # type: ignore[attr-defined]
    yield change
    made: list[Story] = change.made  # type: ignore[attr-defined]
    keys = [*touched, *(story.key for story in made)]
    before["stories"] |= dict.fromkeys(story.key for story in made)
    change.after = state_of(articles, {*keys, *before["stories"]})
    change.save()
    ChangedStory.objects.bulk_create(ChangedStory(change=change, key=key) for key in keys)
    ChangedArticle.objects.bulk_create(ChangedArticle(change=change, key=article.stored_key) for article in articles)
    for story in Story.objects.filter(key__in=keys):
        story_refresh(story)
    stood, stands = before["members"], change.after["members"]
    members_reindex(
        article.pk for article in articles if _story(stood, article.stored_key) != _story(stands, article.stored_key)
    )


def _story(members: State, key: str) -> str | None:
    return members[key][0] if members[key] else None


def changes_after(change: StoryChange) -> QuerySet[StoryChange]:
    """The changes that have to be undone before this one, latest first."""
    stories, articles = change.stories.values("key"), change.articles.values("key")
    shared = Q(kind=change.kind) if change.kind not in WHOLE else Q()
    of_stories = Q(stories__key__in=stories) & (shared | Q(kind__in=WHOLE))
    later = StoryChange.objects.filter(of_stories | Q(articles__key__in=articles), pk__gt=change.pk, undone_at=None)
    independent = Q(kind__in=(Kind.TITLE, Kind.CHAPTER)) & ~Q(kind=change.kind)
    if change.kind in (Kind.TAKE_OUT, Kind.PUT_IN, Kind.CONFIRM):
        later = later.filter(Q(articles__key__in=articles) | Q(kind__in=WHOLE))
    return later.exclude(independent).distinct().order_by("-pk")


@writing_alone()
def story_change_undo(*, change: StoryChange) -> list[str]:
    """Put back what stood before; returns sentences about what could not be put back.

    Raises StoryConflictError if it was undone before, or if a later change that depends on it has not been undone.
    """
    change = StoryChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at is not None:
        raise StoryConflictError("تُراجع عن هذا القرار من قبل.")
    if blocking := changes_after(change).first():
        raise StoryConflictError(f"تراجع أولًا عن القرار الأحدث: {blocking}.")
    before, after = change.before, change.after
    revived = [key for key, row in before["stories"].items() if row and after["stories"].get(key) is None]
    for key in revived:
        story_revive(key, before["stories"][key])
    former_restore(before, after)
    moved, gone = members_restore(before, after)
    decisions_restore(before, after)
    changed = rows_restore(before, after)
    joined = _joined_since(change, revived)
    moved |= _made_merge(before, after)
    for key in {*before["stories"], *after["stories"]}:
        if story := Story.objects.filter(key=key).first():
            story_refresh(story)
    members_reindex(moved)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    return [*_said(gone, "حُذفت مقالات مما شمله القرار، فلم تُعَد (العدد: {})."),
            *_said(changed, "غُيّر بعده عنوان أو تتمة، فبقي كما غُيّر (العدد: {})."),
            *_said(joined, "انضمت بعده مقالات أخرى، فبقيت في القصة الباقية (العدد: {}).")]  # fmt: skip


def _made(before: State, after: State) -> list[str]:
    return [key for key, row in before["stories"].items() if row is None and after["stories"].get(key)]


def _joined_since(change: StoryChange, revived: Sequence[str]) -> int:
    """Articles that came after a merge to the story of both, or after a split to the new one."""
    stories: list[str] = _made(change.before, change.after)
    if revived:
        stories = [key for key in change.stories.values_list("key", flat=True) if key not in revived]
    known = list(change.before["members"])
    members = Article.objects.filter(story_member__story__key__in=stories).only("key", "import_key")
    return sum(article.stored_key not in known for article in members)


def _made_merge(before: State, after: State) -> set[int]:
    """A story that the change made goes again: its address leads to that from which its articles came."""
    moved = set[int]()
    for key in _made(before, after):
        origin = next((story_by_key(member[0]) for member in before["members"].values() if member), None)
        story = Story.objects.filter(key=key).first()
        if story and origin and story != origin:
            Story.objects.filter(pk=story.pk).update(title="")
            moved |= story_merge(Story.objects.get(pk=story.pk), origin)
    return moved


def _said(count: int, sentence: str) -> list[str]:
    return [sentence.format(count)] if count else []
