"""Admin of recognised names and dates: curators decide about them, but neither add nor delete them."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.catalog.models import Article
from archive.curation.admin.curated import CuratedAdmin, may_see_drafts


def goes_with_another(model_admin: ModelAdmin, request: HttpRequest) -> bool:
    """False on the pages of this model; pages that delete an article or entity ask too, and may delete its rows."""
    page = (request.resolver_match.url_name if request.resolver_match else None) or ""
    own = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_"
    return page.endswith(("_delete", "_changelist")) and not page.startswith(own)


class ReviewOnlyAdmin(CuratedAdmin):
    """A refused row stays, so that the next analysis does not add it again; rows go only with their article or entity."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows of drafts and withdrawn articles only for those who may see these."""
        rows = super().get_queryset(request)
        return rows if may_see_drafts(request.user) else rows.filter(article__state=Article.State.PUBLISHED)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return goes_with_another(self, request)
