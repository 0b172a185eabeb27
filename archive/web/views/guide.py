"""The search help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.web.links import page_url
from archive.web.presenters.guide import SECTIONS


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    return render(request, "guide.html", {"sections": SECTIONS, "canonical": page_url("guide")})
