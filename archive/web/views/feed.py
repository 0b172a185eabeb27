"""A search as an Atom feed, the latest accessions first unless the search has a sort order: what comes in late is news, too."""

import datetime as dt

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.search import SearchRequest, search
from archive.web.conditional import conditional
from archive.web.formats.atom import ResultFeed, feed_id
from archive.web.links import article_url
from archive.web.query_string import ParameterError, parse_request, query_string, search_url, with_changes
from archive.web.views.errors import plain_refusal
from archive.web.views.hidden_filters import check_filters

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@require_safe
@conditional
def feed(request: HttpRequest) -> HttpResponse:
    """No Last-Modified: what is withdrawn leaves a feed without a newer entry.

    Articles kept from search engines are left out: feeds are copied and indexed elsewhere, and their entries ask nobody not to.
    """
    try:
        asked = parse_request(request.GET)
    except ParameterError as error:
        return plain_refusal(str(error))
    check_filters(asked)
    page = search(with_changes(asked, page=asked.page, cursor=asked.cursor, sort=asked.sort or "added", facets=()))
    visible = Article.objects.published().filter(pk__in=[hit.pk for hit in page.hits], noindex=False)
    changed_at = dict(visible.values_list("pk", "changed_at"))
    atom = ResultFeed(
        feed_title(asked),
        page=request.build_absolute_uri(search_url(asked)),
        address=request.build_absolute_uri(search_url(asked, view="feed")),
        guid=feed_id(query_string(asked)),
        changed_at=EPOCH if changed_at else _last_change(),
    )
    for hit in page.hits:
        if hit.pk in changed_at:
            atom.add_hit(hit, request.build_absolute_uri(article_url(hit.key)), changed_at[hit.pk])
    return HttpResponse(atom.writeString("utf-8").encode(), content_type="application/atom+xml; charset=utf-8")


def feed_title(asked: SearchRequest) -> str:
    return f"خِزانة: {asked.q}" if asked.q else "خِزانة: أحدث المقالات"


def _last_change() -> dt.datetime:
    """The time of a feed without entries."""
    return Article.objects.published().aggregate(time=Max("changed_at"))["time"] or EPOCH
