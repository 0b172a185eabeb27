"""The authority file in the curators' admin: entities with their name forms."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from archive.curation import services
from archive.entities.models import Entity, NameForm, SpellingVariant
from archive.entities.variant_services import spelling_variants_set_state


class NameFormInline(admin.TabularInline):
    model = NameForm
    extra = 1
    fields = ("text", "relation", "is_guarded")


@admin.register(Entity)
class EntityAdmin(admin.ModelAdmin):
    list_display = ("name", "type", "description", "state", "mention_count")
    list_filter = ("state", "type")
    search_fields = ("name", "latin_name", "forms__text", "=wikidata_id")
    inlines = (NameFormInline,)
    readonly_fields = ("key", "state")
    actions = ("confirm", "refuse")

    @admin.action(description="تأكيد المرشَّحين: أعلام معروفون", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        count = services.candidates_confirm(entities=queryset)
        self.message_user(request, f"أُكّد مرشَّحون عددهم {count}؛ تُعرف أسماؤهم من الآن.", messages.SUCCESS)

    @admin.action(description="رفض المرشَّحين: ليسوا أعلامًا", permissions=["change"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        count = services.candidates_refuse(entities=queryset)
        self.message_user(request, f"رُفض مرشَّحون عددهم {count}؛ لن تُعرض مواضعهم ولن يُقترحوا ثانية.", messages.SUCCESS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entity]:
        return super().get_queryset(request).annotate(mention_count=Count("mentions", distinct=True))

    @admin.display(description="مواضع الذكر", ordering="mention_count")
    def mention_count(self, entity: Entity) -> int:
        return entity.mention_count  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The preferred name is always one of the forms, else the entity would not be found by it."""
        super().save_related(request, form, formsets, change)
        entity: Entity = form.instance
        entity.forms.get_or_create(text=entity.name)
        if change and "type" in form.changed_data:
            services.entity_reindex(entity=entity)
        if not change or "name" in form.changed_data or any(formset.has_changed() for formset in formsets):
            count = services.entity_reread(entity=entity)
            more = " (الحد الأعلى؛ يُقرأ الباقي عند إعادة إدخاله)" if count >= services.MOST_REREAD else ""
            messages.info(request, f"أُعيدت قراءة الأسماء في المقالات المعنية، وعددها {count}{more}.")

    def delete_model(self, request: HttpRequest, obj: Entity) -> None:
        services.entities_delete(entities=Entity.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        services.entities_delete(entities=Entity.objects.filter(pk__in=queryset.values("pk")))


@admin.register(SpellingVariant)
class SpellingVariantAdmin(admin.ModelAdmin):
    """Pairs that the archive proposes: a curator says which spell one name. Searches heed it at once."""

    list_display = ("one", "other", "distance", "company", "state")
    list_filter = ("state",)
    search_fields = ("one", "other")
    fields = ("one", "other", "distance", "company", "state")
    readonly_fields = ("one", "other", "distance", "company")
    actions = ("confirm", "refuse")
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.action(description="تأكيد: رسمان لاسم واحد", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[SpellingVariant]) -> None:
        count = spelling_variants_set_state(variants=queryset, state="confirmed")
        self.message_user(request, f"أُكّدت أزواج عددها {count}؛ يُبحث عن رسمَي كلٍّ منها معًا.", messages.SUCCESS)

    @admin.action(description="رفض: اسمان مختلفان", permissions=["change"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[SpellingVariant]) -> None:
        count = spelling_variants_set_state(variants=queryset, state="refused")
        self.message_user(request, f"رُفضت أزواج عددها {count}؛ لن يُجمع بينها في البحث.", messages.SUCCESS)
