"""Which story continues which: the next day's development, and the eve of a coming event, are chapters of their own.

The odds that two articles tell one happening, but for what their days and outlets say about it, tell how near two happenings
are. Of the stories of earlier days that are near enough, the nearest is the previous chapter. A lone article becomes a story of
one for it, if the other has several members.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.coverage.models import Story, StoryMember
from archive.coverage.stories.candidates import find_candidates
from archive.coverage.stories.decided import unlinked_from
from archive.coverage.stories.merging import story_refresh
from archive.coverage.stories.neighbourhood import FEATURES, Features, StoryText, TermCounts, compare
from archive.coverage.stories.placing import Odds, linkage
from archive.coverage.stories.scoring import log_odds
from archive.coverage.stories.stored import load_texts

CHAPTER = -2.0
"""Average log odds from which on one story may continue another."""
DAYS_BACK = 14
"""Days before its first within which the chapter before a story may lie."""
EARLIER_TEXTS = 10
DATED = ("next_day", "later", "outlet", "other_day")


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A story, or a lone article; its first day and the places of its members in the list of texts."""

    story: int | None
    pk: int
    day: int
    places: tuple[int, ...]


def nearness(features: Features) -> Odds:
    """Log odds without what days and outlets say."""
    undated = features.copy()
    undated[..., [FEATURES.index(name) for name in DATED]] = 0
    return log_odds(undated)


def chapters_link(
    texts: Sequence[StoryText], features: Features, counts: TermCounts, *, is_lone: bool = False
) -> set[int]:
    """Link the story of the first of these texts with those before and after it, given what each two have in common.

    `is_lone`: it is in no story. Returns the articles that became stories of one.
    """
    near = nearness(features)
    if is_lone and near[0, 1:].max() < CHAPTER:
        return set()
    own, others = _chapters(texts)
    found = set[int]()
    for other in others:
        odds = linkage(own.places, other.places, near)
        if odds >= CHAPTER and own.day != other.day:
            earlier, later = sorted((own, other), key=lambda chapter: chapter.day)
            found |= _link(earlier, later, odds)
    if own.story and not Story.objects.filter(pk=own.story, previous__isnull=False).exists():
        found |= _look_back(texts[0], counts)
    return found


def _look_back(text: StoryText, counts: TermCounts) -> set[int]:
    """Look for a previous chapter in the days before those in which articles of one story are looked for."""
    loaded = load_texts(find_candidates(text, counts, before=DAYS_BACK, after=-1)[:EARLIER_TEXTS])
    texts = [text, *loaded.values()]
    if len(texts) == 1:
        return set()
    near = nearness(compare(texts, text.day, counts))
    own, others = _chapters(texts)
    refused = unlinked_from(own.story)
    earlier = [other for other in others if other.day < own.day and other.story not in refused]
    linked = [(linkage(own.places, other.places, near), other) for other in earlier]
    odds, best = max(linked, key=lambda row: row[0], default=(CHAPTER - 1, own))
    return _link(best, own, odds) if odds >= CHAPTER else set()


def _chapters(texts: Sequence[StoryText]) -> tuple[_Chapter, list[_Chapter]]:
    """The chapter of the first text, and those of the others."""
    pks = [text.pk for text in texts]
    story_of = dict(StoryMember.objects.filter(article__in=pks).values_list("article_id", "story"))
    groups: dict[tuple[int | None, int], list[int]] = {}
    for place, pk in enumerate(pks):
        story = story_of.get(pk)
        groups.setdefault((story, 0) if story else (None, pk), []).append(place)
    first_days = dict(
        Story.objects.filter(pk__in=set(story_of.values()), first_day__isnull=False).values_list("pk", "first_day")
    )
    found = []
    for (story, _), places in groups.items():
        first = first_days.get(story) if story else None
        day = first.toordinal() if first else min(texts[place].day for place in places)
        found.append(_Chapter(story, pks[places[0]], day, tuple(places)))
    return found[0], found[1:]


def _link(earlier: _Chapter, later: _Chapter, odds: float) -> set[int]:
    """Make the one the previous chapter of the other, unless a nearer one is known, a curator decided otherwise, or none of the
    two is told by several."""
    before, after = _story_of(earlier), _story_of(later)
    if after and (after.previous_decided or (before and before.pk in unlinked_from(after.pk))):
        return set()
    if max((story.members.count() for story in (before, after) if story), default=0) < 2:
        return set()
    known = after.previous_odds if after and after.previous_id else None
    if after and known is not None and known >= odds and after.previous_id != (before and before.pk):
        return set()
    alone = {chapter.pk for chapter, story in ((earlier, before), (later, after)) if story is None}
    before, after = before or _begin(earlier), after or _begin(later)
    Story.objects.filter(pk=after.pk).update(previous=before, previous_odds=round(odds, 2))
    return alone


def _story_of(chapter: _Chapter) -> Story | None:
    """Its story now: a lone article may have become one by another link."""
    return Story.objects.filter(members__article=chapter.pk).first()


def _begin(chapter: _Chapter) -> Story:
    story = Story.objects.create()
    StoryMember.objects.create(article_id=chapter.pk, story=story, basis=StoryMember.Basis.WORDS, sureness=1)
    story_refresh(story)
    return story
