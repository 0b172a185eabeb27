"""Requests of readers in the admin: the queue, a page for each with its decision, and the log of decisions."""

import csv
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from archive.catalog.models import TakedownDecision, TakedownRequest
from archive.catalog.services import takedown_erase
from archive.curation.admin.accessions import ReadOnlyAdmin
from archive.curation.admin.curated import is_key, may_see_drafts
from archive.curation.admin.takedown_forms import TakedownDecisionForm, redaction_address
from archive.curation.history import history_add
from archive.curation.takedowns import decide, may_decide, may_send_mail
from archive.text import csv_cell

MAY_ERASE = "catalog.delete_takedownrequest"
LOG_COLUMNS = ("الرقم المرجعي", "وصل", "النوع", "مفتاح المقال", "القرار", "السبب", "من", "متى", "أُجيب صاحبه")


@admin.register(TakedownRequest)
class TakedownRequestAdmin(ReadOnlyAdmin):
    change_form_template = "admin/catalog/takedownrequest/change_form.html"
    list_display = ("reference", "kind", "article_title", "received_at", "state", "last_decision")
    list_filter = ("state", "kind")
    list_select_related = ("article",)
    search_fields = ("reference", "article__title", "article__key", "name", "email")
    fields = (
        "reference", "kind", "article_link", "article_state", "text", "name", "email", "received_at", "state",
        "decision_list", "erased_at",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[TakedownRequest]:
        """Nothing for those who may not see drafts: an article here may be one."""
        rows = super().get_queryset(request)
        return rows if may_see_drafts(request.user) else rows.none()

    @admin.display(description="المقال")
    def article_title(self, request: TakedownRequest) -> str:
        return request.article.display_title[:80] if request.article else "—"

    @admin.display(description="المقال")
    def article_link(self, request: TakedownRequest) -> SafeString | str:
        if request.article is None:
            return (
                format_html('كُتب عنه: <bdi dir="auto">{}</bdi>', request.article_given)
                if request.article_given
                else "—"
            )
        address = reverse("admin:catalog_article_change", args=[request.article.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, request.article.display_title)

    @admin.display(description="حاله الآن")
    def article_state(self, request: TakedownRequest) -> str:
        article = request.article
        if article is None:
            return "—"
        marks = ["بعيد عن محركات البحث"] * article.noindex + ["حُجب فيه اسم"] * article.is_redacted
        return "، ".join([article.get_state_display(), *marks])

    @admin.display(description="آخر قرار")
    def last_decision(self, request: TakedownRequest) -> str:
        last = request.decisions.first()
        return last.get_action_display() if last else "—"

    @admin.display(description="القرارات")
    def decision_list(self, request: TakedownRequest) -> SafeString | str:
        return decisions_shown(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<str:pk>/decide/", view(decide_page), name="catalog_takedownrequest_decide"),
            path("<str:pk>/erase/", view(erase), name="catalog_takedownrequest_erase"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        found = kwargs.get("obj")
        if found is not None:
            refused = getattr(request, "decision_form", None)
            context["decision_form"] = (
                (refused or TakedownDecisionForm(user=request.user, request=found))
                if may_decide(request.user)
                else None
            )
            context["redaction_address"] = redaction_address(request.user, found)
            is_settled = found.state == TakedownRequest.State.DECIDED and found.erased_at is None
            context["may_erase"] = is_settled and request.user.has_perm(MAY_ERASE)
            context["may_send"] = may_send_mail() and bool(found.email)
        return super().render_change_form(request, context, *args, **kwargs)


def decisions_shown(request: TakedownRequest) -> SafeString | str:
    rows = list(request.decisions.all())
    if not rows:
        return "—"
    items = [
        format_html(
            "<li>{} <span class='quiet'>{}، {}</span>: {}{}</li>",
            row.get_action_display(),
            row.decided_by,
            localtime(row.decided_at).strftime("%Y-%m-%d %H:%M"),
            row.reason,
            " (أُجيب صاحبه)" if row.answered_at else "",
        )
        for row in rows
    ]
    return format_html("<ul>{}</ul>", SafeString("".join(items)))


@require_POST
def decide_page(request: HttpRequest, pk: str) -> HttpResponse:
    """A decision with its reason; the request's page again, with what was typed, where the form is incomplete."""
    if not may_decide(request.user):
        raise PermissionDenied
    found = get_object_or_404(TakedownRequest.objects.select_related("article"), pk=pk if is_key(pk) else 0)
    here = reverse("admin:catalog_takedownrequest_change", args=[found.pk])
    form = TakedownDecisionForm(request.POST, user=request.user, request=found)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        request.decision_form, request.method = form, "GET"  # type: ignore[attr-defined]
        return admin.site.get_model_admin(TakedownRequest).change_view(request, str(found.pk))
    decision, said = decide(request=found, user=request.user, **form.cleaned_data)
    messages.success(request, f"سُجّل القرار: {decision.get_action_display()}.")
    if said:
        messages.warning(request, said)
    if decision.action == TakedownDecision.Action.CORRECTED and found.article is not None:
        return redirect("admin:catalog_article_change", found.article.pk)
    return redirect(here)


@require_POST
def erase(request: HttpRequest, pk: str) -> HttpResponse:
    """Forget who asked, and the words, before the time is up."""
    if not request.user.has_perm(MAY_ERASE):
        raise PermissionDenied
    found = get_object_or_404(TakedownRequest, pk=pk if is_key(pk) else 0)
    try:
        takedown_erase(request=found)
    except ValueError:
        messages.error(request, "لم يُحسم الطلب بعد، فلا تُمحى بياناته.")
    else:
        history_add(request.user, [found], "مُحيت بيانات صاحب الطلب.")
        messages.success(request, "مُحي اسم صاحب الطلب وبريده وكلامه، وبقي القرار.")
    return redirect("admin:catalog_takedownrequest_change", found.pk)


@admin.register(TakedownDecision)
class TakedownDecisionAdmin(ReadOnlyAdmin):
    change_list_template = "admin/catalog/takedowndecision/change_list.html"
    list_display = ("request", "action", "reason", "decided_by", "decided_at", "answered_at")
    list_filter = ("action", "decided_by")
    list_select_related = ("request",)
    search_fields = ("request__reference", "reason", "article_key")
    date_hierarchy = "decided_at"
    fields = ("request", "action", "reason", "article_key", "redaction", "decided_by", "decided_at", "answered_at")

    def get_urls(self) -> list[URLPattern]:
        log = path("log.csv", self.admin_site.admin_view(log_csv), name="catalog_takedowndecision_log")
        return [log, *super().get_urls()]


@require_safe
def log_csv(request: HttpRequest) -> HttpResponse:
    """All decisions, the newest first, without personal data of those who asked."""
    if not request.user.has_perm("catalog.view_takedowndecision"):
        raise PermissionDenied
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="khizana-decisions.csv"'
    response.write("\ufeff")
    table = csv.writer(response)
    table.writerow(LOG_COLUMNS)
    for row in TakedownDecision.objects.select_related("request").iterator(500):
        values = (
            row.request.reference,
            localtime(row.request.received_at).isoformat(timespec="minutes"),
            row.request.get_kind_display(),
            row.article_key,
            row.get_action_display(),
            row.reason,
            row.decided_by,
            localtime(row.decided_at).isoformat(timespec="minutes"),
            localtime(row.answered_at).isoformat(timespec="minutes") if row.answered_at else "",
        )
        table.writerow(map(csv_cell, values))
    return response
