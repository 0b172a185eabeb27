"""The page about the JSON API, for people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.web.links import page_url
from archive.web.presenters.api_guide import endpoint_views, examples
from archive.web.views.errors import site_of


@require_safe
def api_guide(request: HttpRequest) -> HttpResponse:
    context = {
        "endpoints": endpoint_views(),
        "examples": examples(site_of(request)),
        "canonical": page_url("api-guide"),
    }
    return render(request, "api_guide.html", context)
