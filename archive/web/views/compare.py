"""Queries compared over time: page, JSON, and the chart as SVG, PNG and CSV.

Anyone may take these files, whatever ARCHIVE_EXPORT says: they hold numbers and no text of an article.
"""

from dataclasses import replace
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.search import counts, search
from archive.web.conditional import conditional
from archive.web.formats.comparison_files import comparison_json, csv_file
from archive.web.formats.line_chart_png import png_file
from archive.web.formats.line_chart_svg import inline_svg, key_svg, svg_file
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.arabic_text import date_phrase
from archive.web.presenters.comparison import (
    SINGLE,
    CompareRequest,
    Comparison,
    Measure,
    compare,
    compare_url,
)
from archive.web.presenters.labels import labels_for
from archive.web.presenters.line_chart import NARROW, PRINTED, STYLES, WIDE, line_chart, percent, title_of
from archive.web.presenters.time_axis import By
from archive.web.query_string import (
    ParameterError,
    checked_for_page,
    format_first_day,
    format_last_day,
    parse_search,
    query_params,
)
from archive.web.query_string.parameters import COMPARE_PARAMETERS, MAX_COMPARED
from archive.web.views.attachment import attachment
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import bad_parameter, json_answer, plain_refusal, site_of
from archive.web.views.hidden_filters import check_filters

FILES = ("svg", "png", "csv")
NOTHING = "لا مقالات مؤرخة في نتائج هذه العبارات، فلا رسم."


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    try:
        asked = _asked(request.GET)
    except ParameterError as error:
        return bad_parameter(request, error)
    found = _compare(asked) if len(asked.queries) > 1 else None
    first, last = asked.shared.published.first, asked.shared.published.last
    context: dict[str, Any] = {
        "found": found,
        "boxes": [*asked.queries, *([""] * (MAX_COMPARED - len(asked.queries)))],
        "asked": asked,
        "active_filters": [
            (one, compare_url(CompareRequest(one.request, asked.queries, asked.measure, asked.by)))
            for one in active_filters(asked.shared, labels_for(asked.shared))
        ],
        "kept": query_params(asked.shared, without=("from", "to", *SINGLE)),
        "from_value": format_first_day(first) if first else "",
        "to_value": format_last_day(last) if last else "",
        "canonical": compare_url(asked),
        "percent": percent,
    }
    if found and found.periods:
        context |= {
            "chart_title": title_of(found),
            "wide": inline_svg(line_chart(found, WIDE), "lines--wide"),
            "narrow": inline_svg(line_chart(found, NARROW), "lines--narrow"),
            "files": [(name.upper(), compare_url(asked, "compare-file", name)) for name in FILES],
        }
    context |= {
        "keys": [key_svg(n) for n in range(len(STYLES))],
        "json": compare_url(asked, "api-compare") if found else "",
    }
    return render(request, "compare.html", context)


@require_safe
@conditional
def compare_file(request: HttpRequest, suffix: str) -> HttpResponse:
    if suffix not in FILES:
        raise Http404
    try:
        asked = _complete(_asked(request.GET))
    except ParameterError as error:
        return plain_refusal(str(error), error.status)
    found = _compare(asked)
    if suffix == "csv":
        return _file(csv_file(found), "text/csv; charset=utf-8", "csv")
    if found.is_empty:
        return plain_refusal(NOTHING, 404)
    day = date_phrase(timezone.localdate().isoformat())
    drawing = line_chart(found, PRINTED, headline=title_of(found), source=f"المصدر: أرشيف خِزانة، {day}")
    if suffix == "png":
        return _file(png_file(drawing), "image/png", "png")
    return _file(svg_file(drawing), "image/svg+xml; charset=utf-8", "svg")


@json_endpoint
def api_compare(request: HttpRequest) -> HttpResponse:
    asked = _complete(_asked(request.GET))
    return json_answer(comparison_json(_compare(asked), site_of(request)))


def _compare(asked: CompareRequest) -> Comparison:
    """Raises HiddenFilterError."""
    check_filters(asked.shared)
    return compare(asked, search=search, count_days=counts)


def _asked(query: QueryDict) -> CompareRequest:
    """Raises ParameterError; of fewer than two queries it does not."""
    asked, given = parse_search(COMPARE_PARAMETERS, query)
    shared = replace(asked, q="")
    queries = tuple(checked_for_page(replace(shared, q=q)).q for q in given.get("q", ()))
    return CompareRequest(shared, queries, cast(Measure, given.get("measure", "counts")), cast(By, given.get("by", "")))


def _complete(asked: CompareRequest) -> CompareRequest:
    """Raises ParameterError for fewer than two queries."""
    if len(asked.queries) < 2:
        raise ParameterError("المقارنة بين عبارتين على الأقل: كرّر المَعلمة «q».")
    return asked


def _file(content: str | bytes, content_type: str, suffix: str) -> HttpResponse:
    response = attachment(content, content_type, f"khizana-compare.{suffix}")
    response["X-Robots-Tag"] = "noindex"
    return response
