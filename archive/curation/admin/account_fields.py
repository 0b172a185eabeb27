"""Fields and filters of accounts and groups in Arabic: rights, roles, and the password that nobody sees."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.contrib.auth.forms import AdminPasswordChangeForm, ReadOnlyPasswordHashWidget
from django.contrib.auth.models import Permission, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from archive.curation.roles import ADMINISTRATOR, JOURNALIST, ROLES

ACTIONS = {"add": "إضافة", "change": "تعديل", "delete": "حذف", "view": "عرض"}
OWN_RIGHTS = "صلاحيات خاصة"


def right_label(permission: Permission) -> str:
    """«مقال · تعديل»; of rights beyond the four of every model their own name."""
    action, _, model = permission.codename.partition("_")
    kind = permission.content_type
    if action in ACTIONS and model == kind.model:
        return f"{kind.name} · {ACTIONS[action]}"
    return permission.name


def rights_to_give(held: QuerySet[Permission] | None = None) -> QuerySet[Permission]:
    """Those of the pages of the admin and of their rows, and those that are held already; others open nothing."""
    shown = Q()
    for model in admin.site._registry:
        shown |= Q(content_type__app_label=model._meta.app_label, content_type__model=model._meta.model_name)
    for name in ADMINISTRATOR:
        app, codename = name.split(".")
        shown |= Q(content_type__app_label=app, codename=codename)
    if held is not None:
        shown |= Q(pk__in=held.values("pk"))
    order = ("content_type__app_label", "content_type__model", "codename")
    return Permission.objects.filter(shown).select_related("content_type").order_by(*order)


class RightsField(forms.ModelMultipleChoiceField):
    """Several rights, chosen from two lists."""

    def __init__(self, label: str) -> None:
        super().__init__(
            Permission.objects.none(), label=label, required=False, widget=FilteredSelectMultiple(label, False)
        )

    def label_from_instance(self, obj: Any) -> str:
        return right_label(obj)


class HiddenPasswordWidget(ReadOnlyPasswordHashWidget):
    """Says that there is a password, without the parts of its hash."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        if any("value" in entry for entry in context["summary"]):
            context["summary"] = [{"label": "محفوظة لا يراها أحد."}]
        return context


class PasswordOfAnotherForm(AdminPasswordChangeForm):
    """Django's, whose sentence on what is lost is in English in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choice := self.fields.get("usable_password"):
            choice.help_text = "من مُنع ضاعت كلمة مروره، ولا يدخل حتى تُوضع له أخرى."


class RoleFilter(admin.SimpleListFilter):
    """By the role that the list shows."""

    title = "الصفة"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
        yield from ((role.key, role.label) for role in ROLES.values())
        yield "own", OWN_RIGHTS

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        """As `roles.role_of` reads it: an account's highest role; who has none and is not of the staff is a journalist."""
        asked = self.value()
        if asked is None:
            return queryset
        keys = list(ROLES)
        none = queryset.exclude(groups__name__in=keys)
        if asked == "own":
            return queryset.filter(pk__in=none.filter(is_staff=True).values("pk")) | queryset.filter(is_superuser=True)
        if asked not in ROLES:
            return queryset
        higher = keys[keys.index(asked) + 1 :]
        found = Q(pk__in=User.objects.filter(groups__name=asked).exclude(groups__name__in=higher).values("pk"))
        if asked == JOURNALIST:
            found |= Q(pk__in=none.filter(is_staff=False).values("pk"))
        return queryset.filter(found, is_superuser=False)
