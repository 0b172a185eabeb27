"""What machines ask of a site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /api/\nDisallow: /search/\n"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Articles may be indexed by others; endless combinations of filters may not."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("img/favicon.svg"), permanent=True)
