"""Records held back because they bear an article's key and read as another one: a curator decides what becomes of each."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.catalog.models import Article, Collision
from archive.curation import services
from archive.curation.admin.accessions import ReadOnlyAdmin
from archive.curation.admin.curated import may_see_drafts, sees_redacted
from archive.curation.history import history_add

MAX_SHOWN_CHARS = 2_000


@admin.register(Collision)
class CollisionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "article_link", "opening", "state", "noted_at", "batch")
    list_filter = ("state", "batch")
    list_select_related = ("article", "batch")
    search_fields = ("title", "article__title", "=import_key")
    fields = (
        "reason", "title", "record_text", "raw_document_link", "article_link", "article_text", "state", "own_article_link",
        "noted_at", "batch", "import_key",
    )  # fmt: skip
    actions = ("accept_as_revision", "add_as_own_article", "refuse")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collision]:
        """Nothing for those who may not see drafts: an article here may be one. What a redacted article said is for senior
        curators."""
        rows = super().get_queryset(request)
        if not sees_redacted(request.user):
            rows = rows.exclude(article__is_redacted=True)
        return rows if may_see_drafts(request.user) else rows.none()

    @admin.display(description="السبب")
    def reason(self, collision: Collision) -> str:
        return "مفتاحه مفتاح مقال قائم، وعنوانه غير عنوانه، وأقل من نصف الكلمات مشترك؛ فلم يُكتب فوقه."

    @admin.display(description="أول السجل")
    def opening(self, collision: Collision) -> str:
        return _printed(collision)[:120]

    @admin.display(description="نص السجل")
    def record_text(self, collision: Collision) -> SafeString:
        return _shown(_printed(collision))

    @admin.display(description="نص المقال القائم")
    def article_text(self, collision: Collision) -> SafeString:
        return _shown("\n".join(collision.article.paragraphs.values_list("text", flat=True)))

    @admin.display(description="المقال القائم")
    def article_link(self, collision: Collision) -> SafeString:
        return _link(collision.article)

    @admin.display(description="المقال المضاف")
    def own_article_link(self, collision: Collision) -> SafeString | str:
        return _link(collision.own_article) if collision.own_article else "—"

    @admin.display(description="الوثيقة الأصلية")
    def raw_document_link(self, collision: Collision) -> SafeString:
        address = reverse("admin:catalog_rawdocument_change", args=[collision.raw_document.pk])
        return format_html('<a href="{}">{}</a>', address, collision.raw_document.origin)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("catalog.change_article"))

    def has_add_own_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("catalog.add_article"))

    @admin.action(description="قبول السجلات المحددة نسخًا أحدث من مقالاتها", permissions=["decide"])
    def accept_as_revision(self, request: HttpRequest, queryset: QuerySet[Collision]) -> None:
        self._decide(request, queryset, Collision.State.REVISION)

    @admin.action(description="إضافة السجلات المحددة مقالات مستقلة", permissions=["add_own"])
    def add_as_own_article(self, request: HttpRequest, queryset: QuerySet[Collision]) -> None:
        self._decide(request, queryset, Collision.State.OWN)

    @admin.action(description="رفض السجلات المحددة", permissions=["decide"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[Collision]) -> None:
        self._decide(request, queryset, Collision.State.REFUSED)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Collision], state: Collision.State) -> None:
        chosen = list(
            queryset.select_related("article", "raw_document", "batch")
        )  # a filtered list loses what is decided
        waiting = [collision for collision in chosen if collision.state == Collision.State.OPEN]
        for collision in waiting:
            services.collision_decide(collision=collision, state=state)
            history_add(request.user, [collision.article], f"سجل بالمفتاح نفسه «{collision}»: {state.label}.")
        messages.success(request, f"{state.label} (العدد: {len(waiting)}).")
        if left := len(chosen) - len(waiting):
            messages.info(request, f"حُسم من قبل، ولم يتغير (العدد: {left}).")


def _printed(collision: Collision) -> str:
    return "\n".join(text for _, text in collision.record.get("paragraphs", ()))


def _shown(text: str) -> SafeString:
    return format_html('<div dir="auto" class="printed">{}</div>', text[:MAX_SHOWN_CHARS])


def _link(article: Article) -> SafeString:
    address = reverse("admin:catalog_article_change", args=[article.pk])
    return format_html('<a href="{}">{}</a>', address, article.display_title)
