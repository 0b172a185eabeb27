"""Deleted articles in the admin: imports leave them out until a curator lets them come back."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.catalog.models import Tombstone
from archive.curation import services
from archive.curation.admin.accessions import ReadOnlyAdmin
from archive.curation.admin.curated import may_see_drafts
from archive.curation.history import changes_recorded


@admin.register(Tombstone)
class TombstoneAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "deleted_at", "raw_document_link")
    list_select_related = ("raw_document",)
    search_fields = ("title", "=import_key")
    fields = ("title", "import_key", "deleted_at", "raw_document_link")
    actions = ("let_come_back",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tombstone]:
        """Nothing for those who may not see drafts: a deleted article may have been one."""
        rows = super().get_queryset(request)
        return rows if may_see_drafts(request.user) else rows.none()

    @admin.display(description="الوثيقة الأصلية")
    def raw_document_link(self, tombstone: Tombstone) -> SafeString | str:
        if tombstone.raw_document is None:
            return "—"
        address = reverse("admin:catalog_rawdocument_change", args=[tombstone.raw_document.pk])
        return format_html('<a href="{}">{}</a>', address, tombstone.raw_document.origin)

    def has_restore_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("catalog.delete_tombstone"))

    @admin.action(description="السماح بعودة المقالات المحددة", permissions=["restore"])
    def let_come_back(self, request: HttpRequest, queryset: QuerySet[Tombstone]) -> None:
        with changes_recorded(request.user, queryset, "سُمح بعودته عند الإدخال التالي."):
            count = services.tombstones_lift(tombstones=queryset)
        messages.success(request, f"لم تعد محذوفة (العدد: {count})؛ تعود عند الإدخال التالي لملفاتها.")
