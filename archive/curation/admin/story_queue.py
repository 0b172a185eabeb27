"""The queue of uncertain stories: what only just belongs together, and pairs that may be one story."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from archive.coverage import services as coverage
from archive.coverage.models import Story, StoryChange, StoryMember
from archive.coverage.selectors import near_stories, story_members, story_seen, uncertain_stories
from archive.curation.admin.article_queue import ArticleQueue, opening_passage
from archive.curation.admin.curated import is_key
from archive.curation.admin.decision_queue import (
    ROWS_PER_PAGE,
    Choice,
    DecisionQueue,
    DecisionRefusedError,
    Done,
    Row,
    Waiting,
)
from archive.curation.admin.form_values import REASON_FIELD
from archive.curation.evidence import Passage
from archive.curation.group_decisions import GroupChangedError
from archive.curation.roles import MAY_MERGE_STORIES
from archive.curation.story_decisions import StoryConflictError, story_change_take_back, story_decide

MERGE = "merge"
SHOWN_MEMBERS = 3
ONE, TWO = "كلها قصة واحدة", "ليستا قصة واحدة"


@dataclass(frozen=True)
class _Doubt:
    """A story, or one and the earlier one that may be the same; `size` counts the articles of all."""

    stories: tuple[Story, ...]
    size: int

    @property
    def key(self) -> str:
        return ":".join(str(story.pk) for story in self.stories)

    @property
    def is_pair(self) -> bool:
        return len(self.stories) == 2


class StoryQueue(DecisionQueue):
    """Those that touch most articles come first."""

    name = "story-queue"
    title = "قصص غير مؤكدة"
    accept_label = "كما هي"
    refuse_label = ""
    answer_label = "أهي وهذه قصة واحدة؟"
    left_label = "في مقالات عددها"

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        doubts = _doubts()
        left = [one for one in doubts if one.key not in skipped]
        may_merge = request.user.has_perm(MAY_MERGE_STORIES)
        rows = [_row(one, may_merge=may_merge) for one in left[:ROWS_PER_PAGE]]
        return Waiting(rows, len(doubts), sum(one.size for one in doubts), len(doubts) - len(left))

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        doubt = next((one for one in _doubts() if one.key == chosen.key), None)
        if doubt is None or chosen.decision not in ("accept", "change"):
            raise GroupChangedError
        given: dict[str, Any] = {
            "user": request.user,
            "stories": doubt.stories,
            "seen": chosen.seen.split(" "),
            "reason": request.POST.get(REASON_FIELD, ""),
        }
        try:
            if not doubt.is_pair:
                change = story_decide(coverage.story_confirm, story=doubt.stories[0], **given)
            elif chosen.decision == "accept":
                later, earlier = doubt.stories
                change = story_decide(coverage.stories_keep_apart, story=later, other=earlier, **given)
            elif chosen.value == MERGE and request.user.has_perm(MAY_MERGE_STORIES):
                kept, merged = sorted(doubt.stories, key=lambda one: (-len(story_members(one)), one.pk))
                change = story_decide(coverage.stories_merge, kept=kept, merged=merged, **given)
            else:
                raise GroupChangedError
        except StoryConflictError as error:
            raise DecisionRefusedError(str(error)) from error
        return Done(change.label, {"change": change.pk})

    def undo(self, request: HttpRequest, token: Any) -> None:
        pk = token.get("change")
        change = StoryChange.objects.filter(pk=pk if is_key(pk) else 0, undone_at=None).first()
        if change is None:
            raise DecisionRefusedError("تُراجع عن هذا القرار من قبل.")
        try:
            story_change_take_back(change=change, user=request.user)
        except StoryConflictError as error:
            raise DecisionRefusedError(str(error)) from error


def _doubts() -> list[_Doubt]:
    sizes: Any = Story.objects.with_size().with_headline()
    alone, later = list(uncertain_stories().values_list("pk", flat=True)), list(near_stories())
    wanted = {*alone, *(story.pk for story in later), *(story.previous_id for story in later)}
    found = sizes.in_bulk([pk for pk in wanted if pk])
    doubts = [_Doubt((found[pk],), found[pk].size) for pk in alone if pk in found]
    for story in later:
        both = tuple(found[pk] for pk in (story.pk, story.previous_id) if pk in found)
        if len(both) == 2:
            doubts.append(_Doubt(both, sum(one.size for one in both)))
    return sorted((one for one in doubts if all(map(_size, one.stories))), key=lambda one: (-one.size, one.key))


def _size(story: Any) -> int:
    """As `with_size` counts it."""
    return int(story.size)


def _row(doubt: _Doubt, *, may_merge: bool) -> Row:
    members = [story_members(story) for story in doubt.stories]
    if doubt.is_pair:
        shown = [row for rows in members for row in sorted(rows, key=lambda row: -row.sureness)[:2]]
        note = "فصلت بينهما أيامهما، وألفاظهما متقاربة"
    else:
        shown = sorted(members[0], key=lambda row: row.sureness)[:SHOWN_MEMBERS]
        by_words = [row.sureness for row in members[0] if row.basis == StoryMember.Basis.WORDS]
        note = f"متوسط الترجيح {sum(by_words) / max(len(by_words), 1):.0%}؛ وهذه أبعد مقالاتها"
    return Row(
        key=doubt.key,
        seen=" ".join(map(story_seen, doubt.stories)),
        form=str(doubt.stories[0]),
        kind="قصتان" if doubt.is_pair else "قصة",
        answer=str(doubt.stories[1]) if doubt.is_pair else "",
        note=note,
        articles=doubt.size,
        spans=0,
        evidence=_evidence(shown),
        others=[(MERGE, "هما قصة واحدة: ادمجهما")] if doubt.is_pair and may_merge else [],
        places=_address(doubt),
        accept=TWO if doubt.is_pair else ONE,
        can_change=False,
    )


def _address(doubt: _Doubt) -> str:
    first = doubt.stories[0].pk
    if doubt.is_pair:
        return f"{reverse('admin:coverage_story_merge', args=[first])}?other={doubt.stories[1].pk}"
    return reverse("admin:coverage_story_change", args=[first])


def _evidence(members: Sequence[StoryMember]) -> list[Passage]:
    """The headline and the first words of each."""
    articles = [row.article for row in members]
    texts = ArticleQueue.openings(articles)
    return [opening_passage(one, [one.display_title + ".", *texts[one.pk]]) for one in articles]
