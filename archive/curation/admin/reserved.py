"""What only senior curators do, on pages that all curators use: withdraw and merge, and take either back."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.http import HttpRequest

from archive.curation.roles import RESERVED_ACTIONS, RESERVED_ROWS

FOLLOWING = ("follows_parent", "withdrawal_reason")
"""Fields that move the state of an article or explain it."""
LEFT_OUT = "تُرك مما اخترت ما لا يغيّره إلا قيّم أول (العدد: {})."


class ReservedDecisions(admin.ModelAdmin):
    """Offers the reserved actions and values (archive/curation/roles.py) to nobody who may not choose them."""

    def _reserved(self, request: HttpRequest) -> tuple[str, str] | None:
        """The field and the value of rows that are kept from this user."""
        field, value, permission = RESERVED_ROWS.get(self.opts.label_lower, ("", "", ""))
        return (field, value) if field and not request.user.has_perm(permission) else None

    def get_actions(self, request: HttpRequest) -> Any:
        needed = {name: right for (label, name), right in RESERVED_ACTIONS.items() if label == self.opts.label_lower}
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if name not in needed or request.user.has_perm(needed[name])
        }

    def response_action(self, request: HttpRequest, queryset: models.QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        """Reserved rows among the chosen ones are left as they are, and counted."""
        if reserved := self._reserved(request):
            chosen = queryset.filter(**dict([reserved]))
            if request.POST.get("select_across") != "1":
                chosen = chosen.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))
            if count := chosen.count():
                messages.warning(request, LEFT_OUT.format(count))
            queryset = queryset.exclude(**dict([reserved]))
        return super().response_action(request, queryset, *args, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The state of a withdrawn article, what would move it, and the reason that readers are given."""
        fields = super().get_readonly_fields(request, obj)
        reserved = self._reserved(request)
        if reserved is None or obj is None or getattr(obj, reserved[0]) != reserved[1]:
            return fields
        return (*fields, reserved[0], *(name for name in FOLLOWING if hasattr(obj, name)))

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        reserved = self._reserved(request)
        if reserved and reserved[0] == db_field.name:
            kwargs["choices"] = [(value, label) for value, label in db_field.choices if value != reserved[1]]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
