"""The authority file in the admin: entities with their name forms, the log of changes, proposed spelling variants."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join

from archive.catalog.jobs import is_working
from archive.curation import services
from archive.curation.admin.authority_pages import merge_page, split_page
from archive.curation.admin.candidate_queue import CandidateQueue
from archive.curation.admin.curated import CuratedAdmin, is_key
from archive.curation.admin.variant_queue import VariantQueue
from archive.entities.models import AuthorityChange, Entity, NameForm, SpellingVariant
from archive.entities.services import (
    AuthorityConflictError,
    entities_confirm,
    entities_refuse,
    entity_rename,
    spelling_variants_set_state,
)


class NameFormInline(admin.TabularInline):
    model = NameForm
    extra = 1
    fields = ("text", "relation", "is_guarded")
    accessor, related_name, compared, stored_order = "forms", "entity", fields, ("pk",)


@admin.register(Entity)
class EntityAdmin(CuratedAdmin):
    """Entities; those merged into others are not listed, and can be restored from the log of changes."""

    list_display = ("name", "type", "description", "state", "mention_count")
    list_filter = ("state", "type")
    search_fields = ("name", "latin_name", "forms__text", "=wikidata_id")
    inlines = (NameFormInline,)
    readonly_fields = ("key", "state")
    actions = ("merge", "confirm", "refuse")
    change_form_template = "admin/entities/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        split = path("<path:pk>/split/", self.admin_site.admin_view(split_page), name="entities_entity_split")
        queue = path("queue/", self.admin_site.admin_view(CandidateQueue(self).page), name="entities_entity_queue")
        return [split, queue, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entity]:
        standing = super().get_queryset(request).filter(merged_into=None)
        return standing.annotate(mention_count=Count("mentions", distinct=True))

    def successor(self, object_id: str) -> Entity | None:
        merged = Entity.objects.filter(pk=object_id if is_key(object_id) else 0).select_related("merged_into").first()
        return merged and merged.merged_into

    @admin.display(description="مواضع الذكر", ordering="mention_count")
    def mention_count(self, entity: Entity) -> int:
        return entity.mention_count  # type: ignore[attr-defined]

    @admin.action(description="دمج: عَلَم واحد بأسماء عدة", permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Entity]) -> HttpResponse | None:
        return merge_page(request, queryset)

    @admin.action(description="تأكيد المرشَّحين: أعلام معروفون", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        self._decide(request, queryset, entities_confirm, "أُكّد {}؛ تُعرف أسماؤهم من الآن.")

    @admin.action(description="رفض المرشَّحين: ليسوا أعلامًا", permissions=["change"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        message = "رُفض {}؛ لن تُعرض مواضعهم ولن يُقترحوا ثانية."
        self._decide(request, queryset, entities_refuse, message)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Entity], service: Any, message: str) -> None:
        rows = list(Entity.objects.filter(pk__in=queryset))
        try:
            with self.recorded(request, rows):
                change = service(entities=rows, by=request.user.get_username())
        except AuthorityConflictError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, message.format(change.label))

    def save_model(self, request: HttpRequest, obj: Entity, form: Any, change: bool) -> None:
        """A new preferred name goes through `entity_rename`, which records it for undoing."""
        name = obj.name
        if change and "name" in form.changed_data:
            obj.name = form.initial["name"]
        super().save_model(request, obj, form, change)
        if name != obj.name:
            entity_rename(entity=obj, name=name, by=request.user.get_username())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Keep the preferred name among the forms, by which the entity is recognised; analyse articles again after commit."""
        super().save_related(request, form, formsets, change)
        entity: Entity = form.instance
        entity.forms.get_or_create(text=entity.name)
        if change and "type" in form.changed_data:
            services.entity_reindex(entity=entity)
        if not change or "name" in form.changed_data or any(formset.has_changed() for formset in formsets):
            transaction.on_commit(lambda: self._reread(request, entity))

    def _reread(self, request: HttpRequest, entity: Entity) -> None:
        count = services.entity_reread(entity=entity)
        if count is not None:
            messages.info(request, f"أُعيدت قراءة الأسماء في المقالات المعنية، وعددها {count}.")
        elif is_working():
            messages.info(request, "تُعاد قراءة الأسماء في المقالات المعنية في الخلفية، فهي كثيرة؛ تظهر تباعًا.")
        else:
            messages.warning(
                request,
                "المقالات المعنية كثيرة، وتُعاد قراءة الأسماء فيها في الخلفية؛ لكن العملية الخلفية متوقفة، فتنتظر حتى تُشغَّل"
                " بالأمر manage.py work.",
            )

    def delete_model(self, request: HttpRequest, obj: Entity) -> None:
        services.entities_delete(entities=Entity.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        services.entities_delete(entities=Entity.objects.filter(pk__in=queryset.values("pk")))


class UndoneFilter(admin.SimpleListFilter):
    title = "التراجع"
    parameter_name = "undone"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> tuple[tuple[str, str], ...]:
        return ("no", "قائم"), ("yes", "تُراجع عنه")

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuthorityChange]) -> QuerySet[AuthorityChange]:
        return queryset.filter(undone_at__isnull=self.value() == "no") if self.value() else queryset


