"""Stories: the list by day and size, and one of them, as pages and as JSON."""

from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from archive.coverage.models import Story
from archive.coverage.selectors import chapters_of, current_story, shared_names, stories_listed, story_days, told_by_one
from archive.statements.selectors import figures_that_differ, quotations_in
from archive.web.conditional import conditional_page
from archive.web.formats.story_json import story_json, story_summary
from archive.web.links import page_url
from archive.web.presenters.story import ShownStory, citing, most_cited, shown_stories, shown_story
from archive.web.presenters.story_said import in_order, sayings
from archive.web.presenters.tellings import TellingsRequest, outlet_choices, tellings_url
from archive.web.query_string import ParameterError, read_values
from archive.web.query_string.parameters import STORIES_PARAMETERS
from archive.web.query_string.values import Values
from archive.web.robots import with_robots_rule
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import bad_parameter, json_answer, json_refusal, site_of

PER_PAGE = 20
MOST_TOLD = 40
"""Articles of a story that stand on its page at once; the others unfold."""
EDITS = "coverage.change_story"
"""Who has this permission is led to the story in the admin."""


@require_safe
@conditional_page
def stories(request: HttpRequest) -> HttpResponse:
    try:
        values = read_values(STORIES_PARAMETERS, request.GET)
    except ParameterError as error:
        return bad_parameter(request, error)
    period: dict[str, str] = {name: str(values[name]) for name in ("from", "to") if name in values}
    found = story_days(values.get("from"), values.get("to"), values.get("page", 1))
    context = {
        "period": period,
        "days": [(day, list(zip(listed, shown_stories(listed), strict=True))) for day, listed in found.days],
        "found": found,
        "before": _link(period, found.number - 1) if found.number > 1 else "",
        "after": _link(period, found.number + 1) if found.number < found.pages else "",
        "older": _link({**period, "to": found.older.isoformat()}) if found.older else "",
        "newest": page_url("stories") if "to" in period else "",
        "json": page_url("api-stories") + _link(period),
        "canonical": page_url("stories"),
    }
    return render(request, "stories.html", context)


@require_safe
@conditional_page
def story(request: HttpRequest, key: str) -> HttpResponse:
    found = current_story(key)
    if found is None:
        raise Http404
    if found.key != key:
        return redirect(page_url("story", found.key), permanent=True)
    shown = shown_story(found)
    pks = [member.article_id for member in shown.members]
    before, after = chapters_of(found)
    cites = citing(shown.members)
    context = {
        "story": found,
        "shown": shown,
        "most_told": MOST_TOLD,
        "told": told_by_one(shown.members),
        "names": shared_names(shown.members),
        "sayings": sayings(in_order(quotations_in(pks), pks)),
        "differences": figures_that_differ(pks),
        "citing": cites,
        "most_cited": most_cited(cites),
        "choices": outlet_choices(shown),
        "before": [_chapter(found, one) for one in before],
        "after": [_chapter(found, one) for one in after],
        "json": page_url("api-story", found.key),
        "edit": page_url("admin:coverage_story_change", str(found.pk)) if request.user.has_perm(EDITS) else "",
        "canonical": page_url("story", found.key),
    }
    return with_robots_rule(render(request, "story.html", context), *(member.article for member in shown.members))


@json_endpoint
def api_stories(request: HttpRequest) -> HttpResponse:
    values = read_values(STORIES_PARAMETERS, request.GET)
    page = _page(values)
    site = site_of(request)
    stories = list(page)
    listed = [story_summary(one, shown, site) for one, shown in zip(stories, shown_stories(stories), strict=True)]
    return json_answer({"count": page.paginator.count, "page": page.number, "stories": listed})


@json_endpoint
def api_story(request: HttpRequest, key: str) -> HttpResponse:
    read_values((), request.GET)
    found = current_story(key)
    if found is None:
        return json_refusal("لا قصة بهذا المفتاح.", 404)
    if found.key != key:
        return redirect(page_url("api-story", found.key), permanent=True)
    site = site_of(request)
    shown = shown_story(found)
    before, after = (
        [story_summary(one, shown_story(one), site) for one in chapters] for chapters in chapters_of(found)
    )
    content = story_json(found, shown, before, after, site)
    return with_robots_rule(json_answer(content), *(member.article for member in shown.members))


def _chapter(story: Story, chapter: Story) -> tuple[Story, ShownStory, str]:
    """With the address at which the two are compared."""
    return chapter, shown_story(chapter), tellings_url(TellingsRequest(story, other=chapter.key))


def _page(values: Values) -> Page[Story]:
    """A page beyond the last is the last."""
    return Paginator(stories_listed(values.get("from"), values.get("to")), PER_PAGE).get_page(values.get("page", 1))


def _link(period: dict[str, str], number: int = 1) -> str:
    query = urlencode({**period, "page": number} if number > 1 else period)
    return f"?{query}" if query else ""
