"""The advanced form: boxes that write a query, filled from a given one. «ابحث» leads to its results."""

from dataclasses import dataclass, fields, replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from archive.search import DateRange, QueryForm, SearchRequest, read_form, write_form
from archive.web.links import page_url
from archive.web.presenters.active_filters import ActiveFilter, active_filters
from archive.web.presenters.advanced_form import BOXES, MAX_WITHIN, OPTIONS, PERIODS, REST
from archive.web.presenters.labels import labels_for
from archive.web.query_string import ParameterError, parse_page_request, query_params, search_url, with_changes

PREFIX = "box_"
SENT, GO = "form", "go"
"""`form` marks that the boxes were sent; `go` that the results are wanted."""
MAX_DIGITS = 9
_OPTION_NAMES = (*OPTIONS, *(name for period in PERIODS for name in period.names))


@dataclass(frozen=True)
class _Asked:
    """What the form shows: its boxes, the values of its other fields, and the search, or why it cannot be read."""

    form: QueryForm
    values: dict[str, str]
    request: SearchRequest
    error: ParameterError | None = None


@require_safe
def advanced(request: HttpRequest) -> HttpResponse:
    asked = _sent(request.GET) if SENT in request.GET else _given(request.GET)
    if GO in request.GET and asked.error is None:
        return redirect(search_url(asked.request))
    context = {
        "form": asked.form,
        "values": asked.values,
        "error": asked.error,
        "written": write_form(asked.form),
        "hidden": query_params(asked.request, without=("q", "page", *_OPTION_NAMES)),
        "kept_filters": _kept_filters(asked.request),
        "boxes": BOXES,
        "rest_box": REST,
        "options": OPTIONS,
        "periods": PERIODS,
        "max_within": MAX_WITHIN,
        "prefix": PREFIX,
        "q": asked.request.q,
        "canonical": page_url("advanced"),
    }
    return render(request, "advanced.html", context, status=asked.error.status if asked.error else 200)


def _kept_filters(request: SearchRequest) -> list[ActiveFilter]:
    """Filters that the form has no field for: they stay as they are."""
    without = {"published": DateRange(), "mentions": DateRange(), "undated": "", "kind": "article"}
    return active_filters(with_changes(request, **without), labels_for(request))


def _given(query: QueryDict) -> _Asked:
    """The form filled from a search."""
    try:
        request = with_changes(parse_page_request(query))
    except ParameterError as error:
        return _Asked(QueryForm(rest=query.get("q", "")[:500]), {}, SearchRequest(), error)
    form, _ = read_form(request.q)
    return _Asked(form, dict(query_params(request)), request)


def _sent(query: QueryDict) -> _Asked:
    """The form as it was sent."""
    values = {name: query.get(name, "") for name in _OPTION_NAMES}
    form = QueryForm()
    try:
        form = _boxes(query)
        rest = query.copy()
        for name in [name for name in rest if name in (SENT, GO) or name.startswith(PREFIX)]:
            del rest[name]
        rest["q"] = write_form(form)
        return _Asked(form, values, with_changes(parse_page_request(rest)))
    except ParameterError as error:
        return _Asked(form, values, SearchRequest(q=write_form(form)), error)


def _boxes(query: QueryDict) -> QueryForm:
    texts = {
        box.name: query.get(f"{PREFIX}{box.name}", "").strip() for box in fields(QueryForm) if box.name != "within"
    }
    within = query.get(f"{PREFIX}within", "").strip() or str(QueryForm.within)
    form = QueryForm(**texts)  # type: ignore[arg-type]
    if not within.isdecimal() or len(within) > MAX_DIGITS or not 1 <= int(within) <= MAX_WITHIN:
        raise ParameterError(f"التقارب عدد كلمات من 1 إلى {MAX_WITHIN}، لا «{within[:60]}».")
    return replace(form, within=int(within))
