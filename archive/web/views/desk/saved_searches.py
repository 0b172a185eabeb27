"""A journalist's saved searches: save, list, open, see what is new, rename, set the alert, delete."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.desk import selectors, services
from archive.desk.models import SavedSearch
from archive.search import SearchRequest, hits_of, search_session
from archive.web.alerts import may_mail
from archive.web.links import page_url
from archive.web.presenters.saved_search import meaning, saved_request, saved_search_view, stored_query
from archive.web.query_string import ParameterError, article_query, parse_page_request, search_url
from archive.web.views.desk.dossier_access import whole_number
from archive.web.views.desk.saved_search_forms import LONGEST, AlertForm, NameForm, sentences, typed
from archive.web.views.errors import bad_parameter

PER_PAGE = 20
SHOWN_ONCE = "new_feed"
"""Key in the session: the saved search whose feed was just made, and the token of its address, until it is shown."""


def count_new(request: SearchRequest, after: int) -> int:
    return len(selectors.new_in(request, after))


@login_required
@require_safe
def saved_search_list(request: HttpRequest) -> HttpResponse:
    waiting = selectors.searches_with_waiting_mail(request.user)
    with search_session():
        views = [
            saved_search_view(search, count_new=count_new, waiting=waiting.get(search.pk))
            for search in selectors.saved_searches(request.user)
        ]
    return render(request, "desk/saved_searches.html", {"views": views, "new": sum(bool(one.new) for one in views)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_search_new(request: HttpRequest) -> HttpResponse:
    """The parameters of the search in the address; POST saves it."""
    try:
        query = stored_query(parse_page_request(request.GET))
        asked = saved_request(query)
    except ParameterError as error:
        return bad_parameter(request, error)
    means = meaning(asked)
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.saved_search_add(user=_user(request), query=query, **form.cleaned_data)
            return redirect("saved-searches")
        except services.RefusedError as refused:
            form.add_error("name", str(refused))
    same = selectors.saved_searches(request.user).filter(query=query).first()
    shown = typed(form) if form.is_bound else {"name": means.name, "note": ""}
    context = {
        "meaning": means,
        "shown": shown,
        "errors": sentences(form),
        "longest": LONGEST,
        "same": same,
        "back": search_url(asked),
    }
    return render(request, "desk/saved_search_new.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_search(request: HttpRequest, key: str) -> HttpResponse:
    """Its page; POST changes name and note."""
    search = _own(request, key)
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.saved_search_rename(user=_user(request), key=key, **form.cleaned_data)
        return redirect("saved-search", key)
    shown = typed(form) if form.is_bound else {"name": search.name, "note": search.note}
    return _page(request, search, {"shown": shown, "errors": sentences(form)})


@login_required
@require_POST
def saved_search_alert(request: HttpRequest, key: str) -> HttpResponse:
    search = _own(request, key)
    form = AlertForm(request.POST)
    if form.is_valid():
        services.alert_choose(user=_user(request), key=key, **form.cleaned_data)
        return redirect(f"{page_url('saved-search', key)}?set=1#alert")
    shown = {"name": search.name, "note": search.note}
    return _page(request, search, {"shown": shown, "errors": sentences(form)})


@login_required
@require_POST
def saved_search_feed_change(request: HttpRequest, key: str) -> HttpResponse:
    """`withdraw` ends the private feed; otherwise it begins, or gets another address."""
    _own(request, key)
    if "withdraw" in request.POST:
        services.alert_feed_withdraw(user=_user(request), key=key)
    else:
        request.session[SHOWN_ONCE] = [key, services.alert_feed_renew(user=_user(request), key=key)]
    return redirect(f"{page_url('saved-search', key)}#feed")


@login_required
@require_POST
def saved_search_delete(request: HttpRequest, key: str) -> HttpResponse:
    _own(request, key)
    services.saved_search_delete(user=_user(request), key=key)
    return redirect("saved-searches")


@login_required
@require_POST
def saved_search_open(request: HttpRequest, key: str) -> HttpResponse:
    """Mark what is new as seen, and lead to the results, to what was new, or back to the list."""
    search = _own(request, key)
    try:
        asked = saved_request(search.query)
    except ParameterError:
        return redirect("saved-search", key)
    _, before = services.saved_search_open(user=_user(request), key=key)
    match request.POST.get("to", "results"):
        case "news":
            return redirect(f"{page_url('saved-search-news', key)}?after={before}")
        case "list":
            return redirect("saved-searches")
    return redirect(search_url(asked))


@login_required
@require_safe
def saved_search_news(request: HttpRequest, key: str) -> HttpResponse:
    """What arrived after the arrival `after`, by default since the owner's last visit; nothing is marked."""
    search = _own(request, key)
    after = max(whole_number(request.GET.get("after"), search.seen_arrival), 0)
    number = max(whole_number(request.GET.get("page"), 1), 1)
    try:
        asked = saved_request(search.query)
    except ParameterError:
        return redirect("saved-search", key)
    with search_session():
        pks = selectors.new_in(asked, after)
        hits = hits_of(asked, pks[(number - 1) * PER_PAGE : number * PER_PAGE])
    step = f"{page_url('saved-search-news', key)}?after={after}&page="
    context = {
        "search": search,
        "count": len(pks),
        "page": {"hits": hits},
        "first_number": (number - 1) * PER_PAGE + 1,
        "article_query": article_query(asked),
        "previous": f"{step}{number - 1}" if number > 1 else "",
        "next": f"{step}{number + 1}" if number * PER_PAGE < len(pks) else "",
        "is_since_visit": after == search.seen_arrival,
    }
    return render(request, "desk/saved_search_news.html", context)


def _page(request: HttpRequest, search: SavedSearch, context: dict[str, object]) -> HttpResponse:
    """400 where something was filled in wrongly."""
    waiting = selectors.searches_with_waiting_mail(request.user).get(search.pk)
    view = saved_search_view(search, count_new=count_new, waiting=waiting)
    context |= {
        "view": view,
        "search": search,
        "edit_address": f"{page_url('search')}?{search.query}" if search.query else page_url("search"),
        "feed_address": _new_feed_address(request, search),
        "longest": LONGEST,
        "mails": selectors.latest_mails(search),
        "may_mail": may_mail(),
        "has_address": bool(getattr(request.user, "email", "")),
        "rhythms": SavedSearch.Rhythm.choices,
        "hours": AlertForm.base_fields["hour"].choices,  # type: ignore[attr-defined]
        "weekdays": SavedSearch.Weekday.choices,
        "time_zone": settings.TIME_ZONE,
    }
    return render(request, "desk/saved_search.html", context, status=400 if context["errors"] else 200)


def _new_feed_address(request: HttpRequest, search: SavedSearch) -> str:
    """The address of a feed that was just made; "" at any other time, because only the digest of its token is stored."""
    key, token = request.session.pop(SHOWN_ONCE, ("", ""))
    return request.build_absolute_uri(page_url("saved-search-feed", token)) if key == search.key else ""


def _own(request: HttpRequest, key: str) -> SavedSearch:
    """404 for another's, as for none."""
    return get_object_or_404(selectors.saved_searches(request.user), key=key)


def _user(request: HttpRequest) -> AbstractBaseUser:
    if not request.user.is_authenticated:  # `login_required` lets nobody else through
        raise Http404
    return request.user
