"""Rules made from a line of an article, on its page: it recurs in the source, or names it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from archive.catalog.models import Article
from archive.curation.admin.curated import is_key, may_see_drafts
from archive.curation.rule_decisions import rule_make
from archive.ingest.models import Rule
from archive.ingest.rule_services import text_key

MAX_LINE_CHARS, MAX_SHOWN_CHARS = 600, 90
KINDS = {
    "boilerplate": "يُترك «{}» من الآن في كل ما يأتي من {}.",
    "source_line": "«{}» سطر يسمّي {} في كل ما يأتي.",
}


def rule_lines(article: Article) -> list[tuple[str, str]]:
    """(key, beginning) of the paragraphs that a rule may be about; none for an article without a source, or in which a name is
    redacted."""
    if article.source is None or article.is_redacted:
        return []
    texts = article.paragraphs.order_by("position").values_list("text", flat=True)
    short = [text for text in texts if len(text) <= MAX_LINE_CHARS]
    return [(text_key(text), Truncator(text).chars(MAX_SHOWN_CHARS)) for text in short] if len(texts) > 1 else []


def may_make_rules(user: Any) -> bool:
    return bool(user.has_perms(("catalog.change_article", "ingest.change_rule")))


@require_POST
def make_rule(request: HttpRequest, pk: str) -> HttpResponse:
    """POST `line` (a key of `rule_lines`) and `kind` from the page of an article."""
    if not (may_make_rules(request.user) and may_see_drafts(request.user)):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk if is_key(pk) else 0)
    kind, key = request.POST.get("kind", ""), request.POST.get("line", "")
    is_listed = key in dict(rule_lines(article))
    text = next((one.text for one in article.paragraphs.all() if is_listed and text_key(one.text) == key), None)
    if kind not in KINDS or text is None or article.source is None:
        messages.error(request, "تغيّر النص بعد أن فتحت الصفحة، فلم يتغير شيء.")
        return redirect("admin:catalog_article_change", article.pk)
    recurs = kind == Rule.Kind.BOILERPLATE
    rule = rule_make(
        user=request.user,
        kind=kind,
        text=text,
        source=article.source if recurs else None,
        meant_source=None if recurs else article.source,
    )
    shown = Truncator(text).chars(MAX_SHOWN_CHARS)
    messages.success(
        request, KINDS[kind].format(shown, article.source) + f" طُبّقت على {rule.articles.count()} من المقالات."
    )
    return redirect("admin:ingest_rule_change", rule.pk)
