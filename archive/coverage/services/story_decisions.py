"""What curators decide about stories. Each decision binds what is placed later, and is a StoryChange that can be undone.

Copies of one text go together: what is decided of an article is decided of its versions that stand where it stands.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from archive.catalog.models import Article
from archive.coverage.models import (
    PendingStory,
    Story,
    StoryChange,
    StoryDecision,
    StoryMember,
    StoryPairDecision,
    Version,
)
from archive.coverage.services.one_writer import writing_alone
from archive.coverage.services.story_changes import Kind, StoryConflictError, change_recorded
from archive.coverage.stories.merging import story_left_for, story_merge
from archive.coverage.versions.stored_texts import is_eligible

MIN_PART = 2
"""Articles of each part of a split: one alone is taken out."""
CURATOR = StoryMember.Basis.CURATOR


@writing_alone()
def story_take_out(*, story: Story, articles: Iterable[Article], by: str = "", reason: str = "") -> StoryChange:
    """These members are not of this story, and never come back to it; the background finds another for them, if there is one.

    Raises StoryConflictError if one is not in the story.
    """
    chosen = _with_versions(_members_only(story, articles))
    label = f"أُخرجت مقالات من القصة (العدد: {len(chosen)})"
    with change_recorded(Kind.TAKE_OUT, label, chosen, [story], by=by, reason=reason) as change:
        _refuse(chosen, story, by)
        StoryMember.objects.filter(article__in=chosen).delete()
        _place_again(chosen)
    return change


@writing_alone()
def story_put_in(*, story: Story, articles: Iterable[Article], by: str = "", reason: str = "") -> StoryChange:
    """These articles are of this story; those of other stories leave them for good.

    Raises StoryConflictError for articles that readers do not see, if all are in the story, and if nothing were left of another.
    """
    given = list(articles)
    if not all(map(is_eligible, given)):
        raise StoryConflictError("لا يدخل القصص إلا مقال منشور.")
    chosen = [one for one in _with_versions(given) if is_eligible(one)]
    from_stories = {row.story for row in StoryMember.objects.filter(article__in=chosen).select_related("story")}
    inside = story.members.filter(article__in=chosen).count()
    if not given or inside == len(chosen):
        raise StoryConflictError("هو في القصة من قبل.")
    others = from_stories - {story}
    for other in others:
        if not other.members.exclude(article__in=chosen).exists() and other.members.count() > 1:
            raise StoryConflictError("نُقلت مقالات القصة الأخرى كلها: ادمج القصتين بدل ذلك.")
    label = f"أُدخلت مقالات في القصة (العدد: {len(chosen)})"
    with change_recorded(Kind.PUT_IN, label, chosen, [story, *others], by=by, reason=reason) as change:
        for other in others:
            _refuse([one for one in chosen if other.members.filter(article=one).exists()], other, by)
        _pin(chosen, story, by)
        StoryMember.objects.filter(article__in=chosen).delete()
        StoryMember.objects.bulk_create(
            StoryMember(article=one, story=story, basis=CURATOR, sureness=1) for one in chosen
        )
        for other in others:
            if not other.members.exists():
                story_left_for(other, story)
    return change


@writing_alone()
def story_confirm(*, story: Story, by: str = "", reason: str = "") -> StoryChange:
    """All members are of this story, as they stand: no later placing parts them."""
    members = _members(story)
    label = f"أُكّدت القصة كما هي (العدد: {len(members)})"
    with change_recorded(Kind.CONFIRM, label, members, [story], by=by, reason=reason) as change:
        _pin(members, story, by)
    return change


@writing_alone()
def stories_merge(*, kept: Story, merged: Story, by: str = "", reason: str = "") -> StoryChange:
    """Two stories are one: `kept` has all members from now on, and the key of the other leads to it.

    Raises StoryConflictError for one and the same.
    """
    if kept == merged:
        raise StoryConflictError("اختر قصتين مختلفتين.")
    members = [*_members(kept), *_members(merged)]
    label = f"دُمجت قصتان (مقالاتهما: {len(members)})"
    with change_recorded(Kind.MERGE, label, members, [kept, merged], by=by, reason=reason) as change:
        _pairs(kept, merged).delete()
        story_merge(merged, kept)
        _pin(members, kept, by)
    return change


@writing_alone()
def story_split(
    *, story: Story, articles: Iterable[Article], title: str = "", by: str = "", reason: str = ""
) -> tuple[StoryChange, Story]:
    """These members form another story, of this `title`; returns it, too. The larger part keeps the key, in doubt the rest.

    The new story continues what the old one continues. Raises StoryConflictError if a part has under MIN_PART articles.
    """
    members = _members(story)
    chosen = _with_versions(_members_only(story, articles))
    pks = {one.pk for one in chosen}
    rest = [one for one in members if one.pk not in pks]
    if min(len(chosen), len(rest)) < MIN_PART:
        raise StoryConflictError("في كل من القصتين مقالان على الأقل؛ وأما المقال الواحد فأخرجه بـ«ليست من هذه القصة».")
    is_key_taken = len(chosen) > len(rest)
    leaving, staying = (rest, chosen) if is_key_taken else (chosen, rest)
    label = f"فُصلت قصة عن قصة (العدد: {len(leaving)} من {len(members)})"
    with change_recorded(Kind.SPLIT, label, members, [story], by=by, reason=reason) as change:
        new = Story.objects.create(
            title=story.title if is_key_taken else title,
            previous=story.previous,
            previous_odds=story.previous_odds,
            previous_decided=story.previous_decided,
        )
        change.made.append(new)  # type: ignore[attr-defined]
        if is_key_taken:
            story.title = title
            story.save(update_fields=["title"])
        StoryMember.objects.filter(article__in=leaving).update(story=new, basis=CURATOR, sureness=1, nearest=None)
        _refuse(leaving, story, by)
        _refuse(staying, new, by)
        _pin(leaving, new, by)
        _keep_apart(story, new, by)
    return change, story if is_key_taken else new


@writing_alone()
def stories_keep_apart(*, story: Story, other: Story, by: str = "", reason: str = "") -> StoryChange:
    """Two stories are not one, whatever is found later. Raises StoryConflictError for one and the same."""
    if story == other:
        raise StoryConflictError("اختر قصتين مختلفتين.")
    with change_recorded(Kind.APART, "قصتان لا قصة واحدة", [], [story, other], by=by, reason=reason) as change:
        _keep_apart(story, other, by)
    return change


@writing_alone()
def story_rename(*, story: Story, title: str, by: str = "", reason: str = "") -> StoryChange:
    """Give the story a title; without one it has the headline of a member again."""
    said = " ".join(title.split())[:300]
    label = "سُمّيت القصة" if said else "أُزيل عنوان القصة"
    with change_recorded(Kind.TITLE, label, [], [story], by=by, reason=reason) as change:
        story.title = said
        story.save(update_fields=["title"])
    return change


@writing_alone()
def story_follow(*, story: Story, previous: Story, by: str = "", reason: str = "") -> StoryChange:
    """The story continues another one. Raises StoryConflictError if that continues it, at whatever remove."""
    above: Story | None = previous
    for _ in range(Story.objects.count()):
        if above is None or above == story:
            break
        above = above.previous
    if above == story:
        raise StoryConflictError("لا تكون القصة تتمة لنفسها ولا لما تلاها.")
    alone = _alone(story)
    with change_recorded(Kind.CHAPTER, "وُصلت بما سبقها", alone, [story, previous], by=by, reason=reason) as change:
        _pin(alone, story, by)
        StoryPairDecision.objects.filter(story=story, other=previous, kind=StoryPairDecision.Kind.UNLINKED).delete()
        story.previous, story.previous_odds, story.previous_decided = previous, None, True
        story.save(update_fields=["previous", "previous_odds", "previous_decided"])
    return change


@writing_alone()
def story_unfollow(*, story: Story, by: str = "", reason: str = "") -> StoryChange:
    """The story does not continue the one that is before it. Raises StoryConflictError if there is none."""
    previous = story.previous
    if previous is None:
        raise StoryConflictError("لا قصة قبلها.")
    alone = _alone(story)
    with change_recorded(Kind.CHAPTER, "فُصلت عما سبقها", alone, [story, previous], by=by, reason=reason) as change:
        _pin(alone, story, by)
        StoryPairDecision.objects.get_or_create(
            story=story, other=previous, kind=StoryPairDecision.Kind.UNLINKED, defaults={"by": by[:150]}
        )
        story.previous, story.previous_odds, story.previous_decided = None, None, False
        story.save(update_fields=["previous", "previous_odds", "previous_decided"])
    return change


def _members(story: Story) -> list[Article]:
    return list(Article.objects.filter(story_member__story=story).order_by("pk"))


def _alone(story: Story) -> list[Article]:
    """The only member: placed again it would begin another story, of which the decision about this one says nothing."""
    members = _members(story)
    return members if len(members) == 1 else []


def _members_only(story: Story, articles: Iterable[Article]) -> list[Article]:
    given = list(articles)
    inside = set(story.members.filter(article__in=given).values_list("article_id", flat=True))
    if not given or len(inside) < len({one.pk for one in given}):
        raise StoryConflictError("لم يعد بعض ما اخترته في القصة، فلم يتغير شيء.")
    return given


def _with_versions(articles: Sequence[Article]) -> list[Article]:
    """With the copies of their texts that are in the same story, or in none as they are."""
    story_of = dict(StoryMember.objects.filter(article__in=articles).values_list("article_id", "story"))
    group_of = dict(Version.objects.filter(article__in=articles).values_list("group", "article_id"))
    found = {one.pk: one for one in articles}
    copies = Version.objects.filter(group__in=list(group_of)).select_related("article", "article__story_member")
    for copy in copies:
        member = getattr(copy.article, "story_member", None)
        if (member.story_id if member else None) == story_of.get(group_of[copy.group_id]):
            found.setdefault(copy.article_id, copy.article)
    return list(found.values())


def _decide(articles: Iterable[Article], story: Story, belongs: bool, by: str) -> None:
    for one in articles:
        said = {"article": one, "belongs": belongs, "by": by[:150]}
        StoryDecision.objects.update_or_create(article_key=one.stored_key, story=story, defaults=said)


def _refuse(articles: Iterable[Article], story: Story, by: str) -> None:
    _decide(articles, story, False, by)


def _pin(articles: Sequence[Article], story: Story, by: str) -> None:
    keys = [one.stored_key for one in articles]
    StoryDecision.objects.filter(article_key__in=keys, belongs=True).exclude(story=story).delete()
    standing = set(
        StoryDecision.objects.filter(article_key__in=keys, story=story, belongs=True).values_list(
            "article_key", flat=True
        )
    )
    _decide([one for one in articles if one.stored_key not in standing], story, True, by)


def _pairs(story: Story, other: Story) -> QuerySet[StoryPairDecision]:
    both = Q(story=story, other=other) | Q(story=other, other=story)
    return StoryPairDecision.objects.filter(both, kind=StoryPairDecision.Kind.APART)


def _keep_apart(story: Story, other: Story, by: str) -> None:
    if not _pairs(story, other).exists():
        StoryPairDecision.objects.create(story=story, other=other, kind=StoryPairDecision.Kind.APART, by=by[:150])


def _place_again(articles: Iterable[Article]) -> None:
    """What was read is placed; what was never read is read first."""
    PendingStory.objects.bulk_create((PendingStory(article_pk=one.pk) for one in articles), ignore_conflicts=True)
