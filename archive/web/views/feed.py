"""A search as an Atom feed, newest hits first unless the search has a sort order.

Characters that XML 1.0 does not allow are removed.
"""

import datetime as dt
import re

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.catalog.selectors import is_after_tomorrow
from archive.search import Hit, SearchRequest, search
from archive.web.links import article_url, page_url
from archive.web.query_string import ParameterError, parse_request, query_string, search_url, with_changes
from archive.web.views.errors import bad_parameter

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    try:
        asked = parse_request(request.GET)
    except ParameterError as error:
        return bad_parameter(request, str(error))
    page = search(with_changes(asked, page=asked.page, sort=asked.sort or "newest", facets=()))
    atom = Atom1Feed(
        title=feed_title(asked),
        link=request.build_absolute_uri(search_url(asked)),
        description=None,
        language="ar",
        author_name="خِزانة",
        feed_url=request.build_absolute_uri(search_url(asked, view="feed")),
        feed_guid=request.build_absolute_uri(f"{page_url('feed')}?{query_string(asked)}"),
    )
    visible = Article.objects.published().filter(pk__in=[hit.pk for hit in page.hits])
    recorded = dict(visible.values_list("pk", "changed_at"))
    for hit in page.hits:
        if hit.pk in recorded:
            _add(atom, hit, request.build_absolute_uri(article_url(hit.key)), recorded[hit.pk])
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def feed_title(asked: SearchRequest) -> str:
    return f"خِزانة: {asked.q}" if asked.q else "خِزانة: أحدث المقالات"


def _add(atom: Atom1Feed, hit: Hit, address: str, changed_at: dt.datetime) -> None:
    """One entry. A month or year is dated to its first day; an undated article has no publication date."""
    published = None
    if hit.date and not is_after_tomorrow(hit.date):
        year, month, day = (*(int(part) for part in hit.date.split("-")), 1, 1)[:3]
        published = dt.datetime(year, month, day, tzinfo=dt.UTC)
    atom.add_item(
        title=_NOT_XML.sub("", hit.title),
        link=address,
        unique_id=address,
        description=_NOT_XML.sub("", hit.snippet),
        author_name=_NOT_XML.sub("", hit.source_name or "") or None,
        pubdate=published,
        updateddate=published or changed_at,
    )
