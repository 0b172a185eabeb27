"""The page of a story for curators: its members and why they are in it; what is posted from it; and two stories side by side."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from archive.catalog.models import Article
from archive.coverage import services as coverage
from archive.coverage.models import Story, StoryChange, StoryMember
from archive.coverage.selectors import (
    articles_refused,
    change_stories,
    changes_of,
    chapters_of,
    shared_names,
    stories_kept_apart,
    story_by_key,
    story_members,
    story_seen,
)
from archive.curation.admin.curated import KeySelect, is_key, may_see_drafts
from archive.curation.admin.form_values import REASON_FIELD
from archive.curation.group_decisions import GroupChangedError
from archive.curation.roles import MAY_MERGE_STORIES
from archive.curation.story_decisions import StoryConflictError, last_decision, story_change_take_back, story_decide

MAX_DECISIONS = 30
CHANGED = "حُسم في هذه القصة شيء بعد أن فتحت الصفحة ({}: {})، فلم يتغير شيء. ما كنت علّمته معلَّم؛ انظر فيه ثم أعد."
CHOOSE_ARTICLES = "علّم مقالًا أو أكثر أولًا."
CHOOSE_ARTICLE = "اختر المقال من القائمة أولًا."
CHOOSE_STORY = "اختر القصة من القائمة أولًا."
DONE = "{}. يُتراجع عنه من «القرارات» في هذه الصفحة."
ARTICLE_FIELD, STORY_FIELD = StoryMember._meta.get_field("article"), StoryMember._meta.get_field("story")


class _Choice(KeySelect):
    def __init__(self, field: Any, placeholder: str) -> None:
        super().__init__(field, admin.site)
        self.placeholder = placeholder

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-placeholder": self.placeholder}


def _choice(field: Any, placeholder: str) -> Any:
    """A widget that completes what is typed; it asks its field for what is empty."""
    rows = field.remote_field.model._default_manager.all()
    return forms.ModelChoiceField(rows, widget=_Choice(field, placeholder)).widget


CHOICES = {
    "target": ("القصة التي تُنقل إليها", STORY_FIELD, "قصة أخرى (كلمات منها أو عنوانها)"),
    "other": ("القصة الأخرى", STORY_FIELD, "قصة أخرى (كلمات منها أو عنوانها)"),
    "previous": ("القصة التي قبلها", STORY_FIELD, "القصة التي قبلها"),
    "article": ("المقال", ARTICLE_FIELD, "مقال (عنوانه أو رابطه أو مفتاحه)"),
}
"""By name of the input: its label, the field whose rows are offered, and what stands in it while it is empty."""


def page_context(request: HttpRequest, story: Story) -> dict[str, Any]:
    """What the page of a story shows above its form."""
    members = story_members(story)
    choices = {name: _choice(field, words) for name, (_, field, words) in CHOICES.items()}
    before, after = chapters_of(story)
    titles = {member.article_id: member.article.display_title for member in members}
    chosen = request.GET.get("chosen", "").split(",")
    changes = changes_of(story)
    return {
        "headline": str(story),
        "members": [(one, titles.get(one.nearest_id or 0, ""), str(one.article_id) in chosen) for one in members],
        "names": shared_names(members),
        "before": _headed(before),
        "after": _headed(after),
        "apart": _headed(stories_kept_apart(story)),
        "refused": articles_refused(story) if may_see_drafts(request.user) else [],
        "decisions": changes[:MAX_DECISIONS],
        "decision_count": changes.count(),
        "seen": story_seen(story),
        "choices": {
            name: one.render(name, None, {"id": f"choose-{name}", "aria-label": CHOICES[name][0]})
            for name, one in choices.items()
        },
        "choices_media": forms.Media() + choices["article"].media,
    }


def _headed(stories: Sequence[Story]) -> list[Any]:
    """The stories again with their headlines and sizes, in this order."""
    found: Any = Story.objects.with_size().with_headline().in_bulk([story.pk for story in stories])
    return [found[story.pk] for story in stories if story.pk in found]


@require_POST
def decide(request: HttpRequest, pk: str) -> HttpResponse:
    """POST `decide` (a key of DECISIONS, or undo) with `seen` and what it needs, from the page of a story."""
    if not request.user.has_perm("coverage.change_story"):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk if is_key(pk) else 0)
    action = request.POST.get("decide", "")
    if action.startswith("undo:"):
        return _undo(request, story, action.removeprefix("undo:"))
    if action.partition(":")[0] not in DECISIONS:
        raise Http404
    try:
        service, said = DECISIONS[action.partition(":")[0]](request, story)
        change = story_decide(
            service,
            user=request.user,
            stories=[story],
            seen=[request.POST.get("seen", "")],
            reason=request.POST.get(REASON_FIELD, ""),
            **said,
        )
    except GroupChangedError:
        last = last_decision(story)
        messages.error(request, CHANGED.format(last.by if last else "", last.label if last else ""))
        return _back(story, request.POST.getlist("chosen"))
    except StoryConflictError as error:
        messages.error(request, str(error))
        return _back(story, request.POST.getlist("chosen"))
    messages.success(request, DONE.format(change.label))
    return _back(story)


def _back(story: Story, chosen: Sequence[str] = ()) -> HttpResponse:
    """To the page of the story, or of that into which it went; to the list if nothing is left of it."""
    current = story_by_key(story.key)
    if current is None or not story_members(current):
        return redirect("admin:coverage_story_changelist")
    address = reverse("admin:coverage_story_change", args=[current.pk])
    kept = ",".join(one for one in chosen if is_key(one))
    return redirect(f"{address}?{urlencode({'chosen': kept})}" if kept else address)


def _undo(request: HttpRequest, story: Story, pk: str) -> HttpResponse:
    change = get_object_or_404(StoryChange, pk=pk if is_key(pk) else 0)
    if change.kind == StoryChange.Kind.MERGE and not request.user.has_perm(MAY_MERGE_STORIES):
        raise PermissionDenied
    if not request.user.has_perm("coverage.change_storychange"):
        raise PermissionDenied
    take_back(request, change)
    return _back(story)


def take_back(request: HttpRequest, change: StoryChange) -> None:
    """Undo a decision, and tell the curator what could not be put back."""
    try:
        left = story_change_take_back(change=change, user=request.user)
    except StoryConflictError as error:
        messages.error(request, f"{change}: {error}")
    else:
        messages.success(request, f"تُراجع عن: {change}.")
        for sentence in left:
            messages.warning(request, sentence)


def _chosen_articles(request: HttpRequest) -> list[Article]:
    pks = [one for one in request.POST.getlist("chosen") if is_key(one)]
    if not pks:
        raise StoryConflictError(CHOOSE_ARTICLES)
    return list(Article.objects.filter(pk__in=pks))


def _given(request: HttpRequest, name: str, model: type[models.Model], sentence: str) -> Any:
    """The row that was chosen by primary key or, where no script runs, by what was typed in its place: a key or an address."""
    value, typed = request.POST.get(name, ""), request.POST.get(f"{name}-typed", "").strip().rstrip("/")
    row: Any = model._default_manager.filter(pk=value).first() if is_key(value) else None
    if row is None and typed:
        key = typed.rpartition("/")[2]
        row = story_by_key(key) if model is Story else model._default_manager.filter(key=key).first()
    if row is None:
        raise StoryConflictError(sentence)
    return row


def _take_out(request: HttpRequest, story: Story) -> Any:
    return coverage.story_take_out, {"story": story, "articles": _chosen_articles(request)}


def _move(request: HttpRequest, story: Story) -> Any:
    target = _given(request, "target", Story, CHOOSE_STORY)
    return coverage.story_put_in, {"story": target, "articles": _chosen_articles(request)}


def _split(request: HttpRequest, story: Story) -> Any:
    said = {"story": story, "articles": _chosen_articles(request), "title": request.POST.get("title", "")}
    return coverage.story_split, said


def _put_in(request: HttpRequest, story: Story) -> Any:
    return coverage.story_put_in, {"story": story, "articles": [_given(request, "article", Article, CHOOSE_ARTICLE)]}


def _confirm(request: HttpRequest, story: Story) -> Any:
    return coverage.story_confirm, {"story": story}


def _follow(request: HttpRequest, story: Story) -> Any:
    return coverage.story_follow, {"story": story, "previous": _given(request, "previous", Story, CHOOSE_STORY)}


def _unfollow(request: HttpRequest, story: Story) -> Any:
    """`unfollow:PK` names the later of the two."""
    later = request.POST.get("decide", "").partition(":")[2]
    return coverage.story_unfollow, {"story": get_object_or_404(Story, pk=later if is_key(later) else 0)}


DECISIONS = {
    "out": _take_out,
    "move": _move,
    "split": _split,
    "in": _put_in,
    "confirm": _confirm,
    "follow": _follow,
    "unfollow": _unfollow,
}


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request: HttpRequest, pk: str) -> HttpResponse:
    """GET `other` shows two stories side by side; POST `decide` merges them into `keep`, or says that they are not one."""
    if not request.user.has_perm("coverage.change_story"):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk if is_key(pk) else 0)
    given = request.POST if request.method == "POST" else request.GET
    other = _other(given.get("other", ""), given.get("other-typed", ""))
    if other is None or other == story:
        messages.error(request, CHOOSE_STORY)
        return _back(story)
    if request.method == "POST":
        return _merge_post(request, story, other)
    both = sorted(_headed([story, other]), key=lambda one: (-one.size, one.pk))
    context = {
        **admin.site.each_context(request),
        "title": "أهما قصة واحدة؟",
        "opts": Story._meta,
        "story": story,
        "other": other,
        "sides": [(one, story_members(one), story_seen(one)) for one in both],
        "may_merge": request.user.has_perm(MAY_MERGE_STORIES),
        "reason_field": REASON_FIELD,
    }
    return TemplateResponse(request, "admin/coverage/story/merge.html", context)


def _other(value: str, typed: str) -> Story | None:
    if is_key(value):
        return Story.objects.filter(pk=value).first()
    return story_by_key(typed.strip().rstrip("/").rpartition("/")[2]) if typed else None


def _merge_post(request: HttpRequest, story: Story, other: Story) -> HttpResponse:
    both = [story, other]
    seen, reason = request.POST.getlist("seen"), request.POST.get(REASON_FIELD, "")
    try:
        if request.POST.get("decide") == "apart":
            change = story_decide(
                coverage.stories_keep_apart,
                user=request.user,
                stories=both,
                seen=seen,
                reason=reason,
                story=story,
                other=other,
            )
        elif not request.user.has_perm(MAY_MERGE_STORIES):
            raise PermissionDenied
        else:
            kept = other if request.POST.get("keep") == str(other.pk) else story
            merged = story if kept == other else other
            change = story_decide(
                coverage.stories_merge,
                user=request.user,
                stories=both,
                seen=seen,
                reason=reason,
                kept=kept,
                merged=merged,
            )
    except GroupChangedError:
        last = max((last_decision(one) for one in both), key=lambda one: one.pk if one else 0)
        messages.error(request, CHANGED.format(last.by if last else "", last.label if last else ""))
        address = reverse("admin:coverage_story_merge", args=[story.pk])
        return redirect(f"{address}?{urlencode({'other': other.pk})}")
    except StoryConflictError as error:
        messages.error(request, str(error))
        return _back(story)
    messages.success(request, DONE.format(change.label))
    return _back(change_stories(change)[0])
