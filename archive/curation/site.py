"""The curators' admin site: Django's admin in Arabic, with the state of the search index on its first page."""

import logging
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from archive import search

log = logging.getLogger(__name__)


class CurationSite(AdminSite):
    site_header = "خِزانة"
    site_title = "خِزانة · الإشراف"
    index_title = "غرفة الإشراف"
    site_url = "/"
    empty_value_display = "—"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from archive.curation.index_page import index_page  # imports models, which this module comes before

        return [path("search-index/", self.admin_view(index_page), name="index_page"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"search_index": index_status_or_none(), **(extra_context or {})})


def index_status_or_none() -> Any:
    """The state of the index; None where it cannot be read, so that the admin opens anyway."""
    try:
        return search.index_status()
    except Exception:
        log.exception("The state of the index cannot be read")
        return None
