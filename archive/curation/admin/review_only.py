"""Rows that curators decide and never delete by hand: what is refused stays, so that the next reading does not bring it back."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ReviewOnlyAdmin(admin.ModelAdmin):
    """They stand where they are printed: nobody adds one by hand, and each goes with its article or entity alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never on pages of these rows. Where another page counts what goes along, that page's own permission decides."""
        page = (request.resolver_match.url_name if request.resolver_match else None) or ""
        own = f"{self.opts.app_label}_{self.opts.model_name}_"
        return page.endswith(("_delete", "_changelist")) and not page.startswith(own)
