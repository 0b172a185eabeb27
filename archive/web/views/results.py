"""The results of a search."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.search.service import counts, search
from archive.web import addresses, rewording
from archive.web.alternatives import alternatives
from archive.web.chart import chart, compared_request
from archive.web.chips import chips
from archive.web.dials import dials
from archive.web.facets import facet_groups
from archive.web.forms import ParameterError, read_request
from archive.web.labels import labels_for
from archive.web.paging import paging
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
    answered = replace(asked, q=rewording.answered_query(page))
    others = alternatives(asked, narrowed_by, search) if not page.count else []
    context = {
        "page": page,
        "asked": asked,
        "q": asked.q,
        "kept": addresses.query_pairs(asked, without=IN_SEARCH_BOX),
        "kept_by_dates": addresses.query_pairs(asked, without=IN_DATE_FORM),
        "from_value": addresses.first_day_value(asked.published.first) if asked.published.first else "",
        "to_value": addresses.last_day_value(asked.published.last) if asked.published.last else "",
        "chips": [(chip, addresses.search_address(chip.request)) for chip in narrowed_by],
        "dials": dials(asked),
        "groups": facet_groups(page, labels),
        "chart": chart(page, compared=compared, count_days=counts),
        "compared": compared,
        "without_comparison": addresses.search_address(addresses.changed(asked, compare="")),
        "kept_by_comparison": addresses.query_pairs(asked, without=IN_COMPARISON),
        "paging": paging(page),
        "alternatives": others,
        "included": rewording.included(page, search),
        "archive_is_empty": not (page.count or page.suggestions or others) and not Article.objects.published().exists(),
        "notes": rewording.notes(page),
        "rescued": rewording.rescued(page),
        "proposals": rewording.proposals(page, relaxed=False),
        "possible": rewording.possible(page),
        "answered_q": answered.q,
        "answered_link": addresses.search_address(addresses.changed(answered)),
        "relaxations": rewording.proposals(page, relaxed=True),
        "undated_link": addresses.search_address(addresses.changed(asked, undated="only")),
        "first_number": (asked.page - 1) * asked.per_page + 1,
        "explain_link": addresses.search_address(replace(asked, explain=not asked.explain)),
        "first_page": addresses.search_address(addresses.changed(asked)),
        "article_query": addresses.query_string(addresses.words_only(answered)),
        "canonical": addresses.search_address(asked),
        "timeline": addresses.search_address(addresses.changed(asked), path="/search/timeline/"),
        "feed": addresses.search_address(addresses.changed(asked), path="/search/feed/"),
        "json": addresses.search_address(asked, path="/api/v1/search"),
    }
    return render(request, "results.html", context)
