"""The citations of an article in all styles, or in one: a page of their own, because they take longer to render
than the article's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.web.formats.citation_files import citation_of
from archive.web.formats.citation_page import STYLE_NAMES, shown_citation
from archive.web.query_string import ParameterError
from archive.web.views.errors import bad_parameter

UNKNOWN_STYLE = "لا صيغة للاستشهاد بهذا الاسم. الصيغ: {names}."


@require_safe
def citation(request: HttpRequest, key: str) -> HttpResponse:
    """`style`: one of STYLE_NAMES; 400 for another. Without it all of them. 404 for an article that is not published."""
    published = Article.objects.published().select_related("source", "raw_document").defer("raw_document__content")
    found = get_object_or_404(published, key=key)
    style = request.GET.get("style", "")
    if style and style not in STYLE_NAMES:
        return bad_parameter(request, ParameterError(UNKNOWN_STYLE.format(names="، ".join(STYLE_NAMES))))
    cited = citation_of(found, request.build_absolute_uri(found.get_absolute_url()))
    today = timezone.localdate()
    context = {
        "article": found,
        "citations": [shown_citation(found, cited, name, today) for name in ([style] if style else STYLE_NAMES)],
        "styles": STYLE_NAMES,
        "style": style,
        "canonical": found.get_absolute_url(),
    }
    response = render(request, "citation.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
