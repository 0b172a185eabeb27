"""Outside of sign-in, by secret addresses: the private feed of a saved search, and the end of its mails."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from archive.desk import selectors, services
from archive.search import SearchRequest, hits_of
from archive.web.formats.alert_mail import unsubscribed_key
from archive.web.formats.atom import TAG, ResultFeed
from archive.web.links import article_url, page_url
from archive.web.presenters.saved_search import saved_request
from archive.web.query_string import ParameterError


@require_safe
def saved_search_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the alert found, the latest first; each article once ever. What was withdrawn is left out while it is."""
    search = selectors.search_of_feed(token)
    if search is None:
        raise Http404
    found_at = {find.article_pk: find.found_at for find in selectors.finds_of_feed(search)}
    try:
        asked = saved_request(search.query)
    except ParameterError:  # it meant something when the articles were found
        asked = SearchRequest()
    atom = ResultFeed(
        f"خِزانة، {search.name}",
        page=request.build_absolute_uri(page_url("saved-search-news", search.key)),
        address=request.build_absolute_uri(),
        guid=f"{TAG}saved-searches/{search.key}",
        changed_at=search.created_at,
    )
    for hit in hits_of(asked, list(found_at)):
        atom.add_hit(hit, request.build_absolute_uri(article_url(hit.key)), found_at[hit.pk])
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def alert_unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks; POST ends the mails of a saved search, as mail programs do by one click (RFC 8058)."""
    key = unsubscribed_key(token)
    if key is None:
        raise Http404
    if request.method == "POST":
        services.alert_unsubscribe(key=key)
    return render(request, "desk/unsubscribe.html", {"is_done": request.method == "POST"})
