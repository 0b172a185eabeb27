"""The timeline of a search: page, JSON, CSV and iCalendar."""

import datetime as dt
import math
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search import DateRange, SearchRequest
from archive.web.conditional import conditional
from archive.web.formats.ics import calendar_file
from archive.web.formats.json_api import request_json
from archive.web.formats.timeline_files import csv_file, entry_json, events
from archive.web.interface import answers
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.comparison import compare_with_another
from archive.web.presenters.labels import labels_for
from archive.web.presenters.query_chips import search_chips
from archive.web.presenters.timeline import build_timeline, timeline_url, year_links, years
from archive.web.query_string import (
    ParameterError,
    Params,
    checked_for_page,
    format_first_day,
    format_last_day,
    is_long,
    parse_search,
    query_params,
    search_url,
    with_changes,
)
from archive.web.query_string.parameters import ENTRIES_PER_PAGE, TIMELINE_PARAMETERS
from archive.web.views.attachment import attachment
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import bad_parameter, json_answer, plain_refusal, site_of
from archive.web.views.hidden_filters import check_filters


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    try:
        asked, every = _asked(request.GET)
        checked_for_page(asked)
    except ParameterError as error:
        return bad_parameter(request, error)
    answer = build_timeline(asked, every=every)
    narrowed_by = active_filters(asked, labels_for(asked))
    shown, pages = _page(asked, len(answer.entries))
    everywhen = build_timeline(with_changes(asked, mentions=DateRange()), every=every) if asked.mentions else answer
    first, last = asked.mentions.first, asked.mentions.last

    def link(number: int) -> str:
        return timeline_url(with_changes(asked, page=number), every=every)

    context = {
        "q": asked.q,
        "answer": answer,
        "every": every,
        "other_sentences": timeline_url(with_changes(asked), every=not every),
        "years": years(answer.entries[shown], answer.marks[shown], asked),
        "year_links": year_links(everywhen.entries, asked, every=every) if not is_long(asked) else [],
        "chips": search_chips(asked, narrowed_by, lambda request: timeline_url(request, every=every)),
        "kept": _kept(asked, every, "q"),
        "kept_by_dates": _kept(asked, every, "mentions_from", "mentions_to"),
        "from_value": format_first_day(first) if first else "",
        "to_value": format_last_day(last) if last else "",
        "page_number": asked.page,
        "pages": pages,
        "previous": link(asked.page - 1) if 1 < asked.page <= pages else "",
        "next": link(asked.page + 1) if asked.page < pages else "",
        "results": search_url(with_changes(asked, per_page=SearchRequest().per_page)),
        "compare": compare_with_another(asked),
        "canonical": timeline_url(asked, every=every),
        "files": {
            name: timeline_url(with_changes(asked), view=view, every=every)
            for name, view in (("csv", "timeline-csv"), ("ics", "timeline-ics"))
        },
        "json": timeline_url(asked, view="api-timeline", every=every),
    }
    return render(request, "timeline.html", context)


@json_endpoint
def api_timeline(request: HttpRequest) -> HttpResponse:
    asked, every = _asked(request.GET)
    check_filters(asked)
    answer = build_timeline(asked, every=every)
    shown, _pages = _page(asked, len(answer.entries))
    site = site_of(request)
    content: answers.Timeline = {
        "query": {**request_json(asked), "sentences": "all" if every else "matching"},
        "count": len(answer.entries),
        "articles": answer.articles,
        "found": answer.found.count,
        "entries": [entry_json(entry, site) for entry in answer.entries[shown]],
        "notes": list(answer.found.notes),
    }
    return json_answer(content)


@require_safe
@conditional
def timeline_csv(request: HttpRequest) -> HttpResponse:
    """All entries. Spreadsheets detect UTF-8 by the byte order mark; without it they garble Arabic."""
    try:
        asked, every = _asked(request.GET)
    except ParameterError as error:
        return plain_refusal(str(error))
    check_filters(asked)
    content = "\ufeff" + csv_file(build_timeline(asked, every=every).entries, site_of(request))
    return attachment(content, "text/csv; charset=utf-8", "timeline.csv")


@require_safe
@conditional
def timeline_ics(request: HttpRequest) -> HttpResponse:
    try:
        asked, every = _asked(request.GET)
    except ParameterError as error:
        return plain_refusal(str(error))
    check_filters(asked)
    name = f"خِزانة: {asked.q}" if asked.q else "خِزانة"
    content = calendar_file(
        name, events(build_timeline(asked, every=every).entries, site_of(request)), made=dt.datetime.now(dt.UTC)
    )
    return attachment(content, "text/calendar; charset=utf-8", "timeline.ics")


def _asked(query: QueryDict) -> tuple[SearchRequest, bool]:
    """The search, its `per_page` counting entries, and whether all dated sentences are wanted (`sentences=all`)."""
    asked, given = parse_search(TIMELINE_PARAMETERS, query)
    if "per_page" not in given:
        asked = replace(asked, per_page=ENTRIES_PER_PAGE)
    return asked, given.get("sentences") == "all"


def _kept(asked: SearchRequest, every: bool, *without: str) -> Params:
    """Hidden fields of a form: all parameters but those named in `without`."""
    pairs = query_params(asked, without=(*without, "page", "per_page"))
    return [*pairs, ("sentences", "all")] if every else pairs


def _page(asked: SearchRequest, count: int) -> tuple[slice, int]:
    """The slice of entries on the requested page, and the number of pages."""
    start = (asked.page - 1) * asked.per_page
    return slice(start, start + asked.per_page), max(1, math.ceil(count / asked.per_page))
