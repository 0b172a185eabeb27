"""Places one article in the database: in a story, as the beginning of one, or alone; and what that changes for others.

Order of steps: a curator's decision, if there is one; else candidates and the members of their stories are compared with the
article and each other (`neighbourhood`, `scoring`), and `placing` decides. Copies of one text are in one story whatever
their days; edited versions are compared as others are, since an outlet writes the next step into the text of the last one.
An article that is alone in its story stays there until it joins another one, so that the key lasts, and leads to the other one
then. Call it within a transaction.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import F

from archive.coverage.models import Story, StoryDecision, StoryMember, Version
from archive.coverage.stories.candidates import find_candidates
from archive.coverage.stories.chapters import chapters_link
from archive.coverage.stories.decided import stories_apart
from archive.coverage.stories.merging import story_left_for, story_merge, story_refresh
from archive.coverage.stories.neighbourhood import Features, StoryText, TermCounts, compare
from archive.coverage.stories.placing import SELF, Odds, Placed, place
from archive.coverage.stories.scoring import chance, log_odds
from archive.coverage.stories.stored import load_texts

NEAR_CANDIDATES, STORIES, MEMBERS = 15, 8, 12
"""Of so many best candidates the stories are looked at, so many stories at most, and so many of the members of each."""
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """Texts (the article first), groups of their places by story or lone article, and the odds of each two."""

    texts: list[StoryText]
    groups: dict[Hashable, list[int]]
    features: Features
    odds: Odds


def member_place(
    pk: int,
    text: StoryText | None,
    counts: TermCounts,
    *,
    mates: set[int],
    is_pinned: bool = False,
    home: int | None = None,
) -> set[int]:
    """Place an article that is in no story, or alone in one. Returns the articles whose story changed, itself included if so.

    `text` is None for one without a day: it is placed by decisions and as a version only. `mates` are the other versions of its
    text; `is_pinned`: a curator said where it belongs. `home` is the story that it left to be placed again, or in which it is
    alone.
    """
    pinned = (
        StoryDecision.objects.filter(article=pk, belongs=True).select_related("story").first() if is_pinned else None
    )
    if pinned:  # a merge since may have ended it
        return _join_by(pk, pinned.story, StoryMember.Basis.CURATOR)
    if text is None:
        refused = set(StoryDecision.objects.filter(article=pk, belongs=False).values_list("story", flat=True))
        member = (
            StoryMember.objects.filter(article__in=mates).exclude(story__in=refused).select_related("story").first()
        )
        return _join_by(pk, member.story, StoryMember.Basis.VERSION) if member else set()
    near = _neighbours(text, counts, mates)
    if len(near.texts) == 1:
        return set()
    certain = {key for key, places in near.groups.items() if any(near.texts[place].pk in mates for place in places)}
    placed = place(0, near.groups, near.odds, certain=certain, apart=_apart(near), home=("story", home))
    changed = _write(near, placed, mates) if placed else set()
    return changed | chapters_link(near.texts, near.features, counts, is_lone=placed is None and home is None)


def _join_by(pk: int, story: Story, basis: str) -> set[int]:
    left = _leave_alone(pk)
    StoryMember.objects.create(article_id=pk, story=story, basis=basis, sureness=1)
    story_refresh(story)
    if left and left != story:
        story_left_for(left, story)
    return {pk}


def _leave_alone(pk: int) -> Story | None:
    """Take an article out of the story in which it is alone; that story, if it was in one."""
    row = StoryMember.objects.filter(article=pk).select_related("story").first()
    if row:
        row.delete()
    return row.story if row else None


def version_mates(pks: Iterable[int], *, with_edited: bool = True) -> dict[int, set[int]]:
    """The other versions of the text of each of these articles that has some; without those that were edited on either side."""
    versions = Version.objects.all() if with_edited else Version.objects.exclude(relation=Version.Relation.EDITED)
    group_of = dict(versions.filter(article__in=list(pks)).values_list("article_id", "group"))
    members: dict[int, set[int]] = defaultdict(set)
    for group, pk in versions.filter(group__in=set(group_of.values())).values_list("group", "article_id"):
        members[group].add(pk)
    return {pk: members[group] - {pk} for pk, group in group_of.items()}


def _neighbours(text: StoryText, counts: TermCounts, mates: Iterable[int]) -> _Neighbours:
    candidates = [pk for pk in dict.fromkeys([*mates, *find_candidates(text, counts)]) if pk != text.pk]
    story_of = dict(StoryMember.objects.filter(article__in=candidates).values_list("article_id", "story"))
    near = (story_of[pk] for pk in candidates[:NEAR_CANDIDATES] if pk in story_of)
    members = _members(list(dict.fromkeys(near))[:STORIES])
    story_of |= {pk: story for story, pks in members.items() for pk in pks}
    wanted = dict.fromkeys([*candidates, *(pk for pks in members.values() for pk in pks[:MEMBERS])])
    loaded = load_texts(wanted)
    texts = [text, *(loaded[pk] for pk in wanted if pk in loaded)]
    groups: dict[Hashable, list[int]] = {}
    for place_, one in enumerate(texts[1:], 1):
        key = ("story", story_of[one.pk]) if one.pk in story_of else ("article", one.pk)
        groups.setdefault(key, []).append(place_)
    features = compare(texts, text.day, counts)
    return _Neighbours(texts, groups, features, log_odds(features))


def _members(stories: Sequence[int]) -> dict[int, list[int]]:
    """The articles of these stories, which keep their order; those of each latest first."""
    members: dict[int, list[int]] = {story: [] for story in stories}
    if stories:
        rows = StoryMember.objects.filter(story__in=stories)
        latest = rows.order_by(F("article__published_on").desc(nulls_last=True), "-pk")
        for story, pk in latest.values_list("story", "article_id"):
            members[story].append(pk)
    return members


def _apart(near: _Neighbours) -> set[frozenset[Hashable]]:
    """Pairs of groups that curators keep apart: they said so, or an article of the one does not belong to the other."""
    stories = {key[1] for key in near.groups if isinstance(key, tuple) and key[0] == "story"}
    if not stories:
        return set()
    about = StoryDecision.objects.filter(belongs=False, story__in=stories, article__isnull=False)
    refusals = about.values_list("story", "article_id")
    story_of = dict(
        StoryMember.objects.filter(article__in=[pk for _, pk in refusals]).values_list("article_id", "story")
    )
    found: set[frozenset[Hashable]] = {frozenset(("story", pk) for pk in pair) for pair in stories_apart(stories)}
    for story, pk in refusals:
        own: Hashable = ("story", story_of[pk]) if pk in story_of else ("article", pk)
        found.add(frozenset((("story", story), SELF if pk == near.texts[0].pk else own)))
    return found


def _write(near: _Neighbours, placed: Placed, mates: set[int]) -> set[int]:
    keys: list[Key] = [key for key in placed.joined if isinstance(key, tuple)]
    stories = list(Story.objects.filter(pk__in=[pk for kind, pk in keys if kind == "story"]))
    sizes = {story.pk: story.members.count() for story in stories}
    stories.sort(key=lambda story: (-sizes[story.pk], story.pk))
    added = [near.texts[0].pk, *(pk for kind, pk in keys if kind == "article")]
    left = _leave_alone(added[0])
    story = stories[0] if stories else left if left and _takes(left, added) else Story.objects.create()
    changed = set[int]()
    for other in stories[1:]:
        changed |= story_merge(other, story)
    StoryMember.objects.bulk_create(
        StoryMember(
            article_id=pk,
            story=story,
            basis=StoryMember.Basis.VERSION if pk in mates else StoryMember.Basis.WORDS,
            sureness=1 if pk in mates else 0,
        )
        for pk in added
    )
    _explain(near, placed.members)
    story_refresh(story)
    if left and left != story:
        story_left_for(left, story)
    return changed | set(added)


def _takes(story: Story, articles: Iterable[int]) -> bool:
    """Whether no curator said of one of these articles that it is not of the story."""
    return not StoryDecision.objects.filter(story=story, article__in=list(articles), belongs=False).exists()


def _explain(near: _Neighbours, places: Sequence[int]) -> None:
    """Write for the members that were compared how sure their place is, and which other one is nearest."""
    rows = {row.article_id: row for row in StoryMember.objects.filter(article__in=[near.texts[p].pk for p in places])}
    for place_ in places:
        others = [other for other in places if other != place_]
        row = rows.get(near.texts[place_].pk)
        if row is None or not others:
            continue
        own = near.odds[place_, others]
        if row.basis == StoryMember.Basis.WORDS:
            row.sureness = float(np.mean(chance(own)))
        row.nearest_id = near.texts[others[int(np.argmax(own))]].pk
        row.save(update_fields=("sureness", "nearest"))


def is_alone(pk: int, story: int | None) -> bool:
    """Whether the article is the only one of this story (primary key), and no curator said that it is not of it."""
    if story is None or StoryMember.objects.filter(story=story).exclude(article=pk).exists():
        return False
    return not StoryDecision.objects.filter(story=story, article=pk, belongs=False).exists()


def member_leave(pk: int) -> set[int]:
    """Take an article out of its story, if it is in one; returns it then. The story's row stays, for it may come back."""
    row = StoryMember.objects.filter(article=pk).select_related("story").first()
    if row is None:
        return set()
    story = row.story
    row.delete()
    story_refresh(story)
    return {pk}
