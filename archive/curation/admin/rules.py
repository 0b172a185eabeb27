"""The rules of the archive in the admin: what curators decided for all that comes, how much each touched, and taking it back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from archive.curation.admin.curated import CuratedAdmin, may_see_drafts, sees_redacted
from archive.curation.rule_decisions import rule_take_back
from archive.ingest.models import Rule

MAX_SHOWN_CHARS = 80
MAX_ARTICLES = 50
"""Articles that the page of a rule names."""


class StandingFilter(admin.SimpleListFilter):
    title = "الحال"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("undone", "تُراجع عنها"), ("all", "الكل")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": "قائمة"}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Rule]) -> QuerySet[Rule]:
        if self.value() == "all":
            return queryset
        return queryset.filter(undone_at__isnull=self.value() != "undone")


@admin.register(Rule)
class RuleAdmin(CuratedAdmin):
    """Nothing but the reason is written here: rules are made where the decision is."""

    list_display = ("kind", "about", "answer", "article_count", "made_by", "made_at", "reason", "undone_at")
    list_display_links = ("about",)
    list_filter = (StandingFilter, "kind", "made_by")
    list_select_related = ("source", "meant_source", "entity", "made_by")
    search_fields = ("text", "source__name", "entity__name", "reason")
    list_per_page = 50
    fields = (
        "kind", "about", "answer", "article_list", "made_by", "made_at", "reason", "undone_by", "undone_at",
    )  # fmt: skip
    readonly_fields = ("kind", "about", "answer", "article_list", "made_by", "made_at", "undone_by", "undone_at")
    actions = ("undo",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        """Nothing for those who may not see drafts: a rule may quote one. What a redacted article said is for senior curators."""
        rows = super().get_queryset(request)
        if not sees_redacted(request.user):
            rows = rows.exclude(pk__in=Rule.articles.through.objects.filter(article__is_redacted=True).values("rule"))
        return rows.annotate(touched=Count("articles")) if may_see_drafts(request.user) else rows.none()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An undone rule stays listed. Rules go with their source or entity."""
        return False

    @admin.display(description="القاعدة")
    def about(self, rule: Rule) -> SafeString:
        said = Truncator(rule.text).chars(MAX_SHOWN_CHARS)
        scope = f"لكل ما يأتي من {rule.source}" if rule.source else "لمقال واحد" if rule.article_key else "لكل ما يأتي"
        return format_html('<bdi>{}</bdi> <span class="quiet">{}</span>', said, scope)

    @admin.display(description="ما تقوله")
    def answer(self, rule: Rule) -> str:
        if rule.kind == Rule.Kind.NAME_FORM:
            return str(rule.entity) if rule.entity else "ليس اسمًا"
        return str(rule.meant_source) if rule.meant_source else "—"

    @admin.display(description="المقالات", ordering="touched")
    def article_count(self, rule: Rule) -> int:
        return rule.touched  # type: ignore[attr-defined]

    @admin.display(description="ما طُبّقت عليه")
    def article_list(self, rule: Rule) -> SafeString:
        shown = rule.articles.order_by("-pk")[:MAX_ARTICLES]
        links = [
            format_html(
                '<li><a href="{}"><bdi>{}</bdi></a></li>',
                reverse("admin:catalog_article_change", args=[article.pk]),
                article.display_title,
            )
            for article in shown
        ]
        return format_html("<p>{}</p><ul>{}</ul>", rule.articles.count(), SafeString("".join(links)))

    @admin.action(description="تراجع: لا تُطبَّق بعد الآن، وما حسمَته ينتظر من جديد", permissions=["change"])
    def undo(self, request: HttpRequest, queryset: QuerySet[Rule]) -> None:
        for rule in Rule.objects.filter(pk__in=queryset.values("pk")):
            if rule_take_back(user=request.user, rule=rule):
                messages.success(request, f"تُراجع عن: {rule}")
            else:
                messages.warning(request, f"تُراجع عنها من قبل: {rule}")
