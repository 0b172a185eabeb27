"""Redacted names in the admin: the list, a page for each, and the page that redacts a name after showing every place."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from archive.catalog.models import Article, Redaction
from archive.curation.admin.accessions import ReadOnlyAdmin
from archive.curation.admin.curated import is_key
from archive.curation.admin.redaction_forms import RedactionForm
from archive.curation.redactions import (
    MAX_ARTICLES,
    ArticleChange,
    changes_of,
    names_in,
    printed_forms_of,
    redaction_make,
    redaction_undo,
    related_articles,
)
from archive.curation.roles import MAY_REDACT
from archive.curation.takedowns import redacted_for

CHANGED = "تغيّر شيء مما رأيته منذ عُرض عليك؛ راجع المواضع كما هي الآن، ثم أكّد."
EDITED = "عُدّلت مواضع بعد الحجب، فبقي البديل فيها؛ أصلحها بيدك: {}."
MAX_NAMED = 10


@admin.register(Redaction)
class RedactionAdmin(ReadOnlyAdmin):
    change_form_template = "admin/catalog/redaction/change_form.html"
    change_list_template = "admin/catalog/redaction/change_list.html"
    list_display = ("name", "article_count", "made_at", "made_by", "is_standing")
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    search_fields = ("forms", "reason")
    fields = (
        "form_list", "replacement", "reason", "public_note", "article_list", "made_by", "made_at", "undone_by", "undone_at",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Redaction]:
        return super().get_queryset(request).annotate(article_count=Count("articles", distinct=True))

    @admin.display(description="الاسم")
    def name(self, redaction: Redaction) -> str:
        return str(redaction.forms[0]) if redaction.forms else str(redaction)

    @admin.display(description="المقالات", ordering="article_count")
    def article_count(self, redaction: Redaction) -> int:
        return redaction.article_count  # type: ignore[attr-defined]

    @admin.display(description="قائم", boolean=True)
    def is_standing(self, redaction: Redaction) -> bool:
        return redaction.undone_at is None

    @admin.display(description="صيغ الاسم")
    def form_list(self, redaction: Redaction) -> str:
        return "، ".join(redaction.forms)

    @admin.display(description="المقالات")
    def article_list(self, redaction: Redaction) -> SafeString:
        rows = redaction.articles.select_related("article").order_by("pk")
        shown = (
            (reverse("admin:catalog_article_change", args=[row.article.pk]), row.article.display_title, row.places)
            for row in rows
            if row.article is not None
        )
        item = '<li><a href="{}"><bdi>{}</bdi></a> <span class="quiet">المواضع: {}</span></li>'
        return format_html("<ul>{}</ul>", format_html_join("", item, shown))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("new/", view(redaction_page), name="catalog_redaction_new"),
            path("<str:pk>/undo/", view(undo), name="catalog_redaction_undo"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        redaction = kwargs.get("obj")
        is_standing = redaction is not None and redaction.undone_at is None
        context["may_undo"] = is_standing and request.user.has_perm("catalog.change_redaction")
        return super().render_change_form(request, context, *args, **kwargs)


def redaction_page(request: HttpRequest) -> HttpResponse:
    """GET `articles` (primary keys, comma-separated); POST shows what would change, and with `seen` redacts it."""
    if not request.user.has_perm(MAY_REDACT):
        raise PermissionDenied
    given = _articles((request.POST if request.method == "POST" else request.GET).get("articles", ""))
    form = RedactionForm(request.POST if request.method == "POST" else None, names=names_in(given), articles=given)
    changes: list[ArticleChange] = []
    related: list[Article] = []
    seen = ""
    if request.method == "POST" and form.is_valid():
        chosen, forms = form.chosen_articles(), form.chosen_forms()
        related = related_articles(chosen, forms)
        changes = changes_of(chosen, forms)
        seen = _seen(form.cleaned_data["replacement"], forms, changes)
        if "apply" in request.POST and request.POST.get("seen") == seen and chosen:
            made = redaction_make(redaction=form.redaction(), articles=chosen, user=request.user)
            redacted_for(reference=request.POST.get("request", ""), redaction=made, user=request.user)
            messages.success(request, f"حُجب الاسم (عدد المقالات: {len(chosen)})، ويلحق بها فهرس البحث بعد لحظات.")
            return redirect("admin:catalog_redaction_change", made.pk)
        if "apply" in request.POST:
            messages.warning(request, CHANGED)
    context = {
        **admin.site.each_context(request),
        "title": "حجب اسم",
        "opts": Redaction._meta,
        "form": form,
        "articles": ",".join(str(article.pk) for article in given),
        "request_key": (request.POST or request.GET).get("request", ""),
        "changes": changes,
        "related": related,
        "printed": printed_forms_of(changes),
        "total": sum(change.count for change in changes),
        "seen": seen,
        "max_articles": MAX_ARTICLES,
    }
    return TemplateResponse(request, "admin/catalog/redaction/new.html", context)


@require_POST
def undo(request: HttpRequest, pk: str) -> HttpResponse:
    """The articles say again what was printed."""
    if not request.user.has_perm("catalog.change_redaction"):
        raise PermissionDenied
    redaction = get_object_or_404(Redaction, pk=pk if is_key(pk) else 0)
    edited = redaction_undo(redaction=redaction, user=request.user)
    messages.success(request, "تُراجع عن الحجب، وعاد النص كما طُبع.")
    if edited:
        messages.warning(request, EDITED.format("، ".join(f"«{one.display_title}»" for one in edited[:MAX_NAMED])))
    return redirect("admin:catalog_redaction_change", redaction.pk)


def _articles(value: str) -> list[Article]:
    pks = [int(one) for one in value.split(",") if is_key(one)][:MAX_ARTICLES]
    found = Article.objects.select_related("source").in_bulk(pks)
    return [found[pk] for pk in dict.fromkeys(pks) if pk in found]


def _seen(replacement: str, forms: Sequence[str], changes: Sequence[ArticleChange]) -> str:
    """What the page showed: only that is applied."""
    parts = [
        replacement,
        *forms,
        *(f"{one.article.pk} {one.article.changed_at.isoformat()} {one.count}" for one in changes),
    ]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
