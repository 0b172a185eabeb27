"""robots.txt, favicon.ico, and the description by which browsers search the archive."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from archive.web.formats.opensearch_description import MEDIA_TYPE, opensearch_description
from archive.web.links import page_url, static_url

ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /api/\nDisallow: /search/\nDisallow: /accounts/\nDisallow: /me/\n"
NOTHING = "User-agent: *\nDisallow: /\n"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers may index articles, but not the endless combinations of search parameters; nothing of an archive for members."""
    content = ROBOTS if settings.ARCHIVE_ACCESS == "public" else NOTHING
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static_url("img/favicon.svg"), permanent=True)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    content = opensearch_description(
        search=request.build_absolute_uri(page_url("search")),
        feed=request.build_absolute_uri(page_url("feed")),
        icon=request.build_absolute_uri(static_url("img/favicon.svg")),
        description=request.build_absolute_uri(page_url("opensearch")),
    )
    return HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
