"""robots.txt and favicon.ico."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from archive.web.links import static_url

ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /api/\nDisallow: /search/\n"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers may index articles, but not the endless combinations of search parameters."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static_url("img/favicon.svg"), permanent=True)
