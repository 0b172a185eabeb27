"""Documents that were cut into articles, or left whole, on weak grounds: a queue, and a page that settles each with one click."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from archive.catalog.models import SplitDoubt
from archive.catalog.services import ArticleChangedError
from archive.curation import services
from archive.curation.admin.accessions import ReadOnlyAdmin
from archive.curation.admin.curated import is_key, may_see_drafts, sees_redacted
from archive.ingest.services import RedactedSplitError, SplitRefusedError

OPEN = SplitDoubt.State.OPEN
SHOWN_ENDS = 4
"""Doubtful lines shown at their beginning and at their end; those between are folded away."""
CHANGED = "تغيّر المقال أو التقسيم بعد أن فتحت الصفحة، فلم يتغير شيء. انظر فيه من جديد."
REFUSED = "لم يعد النص كما كان عند الإدخال، فلا يُقسَّم ولا يُجمع من هنا؛ افتح المقال وعدّله، ثم احسم التقسيم بـ«صحيح»."

REDACTED = "حُجب اسم في المقال أو في المقتطع منه، فلا يُقسَّم ولا يُجمع ما دام الحجب قائمًا؛ تراجع عن الحجب أولًا إن لزم."


def may_decide(request: HttpRequest) -> bool:
    """Who cuts an article in two makes one."""
    return bool(request.user.has_perms(("catalog.change_article", "catalog.add_article")))


class StateFilter(admin.SimpleListFilter):
    """What waits for a decision, unless something else is asked for."""

    title = "الحالة"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(value, label) for value, label in SplitDoubt.State.choices if value != OPEN] + [("all", "الكل")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": OPEN.label}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SplitDoubt]) -> QuerySet[SplitDoubt]:
        if self.value() is None:
            return queryset.filter(pk__in=SplitDoubt.objects.waiting())
        return queryset if self.value() == "all" else queryset.filter(state=self.value())


@admin.register(SplitDoubt)
class SplitDoubtAdmin(ReadOnlyAdmin):
    change_form_template = "admin/catalog/splitdoubt/change_form.html"
    list_display = ("__str__", "made_of_it", "article_link", "origin", "state", "noted_at")
    list_filter = (StateFilter, "is_cut", "batch")
    list_select_related = ("article", "raw_document", "batch")
    search_fields = ("article__title", "raw_document__origin")
    fields = ("article_link", "part_link", "document_link", "noted_at", "batch")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SplitDoubt]:
        """Nothing for those who may not see drafts: an article here may be one. What a redacted article said is for senior
        curators."""
        rows = super().get_queryset(request).defer("raw_document__content")
        if not sees_redacted(request.user):
            rows = rows.exclude(article__is_redacted=True).exclude(part__is_redacted=True)
        return rows if may_see_drafts(request.user) else rows.none()

    @admin.display(description="ما صنعه الأرشيف", ordering="is_cut")
    def made_of_it(self, doubt: SplitDoubt) -> str:
        return "مقالان" if doubt.is_cut else "مقال واحد"

    @admin.display(description="المقال")
    def article_link(self, doubt: SplitDoubt) -> SafeString:
        return _link("catalog_article", doubt.article.pk, doubt.article.display_title)

    @admin.display(description="المقتطع")
    def part_link(self, doubt: SplitDoubt) -> SafeString | str:
        return _link("catalog_article", doubt.part.pk, doubt.part.display_title) if doubt.part else "—"

    @admin.display(description="الوثيقة")
    def origin(self, doubt: SplitDoubt) -> str:
        return doubt.raw_document.origin[:80]

    @admin.display(description="الوثيقة الأصلية")
    def document_link(self, doubt: SplitDoubt) -> SafeString:
        return _link("catalog_rawdocument", doubt.raw_document.pk, doubt.raw_document.origin)

    def get_urls(self) -> list[URLPattern]:
        deciding = path("<str:pk>/decide/", self.admin_site.admin_view(decide), name="catalog_splitdoubt_decide")
        return [deciding, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        doubt = kwargs.get("obj")
        if doubt is not None:
            context |= {"doubt": doubt, "may_decide": may_decide(request), "seen": _seen(doubt)}
            context["runs"] = _runs(doubt)
            context["has_after"] = any(place == "after" for place, _, _ in doubt.lines)
            context["waiting"] = SplitDoubt.objects.waiting().count()
        return super().render_change_form(request, context, *args, **kwargs)


def _runs(doubt: SplitDoubt) -> list[dict[str, Any]]:
    """The lines for the page: those before, in doubt and after, the many in the middle of a long doubt folded away."""
    rows: dict[str, list[tuple[str, int | None]]] = {"before": [], "doubtful": [], "after": []}
    for place, text, number in doubt.lines:
        rows[place].append((text, number))
    doubtful = rows["doubtful"]
    middle = doubtful[SHOWN_ENDS:-SHOWN_ENDS] if len(doubtful) > 2 * SHOWN_ENDS + 1 else []
    head, tail = (doubtful[:SHOWN_ENDS], doubtful[-SHOWN_ENDS:]) if middle else (doubtful, [])
    return [
        {"place": "before", "lines": rows["before"]},
        {"place": "doubtful", "lines": head, "folded": middle, "tail": tail},
        {"place": "after", "lines": rows["after"]},
    ]


def _seen(doubt: SplitDoubt) -> str:
    """What the page showed: a decision on anything else is refused."""
    return f"{doubt.state}:{int(doubt.is_cut)}"


@require_POST
def decide(request: HttpRequest, pk: str) -> HttpResponse:
    """POST `right` (as it is) or `change` (cut in two, or join), with `seen`; then comes the next doubt."""
    if not (may_decide(request) and may_see_drafts(request.user)):
        raise PermissionDenied
    rows = SplitDoubt.objects.select_related("article", "part", "raw_document").defer("raw_document__content")
    doubt = get_object_or_404(rows, pk=pk if is_key(pk) else 0)
    here = reverse("admin:catalog_splitdoubt_change", args=[doubt.pk])
    try:
        if request.POST.get("seen") != _seen(doubt):
            raise ArticleChangedError
        if "change" in request.POST:
            services.split_doubt_change(doubt=doubt, user=request.user)
        else:
            services.split_doubt_confirm(doubt=doubt, user=request.user)
    except (ArticleChangedError, SplitRefusedError) as error:
        is_redacted = isinstance(error, RedactedSplitError)
        refused = REDACTED if is_redacted else REFUSED if isinstance(error, SplitRefusedError) else CHANGED
        messages.error(request, refused)
        return redirect(here)
    label = SplitDoubt.State(doubt.state).label
    messages.success(request, format_html('حُسم «<a href="{}"><bdi>{}</bdi></a>»: {}.', here, doubt, label))
    following = SplitDoubt.objects.waiting().first()
    return (
        redirect("admin:catalog_splitdoubt_change", following.pk)
        if following
        else redirect("admin:catalog_splitdoubt_changelist")
    )


def _link(page: str, pk: int, text: str) -> SafeString:
    return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse(f"admin:{page}_change", args=[pk]), text)
