"""Accounts in the admin: one field says what an account may do. With the history and the checks of the other pages."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from archive.curation.admin.account_fields import (
    OWN_RIGHTS,
    HiddenPasswordWidget,
    PasswordOfAnotherForm,
    RightsField,
    RoleFilter,
    rights_to_give,
)
from archive.curation.admin.curated import CuratedAdmin, is_key
from archive.curation.history import history_add
from archive.curation.roles import ROLES, may_change, role_of, role_set, roles_to_give
from archive.desk.selectors import has_second_factor, second_factor_is_offered, second_factor_of, sessions_of
from archive.desk.services import second_factor_turn_off, sessions_end

admin.site.unregister((User, Group))
# its page would show secrets; an account's second factor is taken away on the account's own page
admin.site.unregister(apps.get_model("otp_totp", "TOTPDevice"))

ROLE_HELP = (
    "القيّم يصحّح وينشر؛ والقيّم الأول يدمج ويسحب ويحذف ويتراجع عن الدفعات أيضًا؛ والمدير يدير الحسابات والدعوات معها."
)


class RoleSelect(forms.Select):
    """One choice, as the list of one that a field of many rows takes."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in data.getlist(name)[:1] if value] if hasattr(data, "getlist") else []


class RoleField(forms.ModelMultipleChoiceField):
    widget = RoleSelect

    def label_from_instance(self, obj: Any) -> str:
        return ROLES[obj.name].label


