"""The results of a search."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.search import alternatives, counts, search
from archive.web.presenters import query_notices
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.chart import chart, compared_request
from archive.web.presenters.facets import facet_groups
from archive.web.presenters.labels import labels_for
from archive.web.presenters.pagination import paginate
from archive.web.presenters.view_options import view_options
from archive.web.query_string import (
    ParameterError,
    format_first_day,
    format_last_day,
    parse_request,
    query_params,
    query_string,
    search_url,
    with_changes,
    words_only,
)
from archive.web.views.errors import bad_parameter

IN_SEARCH_BOX = ("q", "page")
IN_DATE_FORM = ("from", "to", "page")
IN_COMPARISON = ("compare", "page")


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    try:
        asked = parse_request(request.GET)
    except ParameterError as error:
        return bad_parameter(request, str(error))
    page = search(asked)
    compared = search(compared_request(asked)) if asked.compare else None
    labels = labels_for(asked, page)
    narrowed_by = active_filters(asked, labels)
    answered = replace(asked, q=query_notices.answered_query(page))
    others = query_notices.alternatives(() if page.count else alternatives(asked), narrowed_by)
    context = {
        "page": page,
        "asked": asked,
        "q": asked.q,
        "kept": query_params(asked, without=IN_SEARCH_BOX),
        "kept_by_dates": query_params(asked, without=IN_DATE_FORM),
        "from_value": format_first_day(asked.published.first) if asked.published.first else "",
        "to_value": format_last_day(asked.published.last) if asked.published.last else "",
        "active_filters": [(one, search_url(one.request)) for one in narrowed_by],
        "view_options": view_options(asked),
        "groups": facet_groups(page, labels),
        "chart": chart(page, compared=compared, count_days=counts),
        "compared": compared,
        "without_comparison": search_url(with_changes(asked, compare="")),
        "kept_by_comparison": query_params(asked, without=IN_COMPARISON),
        "paging": paginate(page),
        "alternatives": others,
        "included": query_notices.included(page, search),
        "archive_is_empty": not (page.count or page.suggestions or others) and not Article.objects.published().exists(),
        "notes": query_notices.notes(page),
        "corrected_query": query_notices.corrected_query(page),
        "proposals": query_notices.proposals(page, relaxed=False),
        "possible": query_notices.possible(page),
        "answered_q": answered.q,
        "answered_link": search_url(with_changes(answered)),
        "relaxations": query_notices.proposals(page, relaxed=True),
        "undated_link": search_url(with_changes(asked, undated="only")),
        "first_number": (asked.page - 1) * asked.per_page + 1,
        "explain_link": search_url(replace(asked, explain=not asked.explain)),
        "first_page": search_url(with_changes(asked)),
        "article_query": query_string(words_only(answered)),
        "canonical": search_url(asked),
        "timeline": search_url(with_changes(asked), path="/search/timeline/"),
        "feed": search_url(with_changes(asked), path="/search/feed/"),
        "json": search_url(asked, path="/api/v1/search"),
    }
    return render(request, "results.html", context)
