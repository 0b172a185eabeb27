"""The curators' admin site: Django's admin in Arabic, with the state of the search index on its first page."""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import Resolver404, URLPattern, URLResolver, path, resolve

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

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """A `next` that is no address of this site leads to the first page, not to a page that does not exist."""
        for parameters in ("GET", "POST"):
            setattr(request, parameters, _without_odd_next(getattr(request, parameters)))
        return super().login(request, extra_context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"search_index": index_status_or_none(), **(extra_context or {})})


def _without_odd_next(parameters: QueryDict) -> QueryDict:
    address = parameters.get(REDIRECT_FIELD_NAME)
    if not address or _is_own(address):
        return parameters
    parameters = parameters.copy()
    del parameters[REDIRECT_FIELD_NAME]
    return parameters


def _is_own(address: str) -> bool:
    """Whether this is the path of a page of the site, with or without a query."""
    if not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
        return False
    try:
        resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return False
    return True


def index_status_or_none() -> Any:
    """The state of the index; None where it cannot be read, so that the admin opens anyway."""
    try:
        return search.index_status()
    except Exception:
        log.exception("The state of the index cannot be read")
        return None
