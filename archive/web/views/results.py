"""The results of a search."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.search.service import counts, search
from archive.web.presenters import query_notices
from archive.web.presenters.active_filters import chips
from archive.web.presenters.alternatives import alternatives
from archive.web.presenters.chart import chart, compared_request
from archive.web.presenters.facets import facet_groups
from archive.web.presenters.labels import labels_for
from archive.web.presenters.pagination import paging
from archive.web.presenters.view_options import dials
from archive.web.query_string import build
from archive.web.query_string.parse import ParameterError, read_request
from archive.web.views.errors import bad_parameter

IN_SEARCH_BOX = ("q", "page")
IN_DATE_FORM = ("from", "to", "page")
IN_COMPARISON = ("compare", "page")


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    try:
        asked = read_request(request.GET)
    except ParameterError as error:
        return bad_parameter(request, str(error))
    page = search(asked)
    compared = search(compared_request(asked)) if asked.compare else None
    labels = labels_for(asked, page)
    narrowed_by = chips(asked, labels)
    answered = replace(asked, q=query_notices.answered_query(page))
    others = alternatives(asked, narrowed_by, search) if not page.count else []
    context = {
        "page": page,
        "asked": asked,
        "q": asked.q,
        "kept": build.query_pairs(asked, without=IN_SEARCH_BOX),
        "kept_by_dates": build.query_pairs(asked, without=IN_DATE_FORM),
        "from_value": build.first_day_value(asked.published.first) if asked.published.first else "",
        "to_value": build.last_day_value(asked.published.last) if asked.published.last else "",
        "chips": [(chip, build.search_address(chip.request)) for chip in narrowed_by],
        "dials": dials(asked),
        "groups": facet_groups(page, labels),
        "chart": chart(page, compared=compared, count_days=counts),
        "compared": compared,
        "without_comparison": build.search_address(build.changed(asked, compare="")),
        "kept_by_comparison": build.query_pairs(asked, without=IN_COMPARISON),
        "paging": paging(page),
        "alternatives": others,
        "included": query_notices.included(page, search),
        "archive_is_empty": not (page.count or page.suggestions or others) and not Article.objects.published().exists(),
        "notes": query_notices.notes(page),
        "rescued": query_notices.rescued(page),
        "proposals": query_notices.proposals(page, relaxed=False),
        "possible": query_notices.possible(page),
        "answered_q": answered.q,
        "answered_link": build.search_address(build.changed(answered)),
        "relaxations": query_notices.proposals(page, relaxed=True),
        "undated_link": build.search_address(build.changed(asked, undated="only")),
        "first_number": (asked.page - 1) * asked.per_page + 1,
        "explain_link": build.search_address(replace(asked, explain=not asked.explain)),
        "first_page": build.search_address(build.changed(asked)),
        "article_query": build.query_string(build.words_only(answered)),
        "canonical": build.search_address(asked),
        "timeline": build.search_address(build.changed(asked), path="/search/timeline/"),
        "feed": build.search_address(build.changed(asked), path="/search/feed/"),
        "json": build.search_address(asked, path="/api/v1/search"),
    }
    return render(request, "results.html", context)
