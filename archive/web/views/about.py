"""What the archive is: its figures, how dates and names are found, and how to ask for a correction."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.catalog.selectors import about_page, archive_figures
from archive.web.links import page_url


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {"about": about_page(), "figures": archive_figures(), "canonical": page_url("about")}
    return render(request, "about.html", context)
