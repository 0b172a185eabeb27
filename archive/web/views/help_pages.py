"""The help for journalists."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.web.links import page_url
from archive.web.presenters.help_pages import BY_KEY, PAGES


@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    return render(request, "help_index.html", {"pages": PAGES, "canonical": page_url("help")})


@require_safe
def help_page(request: HttpRequest, key: str) -> HttpResponse:
    if (page := BY_KEY.get(key)) is None:
        raise Http404
    context = {"pages": PAGES, "page": page, "canonical": page_url("help-page", key)}
    return render(request, "help_page.html", context)
