"""The curators' admin site: Django's admin in Arabic, with the state of the search index on its first page, and with limits
on sign-ins."""

import logging
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, get_script_prefix, path, reverse

from archive import search
from archive.curation.own_addresses import own_address

log = logging.getLogger(__name__)
MAX_FEEDS = 10
"""Feeds in trouble that the first page names."""


class CurationSite(AdminSite):
    site_header = "خِزانة"
    site_title = "خِزانة · الإشراف"
    index_title = "غرفة الإشراف"
    site_url = "/"
    empty_value_display = "—"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from archive.curation.admin.restoring import kept_version, revision_version  # import models, which come later
        from archive.curation.handbook import handbook_page
        from archive.curation.index_page import index_page
        from archive.curation.quick_search import quick_search
        from archive.curation.second_factor import second_factor

        return [
            path("search/", self.admin_view(quick_search), name="quick_search"),
            path("help/", self.admin_view(handbook_page), name="handbook"),
            path("second-factor/", self.admin_view(second_factor), name="second_factor"),
            path("search-index/", self.admin_view(index_page), name="index_page"),
            path("versions/<int:entry>/", self.admin_view(kept_version), name="kept_version"),
            path("versions/revisions/<int:pk>/", self.admin_view(revision_version), name="revision_version"),
            *super().get_urls(),
        ]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The readers' first page is that of the prefix; Django's link to it lacks the last slash."""
        from archive.desk.selectors import second_factor_is_offered

        own = {"site_url": get_script_prefix(), "has_second_factor_page": second_factor_is_offered()}
        return {**super().each_context(request), **own}

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Without a `next`, or with one that is no address of this site, the admin's first page follows.

        429 for an attempt that is refused.
        """
        from archive.curation.sign_in_form import SignInForm  # imports models, which this module comes before
        from archive.desk.sign_in_form import refuse_attempt

        _set_own_next(request)
        self.login_form = SignInForm
        response = super().login(request, extra_context)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if isinstance(form, SignInForm):
            refuse_attempt(response, form.wait)
        return response

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from archive.curation import dashboard  # imports models, which this module comes before
        from archive.curation.queues import waiting_queues

        context = {
            "search_index": index_status_or_none(),
            "feeds_in_trouble": _feeds_in_trouble(request),
            "mails_in_trouble": _mails_in_trouble(request),
            "queues": waiting_queues(request.user),
            "newest_batches": dashboard.newest_batches(request.user),
            "disk": dashboard.disk(request.user),
            "colleagues": dashboard.colleagues_today(request.user),
        }
        return super().index(request, {**context, **(extra_context or {})})


def _feeds_in_trouble(request: HttpRequest) -> list[Any]:
    """Feeds that a person should look at, with their names and health, for those who may see feeds."""
    from archive.ingest.feed_services import feed_health, feed_label, feeds_in_trouble

    if not (request.user.has_perm("ingest.view_feed") or request.user.has_perm("ingest.change_feed")):
        return []
    return [(feed, feed_label(feed), feed_health(feed)) for feed in feeds_in_trouble()[:MAX_FEEDS]]


def _mails_in_trouble(request: HttpRequest) -> dict[str, Any] | None:
    """Mails of alerts that were tried in vain, for whoever keeps accounts (errors may name an address): their number, since when,
    and the latest error."""
    from archive.desk.selectors import mails_in_trouble

    waiting = list(mails_in_trouble()) if request.user.has_perm("auth.change_user") else []
    if not waiting:
        return None
    latest = max(waiting, key=lambda mail: mail.next_attempt_at)
    return {"count": len(waiting), "since": waiting[0].created_at, "error": latest.error}


def _set_own_next(request: HttpRequest) -> None:
    for name in ("GET", "POST"):
        parameters = getattr(request, name).copy()
        if not own_address(parameters.get(REDIRECT_FIELD_NAME, "")):
            parameters.pop(REDIRECT_FIELD_NAME, None)
        setattr(request, name, parameters)
    if REDIRECT_FIELD_NAME not in {*request.GET, *request.POST}:
        request.GET[REDIRECT_FIELD_NAME] = reverse("admin:index")  # type: ignore[index, misc]


def index_status_or_none() -> Any:
    """The state of the index; None where it cannot be read, so that the admin opens anyway."""
    try:
        return search.index_status()
    except Exception:
        log.exception("The state of the index cannot be read")
        return None
