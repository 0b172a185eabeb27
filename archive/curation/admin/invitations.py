"""Invitations in the admin: made, with a link that is shown once; withdrawn. What was made is not edited."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from archive.curation.admin.curated import CuratedAdmin
from archive.desk.models import Invitation
from archive.desk.services import DAYS, MAX_DAYS, invitation_create, invitation_withdraw

READ_ONLY = ("name", "state", "made_by", "made_at", "expires_at", "used_at", "account", "withdrawn_at")
LINK = "رابط الدعوة لـ«{}»: {} — انسخه الآن وأرسله إلى صاحبه وحده؛ لا يُعرض مرة أخرى."


class InvitationForm(forms.ModelForm):
    days = forms.IntegerField(
        label="صالحة (أيام)", min_value=1, max_value=MAX_DAYS, initial=DAYS, help_text="يُستعمل الرابط مرة واحدة."
    )

    class Meta:
        model = Invitation
        fields = ("name",)
        widgets = {"name": forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})}


@admin.register(Invitation)
class InvitationAdmin(CuratedAdmin):
    list_display = ("name", "state", "made_by", "made_at", "expires_at", "account")
    list_select_related = ("made_by", "account")
    search_fields = ("name",)
    actions = ("withdraw",)

    @admin.display(description="الحال")
    def state(self, invitation: Invitation) -> str:
        if invitation.used_at:
            return "استُعملت"
        if invitation.withdrawn_at:
            return "سُحبت"
        return "مفتوحة" if invitation.expires_at > timezone.now() else "انقضت"

    @admin.action(description="اسحب الدعوات المختارة", permissions=["change"])
    def withdraw(self, request: HttpRequest, invitations: QuerySet[Invitation]) -> None:
        withdrawn = [one for one in invitations if invitation_withdraw(pk=one.pk)]
        for one in withdrawn:
            self.log_change(request, one, "سُحبت.")
        if withdrawn:
            self.message_user(request, f"الدعوات التي سُحبت: {len(withdrawn)}.", messages.SUCCESS)
        else:
            self.message_user(request, "لم تُسحب دعوة: لا مفتوحة بينها.", messages.WARNING)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **(kwargs if obj else {**kwargs, "form": InvitationForm}))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return READ_ONLY if obj else ("name", "days")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return READ_ONLY if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Only new ones are saved; the link goes into the message of the next page."""
        if change:
            return
        assert isinstance(request.user, User)
        made, token = invitation_create(
            name=form.cleaned_data["name"], made_by=request.user, days=form.cleaned_data["days"]
        )
        obj.__dict__.update(made.__dict__)
        link = request.build_absolute_uri(reverse("invitation", args=[token]))
        shown = format_html('<bdi dir="ltr">{}</bdi>', link)
        self.message_user(request, format_html(LINK, made.name, shown), messages.SUCCESS)
