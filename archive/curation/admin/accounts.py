"""Users and groups in the admin, with the history and the checks of the other pages. Journalists are users who are not staff."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.curation.admin.curated import CuratedAdmin

admin.site.unregister((User, Group))


@admin.register(User)
class AccountAdmin(CuratedAdmin, UserAdmin):
    list_display = ("username", "kind", "is_active", "email", "last_login")
    actions = ("deactivate",)

    @admin.display(description="الصفة", ordering="is_staff")
    def kind(self, user: User) -> str:
        return "قيّم" if user.is_staff else "صحفي"

    @admin.action(description="عطّل الحسابات المختارة", permissions=["change"])
    def deactivate(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Their sessions and tokens end with the next request. Nobody deactivates himself, nor a superuser unless he is one."""
        chosen = users.filter(is_active=True).exclude(username=request.user.get_username())
        if not request.user.is_superuser:
            chosen = chosen.filter(is_superuser=False)
        rows = list(chosen)
        with self.recorded(request, rows):
            User.objects.filter(pk__in=[user.pk for user in rows]).update(is_active=False)
        self.message_user(request, f"الحسابات التي عُطّلت: {len(rows)}.")


@admin.register(Group)
class RoleAdmin(CuratedAdmin, GroupAdmin):
    pass
