"""Two stories, or two outlets in one story, side by side: page and JSON."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from archive.coverage.models import Story
from archive.coverage.selectors import chapters_of, current_story
from archive.web.conditional import conditional_page
from archive.web.formats.tellings_json import tellings_json
from archive.web.links import page_url
from archive.web.presenters.story import shown_story
from archive.web.presenters.tellings import (
    ShownTellings,
    TellingSide,
    TellingsRequest,
    compared,
    outlet_choices,
    tellings_url,
    two_sides,
)
from archive.web.query_string import ParameterError, read_values
from archive.web.query_string.parameters import STORY_COMPARE_PARAMETERS
from archive.web.robots import with_robots_rule
from archive.web.views.comparison_gate import busy_as_json, busy_as_page, comparison_slot
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import bad_parameter, json_answer, json_refusal, site_of

MISSING = "لا قصة بهذا المفتاح، أو لا يرويها أحد هذين المصدرين."


@require_safe
@conditional_page
@busy_as_page
def story_compare(request: HttpRequest, key: str) -> HttpResponse:
    story = current_story(key)
    if story is None:
        raise Http404
    if story.key != key:
        return redirect(f"{page_url('story-compare', story.key)}?{request.GET.urlencode()}", permanent=True)
    shown = shown_story(story)
    try:
        asked = _asked(story, request.GET)
        sides = two_sides(asked, shown)
    except ParameterError as error:
        return bad_parameter(request, error)
    is_chosen = bool(asked.other or asked.left)
    if is_chosen and sides is None:
        raise Http404
    found = _compared(sides) if sides else None
    before, after = chapters_of(story)
    choices = outlet_choices(shown)
    context = {
        "shown": shown,
        "asked": asked,
        "found": found,
        "choices": choices,
        "chosen": (asked.left or _nth(choices, 0), asked.right or _nth(choices, 1)),
        "chapters": [
            (shown_story(one), tellings_url(TellingsRequest(story, other=one.key))) for one in (*before, *after)
        ],
        "json": tellings_url(asked, view="api-story-compare") if found else "",
        "canonical": tellings_url(asked),
    }
    articles = [article for side in sides or () for article in side.articles]
    return with_robots_rule(render(request, "story_compare.html", context), *articles)


@json_endpoint
@busy_as_json
def api_story_compare(request: HttpRequest, key: str) -> HttpResponse:
    story = current_story(key)
    if story is None:
        read_values(STORY_COMPARE_PARAMETERS, request.GET)
        return json_refusal(MISSING, 404)
    if story.key != key:
        return redirect(f"{page_url('api-story-compare', story.key)}?{request.GET.urlencode()}", permanent=True)
    asked = _asked(story, request.GET)
    if not (asked.other or asked.left):
        raise ParameterError("المَعلمة «with» مفتاح القصة الأخرى، أو «left» و«right» مفتاحا مصدرين يرويان هذه.")
    sides = two_sides(asked, shown_story(story))
    if sides is None:
        return json_refusal(MISSING, 404)
    content = tellings_json(asked, _compared(sides), site_of(request))
    return with_robots_rule(json_answer(content), *(article for side in sides for article in side.articles))


def _compared(sides: tuple[TellingSide, TellingSide]) -> ShownTellings:
    """Raises ComparisonBusyError."""
    with comparison_slot():
        return compared(sides)


def _asked(story: Story, query: QueryDict) -> TellingsRequest:
    """Raises ParameterError."""
    values = read_values(STORY_COMPARE_PARAMETERS, query)
    given = {name: str(values.get(name, "")).strip() for name in ("with", "left", "right")}
    if given["with"] and (given["left"] or given["right"]):
        raise ParameterError("تُقارن قصتان («with»)، أو مصدران في قصة («left» و«right»)، لا هذا وذاك معًا.")
    if bool(given["left"]) != bool(given["right"]):
        raise ParameterError("المقارنة بين مصدرين: «left» و«right» معًا.")
    if given["left"] and given["left"] == given["right"]:
        raise ParameterError("المقارنة بين مصدرين مختلفين: غيّر أحدهما.")
    return TellingsRequest(story, _key_of(given["with"]), given["left"], given["right"])


def _key_of(given: str) -> str:
    """The key of a story, given as it is or as the address of its page."""
    return given.rstrip("/").rpartition("/")[2]


def _nth(choices: list[tuple[str, str, int]], number: int) -> str:
    return choices[number][0] if len(choices) > number else ""