@admin.register(AuthorityChange)
class AuthorityChangeAdmin(CuratedAdmin):
    """The log of merges, splits, renamings and decisions; the latest change of an entity can be undone."""

    list_display = ("kind", "label", "named", "by", "made_at", "undone_at")
    list_filter = ("kind", UndoneFilter)
    search_fields = ("label", "by")
    fields = ("kind", "label", "named", "by", "made_at", "undone_at")
    readonly_fields = fields
    actions = ("undo",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A record of what happened: nothing to save."""
        context = {**(extra_context or {}), "show_save": False, "show_save_and_continue": False}
        return super().change_view(request, object_id, form_url, context)

    @admin.display(description="الأعلام")
    def named(self, change: AuthorityChange) -> str:
        standing = change.entities.filter(merged_into=None)[:5]
        links = [(reverse("admin:entities_entity_change", args=[entity.pk]), entity.name) for entity in standing]
        return format_html_join("، ", '<a href="{}"><bdi>{}</bdi></a>', links)

    @admin.action(description="تراجع عن هذه التغييرات، من الأحدث", permissions=["change"])
    def undo(self, request: HttpRequest, queryset: QuerySet[AuthorityChange]) -> None:
        for change in queryset.order_by("-pk"):
            try:
                services.authority_change_undo(change=change, user=request.user)
            except AuthorityConflictError as error:
                messages.error(request, f"{change}: {error}")
            else:
                messages.success(request, f"تُراجع عن: {change}")


@admin.register(SpellingVariant)
class SpellingVariantAdmin(CuratedAdmin):
    """Proposed pairs of spellings; searches use a curator's decision at once."""

    list_display = ("one", "other", "distance", "context_similarity", "state")
    list_filter = ("state",)
    search_fields = ("one", "other")
    fields = ("one", "other", "distance", "context_similarity", "state")
    readonly_fields = ("one", "other", "distance", "context_similarity")
    actions = ("confirm", "refuse")
    list_per_page = 50

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(VariantQueue(self).page)
        return [path("queue/", page, name="entities_spellingvariant_queue"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.action(description="تأكيد: رسمان لاسم واحد", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[SpellingVariant]) -> None:
        count = self._set_state(request, queryset, "confirmed")
        self.message_user(request, f"أُكّدت أزواج عددها {count}؛ يُبحث عن رسمَي كلٍّ منها معًا.", messages.SUCCESS)

    @admin.action(description="رفض: اسمان مختلفان", permissions=["change"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[SpellingVariant]) -> None:
        count = self._set_state(request, queryset, "refused")
        self.message_user(request, f"رُفضت أزواج عددها {count}؛ لن يُجمع بينها في البحث.", messages.SUCCESS)

    def _set_state(self, request: HttpRequest, queryset: QuerySet[SpellingVariant], state: str) -> int:
        rows = list(queryset)
        with self.recorded(request, rows):
            return spelling_variants_set_state(variants=SpellingVariant.objects.filter(pk__in=queryset), state=state)
