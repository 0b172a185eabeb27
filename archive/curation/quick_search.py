"""Quick search in the admin: articles by the archive's own engine, drafts by title, entities and sources by name."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive import search
from archive.catalog.models import Article, Source
from archive.curation.admin.curated import may_see_drafts
from archive.entities.models import Entity
from archive.text import label_key

MAX_QUERY_CHARS = 300
MAX_ARTICLES, MAX_OTHERS = 20, 8


@dataclass(frozen=True)
class Found:
    """One result: its name, what tells it from others, its page, and the day."""

    label: str
    note: str
    address: str
    day: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    found: list[Found]
    count: int


@require_safe
def quick_search(request: HttpRequest) -> HttpResponse:
    """GET `q`: each kind of record that the user may see."""
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_QUERY_CHARS]
    context: dict[str, Any] = {**admin.site.each_context(request), "title": "بحث سريع", "quick_query": query}
    if query:
        context["sections"] = [section for section in _sections(request.user, query) if section.found]
    return TemplateResponse(request, "admin/quick_search.html", context)


def _sections(user: Any, query: str) -> list[Section]:
    sections = [_articles(user, query)]
    if may_see_drafts(user):
        sections.append(_drafts(query))
    if _may_see(user, "entities.%s_entity"):
        sections.append(_entities(query))
    if _may_see(user, "catalog.%s_source"):
        sections.append(_sources(query))
    return sections


def _articles(user: Any, query: str) -> Section:
    """Published ones. Who may not see articles in the admin is led to the readers' page."""
    try:
        found = search.find(search.SearchRequest(q=query, kind="all", facets=()), MAX_ARTICLES)
    except search.SearchUnavailableError:
        return Section("مقالات منشورة", [], 0)
    known = Article.objects.published().select_related("source").in_bulk(found.pks)
    rows = [known[pk] for pk in found.pks if pk in known]
    return Section("مقالات منشورة", [_article(one, may_see_drafts(user)) for one in rows], found.count)


def _drafts(query: str) -> Section:
    """What readers do not see is in no index: by title or key."""
    rows = Article.objects.exclude(state=Article.State.PUBLISHED).filter(
        Q(title__icontains=query) | Q(generated_title__icontains=query) | Q(key=query)
    )
    return _section("مقالات لا يراها القراء", rows.select_related("source"), lambda one: _article(one, True))


def _entities(query: str) -> Section:
    named = Q(name__icontains=query) | Q(latin_name__icontains=query) | Q(forms__text__icontains=query)
    rows = Entity.objects.filter(named, merged_into=None).distinct()
    return _section(
        "أعلام",
        rows.order_by("-state", "name", "pk"),
        lambda one: Found(
            one.name,
            " · ".join(filter(None, (one.get_type_display(), one.description))),
            reverse("admin:entities_entity_change", args=[one.pk]),
        ),
    )


def _sources(query: str) -> Section:
    rows = Source.objects.filter(Q(name__icontains=query) | Q(name_key__contains=label_key(query) or query))
    return _section(
        "مصادر", rows, lambda one: Found(one.name, "", reverse("admin:catalog_source_change", args=[one.pk]))
    )


def _section(title: str, rows: "QuerySet[Any]", shown: Any) -> Section:
    return Section(title, [shown(one) for one in rows[:MAX_OTHERS]], rows.count())


def _article(article: Article, in_admin: bool) -> Found:
    state = "" if article.state == Article.State.PUBLISHED else article.get_state_display()
    note = " · ".join(filter(None, (str(article.source or ""), state)))
    here = reverse("admin:catalog_article_change", args=[article.pk]) if in_admin else article.get_absolute_url()
    return Found(article.display_title, note, here, article.published_value or "")


def _may_see(user: Any, right: str) -> bool:
    return any(user.has_perm(right % action) for action in ("view", "change"))
