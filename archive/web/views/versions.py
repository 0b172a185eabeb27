"""Two versions of one text side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.coverage.selectors import are_versions, compare_versions, versions_of
from archive.web.presenters.versions import comparison_url, shown_rows, shown_versions, summary
from archive.web.robots import with_robots_rule


@require_safe
def versions(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """What `other` kept of the article `key`, cut and added. 404 unless both are published and versions of one text."""
    published = Article.objects.published().select_related("source")
    base, version = get_object_or_404(published, key=key), get_object_or_404(published, key=other)
    if not are_versions(base, version):
        raise Http404
    rows = compare_versions(base, version)
    context = {
        "base": base,
        "version": version,
        "summary": summary(rows),
        "rows": shown_rows(rows),
        "others": [row for row in shown_versions(base, versions_of(base)) if row.article not in (base, version)],
        "turned": comparison_url(version, base),
        "canonical": comparison_url(base, version),
    }
    return with_robots_rule(render(request, "versions.html", context), base, version)