class AccountForm(UserChangeForm):
    """`groups` is the role. Groups that are no roles stay as they are."""

    groups = RoleField(Group.objects.filter(name__in=ROLES), label="الصفة", required=False, help_text=ROLE_HELP)
    user_permissions = RightsField("الصلاحيات")
    giver: Any = None
    """Who fills in the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user_permissions" not in (self._meta.fields or ()):  # else it is checked where the page lacks it
            self.fields.pop("user_permissions", None)
        if password := self.fields.get("password"):
            password.widget = HiddenPasswordWidget()
        if rights := self.fields.get("user_permissions"):
            rights.queryset = rights_to_give(self.instance.user_permissions.all())  # type: ignore[attr-defined]
        field = self.fields.get("groups")
        if field is None or self.giver is None:
            return
        held = role_of(self.instance)
        given = {role.key for role in roles_to_give(self.giver)} | ({held.key} if held else set())
        rows = {group.name: group for group in Group.objects.filter(name__in=given)}
        choices = [(rows[key].pk, role.label) for key, role in ROLES.items() if key in rows]
        field.choices = choices if held else [("", OWN_RIGHTS), *choices]  # type: ignore[attr-defined]
        self.initial["groups"] = [rows[held.key]] if held and held.key in rows else []
        self._given = given

    def clean_groups(self) -> list[Group]:
        chosen = list(self.cleaned_data["groups"])
        if any(group.name not in self._given for group in chosen):
            raise ValidationError("لا تُعطي صفةً تفعل ما لا يحق لك.")
        if not chosen and role_of(self.instance):
            raise ValidationError("اختر صفة الحساب.")
        return [*chosen, *self.instance.groups.exclude(name__in=ROLES)]


@admin.register(User)
class AccountAdmin(CuratedAdmin, UserAdmin):
    """Nobody changes an account that may do more than he (archive/curation/roles.py)."""

    form = AccountForm
    change_password_form = PasswordOfAnotherForm
    list_display = ("username", "kind", "is_active", "email", "last_login")
    actions = ("deactivate",)
    list_filter = (RoleFilter, "is_active")
    own_rights = (
        OWN_RIGHTS,
        {
            "fields": ("is_staff", "is_superuser", "user_permissions"),
            "classes": ("collapse",),
            "description": "لمن لا تكفيه صفة؛ والأولى أن تُختار صفة.",
        },
    )
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("ما يحق له", {"fields": ("groups", "is_active")}),
        ("صاحبه", {"fields": ("first_name", "last_name", "email")}),
        ("تواريخ", {"fields": ("last_login", "date_joined")}),
        ("الدخول", {"fields": ("second_factor", "open_sessions")}),
    )
    readonly_fields = ("second_factor", "open_sessions")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        accounts = super().get_queryset(request).prefetch_related("groups")
        return accounts.annotate(has_second_factor=has_second_factor())

    def get_list_display(self, request: HttpRequest) -> Any:
        return (*self.list_display, "in_two_steps") if second_factor_is_offered() else self.list_display

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = list(super().get_fieldsets(request, obj))
        return [*shown[:-2], self.own_rights, *shown[-2:]] if obj and request.user.is_superuser else shown

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"giver": request.user}) if obj else form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """With a new role, what comes with it: whether the account enters the admin."""
        super().save_related(request, form, formsets, change)
        chosen = form.cleaned_data.get("groups") if "groups" in form.changed_data else None
        if key := next((group.name for group in chosen or () if group.name in ROLES), ""):
            role_set(user=form.instance, key=key)

    @admin.display(description="الصفة", ordering="is_staff")
    def kind(self, user: User) -> str:
        role = role_of(user)
        return role.label if role else OWN_RIGHTS

    @admin.display(description="بخطوتين", boolean=True, ordering="has_second_factor")
    def in_two_steps(self, user: Any) -> bool:
        return bool(user.has_second_factor)

    @admin.display(description="التحقق بخطوتين")
    def second_factor(self, user: User) -> str:
        factor = second_factor_of(user)
        return render_to_string("admin/auth/user/second_factor.html", {"factor": factor})

    @admin.display(description="الأجهزة")
    def open_sessions(self, user: User) -> str:
        return render_to_string("admin/auth/user/sessions.html", {"sessions": sessions_of(user)})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.end_sessions)
        reset = self.admin_site.admin_view(self.reset_second_factor)
        return [
            path("<str:pk>/sessions/end/", view, name="auth_user_sessions_end"),
            path("<str:pk>/second-factor/reset/", reset, name="auth_user_second_factor_reset"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def reset_second_factor(self, request: HttpRequest, pk: str) -> HttpResponse:
        """For whoever lost his telephone; his sessions end. One's own factor is taken away with a code, on its own page."""
        user = get_object_or_404(User, pk=pk if is_key(pk) else 0)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if user.pk == request.user.pk:
            return redirect("admin:second_factor" if second_factor_is_offered() else "admin:index")
        with transaction.atomic():
            if second_factor_turn_off(user=user):
                history_add(request.user, [user], "أُزيل التحقق بخطوتين من الحساب وأُنهيت جلساته")
        self.message_user(request, "أُزيل التحقق بخطوتين. يدخل صاحب الحساب بكلمة المرور، ثم يعدّه من جديد.")
        return redirect("admin:auth_user_change", user.pk)

    @method_decorator(require_POST)
    def end_sessions(self, request: HttpRequest, pk: str) -> HttpResponse:
        """End all sessions of the account; of one's own, all but this one."""
        user = get_object_or_404(User, pk=pk if is_key(pk) else 0)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        own = request.session.session_key if user.pk == request.user.pk else None
        with transaction.atomic():
            ended = sessions_end(user=user, besides=own or "")
            history_add(request.user, [user], f"أُنهيت جلسات الحساب: {ended}")
        self.message_user(request, f"الجلسات التي أُنهيت: {ended}.")
        return redirect("admin:auth_user_change", user.pk)

    @admin.action(description="عطّل الحسابات المختارة", permissions=["change"])
    def deactivate(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Their sessions and tokens end with the next request. Nobody deactivates himself, nor who may do more than he."""
        chosen = users.filter(is_active=True).exclude(username=request.user.get_username())
        rows = [user for user in chosen if may_change(request.user, user)]
        with self.recorded(request, rows):
            User.objects.filter(pk__in=[user.pk for user in rows]).update(is_active=False)
        self.message_user(request, f"الحسابات التي عُطّلت: {len(rows)}.")


class GroupForm(forms.ModelForm):
    permissions = RightsField("الصلاحيات")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rights := self.fields.get("permissions"):
            held = self.instance.permissions.all() if self.instance.pk else None
            rights.queryset = rights_to_give(held)  # type: ignore[attr-defined]


@admin.register(Group)
class RoleAdmin(CuratedAdmin, GroupAdmin):
    """Groups of one's own, for rights beyond the roles; the roles themselves are only shown."""

    form = GroupForm

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.name not in ROLES)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.name not in ROLES)
