"""Users and groups in the admin, with the history and the checks of the other pages."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from archive.curation.admin.curated import CuratedAdmin

admin.site.unregister((User, Group))


@admin.register(User)
class AccountAdmin(CuratedAdmin, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(CuratedAdmin, GroupAdmin):
    pass
