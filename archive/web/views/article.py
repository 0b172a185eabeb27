"""One article: its text, provenance, entities and dates, and related articles."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.catalog.querysets import ArticleQuerySet
from archive.catalog.selectors import (
    original_is_open,
    place_in_day,
    public_corrections,
    public_revisions,
    redaction_notes,
)
from archive.coverage.selectors import full_version, short_versions, story_of, versions_of
from archive.entities.models import Mention
from archive.search import SearchRequest, also_about
from archive.statements.selectors import quotations_of
from archive.web.conditional import conditional_page
from archive.web.formats.citation_files import citation_of
from archive.web.formats.citation_page import STYLE_NAMES
from archive.web.formats.page_metadata import json_ld, meta_tags
from archive.web.links import page_url
from archive.web.presenters.article import (
    entities_by_type,
    heard_speakers,
    mentioned_dates,
    read_paragraphs,
    text_marks,
    visible_children,
    visible_parent,
)
from archive.web.presenters.citation import citation
from archive.web.presenters.highlight import TITLE, Highlights, highlights
from archive.web.presenters.paragraph_html import paragraph_html
from archive.web.presenters.passage import PARAMETER, ShownPassage, current_revision, shown_passage, with_history
from archive.web.presenters.story import told_together
from archive.web.presenters.text_parts import load_paragraphs, text_part
from archive.web.presenters.versions import shown_versions
from archive.web.query_string import ParameterError, parse_request, search_url, words_only
from archive.web.robots import with_robots_rule
from archive.web.search_fallback import or_default
from archive.web.views.withdrawn import withdrawn_page

RELATED_ARTICLES = 6
DESCRIPTION_LENGTH = 200


@require_safe
@conditional_page
def article(request: HttpRequest, key: str) -> HttpResponse:
    published = Article.objects.published().select_related("source", "raw_document", "parent")
    published = published.defer("raw_document__content")
    found = published.filter(key=key).first()
    if found is None:
        return withdrawn_page(request, key)
    passage = _passage(request, found)
    part = text_part(found, request.GET, passage.first_position if passage else None)
    load_paragraphs(found, part)
    in_part = part.spans() if part else Q()
    mentions = list(Mention.objects.visible().filter(in_part, article=found).select_related("entity"))
    dates = list(found.dates.visible().filter(in_part))
    quotations = list(quotations_of(found).filter(in_part))
    sought = _highlighted_search(request)
    if passage and passage.marks:
        marked = Highlights(passage.marks)
    else:
        marked = or_default(lambda: highlights(sought, found), Highlights())
    address = request.build_absolute_uri(found.get_absolute_url())
    cited = citation_of(found, address)
    revisions = public_revisions(found)
    shows_names, shows_dates, shows_quotes = (request.GET.get(name) != "0" for name in ("names", "dates", "quotes"))
    context = {
        "article": found,
        "title_html": paragraph_html(found.display_title, marks=marked.marks.get(TITLE, ())),
        "description": " ".join(paragraph.text for paragraph in found.paragraphs.all()[:2])[:DESCRIPTION_LENGTH],
        "part": part,
        "paragraphs": read_paragraphs(
            found,
            mentions if shows_names else (),
            dates if shows_dates else (),
            marked.marks,
            quotations if shows_quotes else (),
        ),
        "speakers": heard_speakers(quotations),
        "quotations": quotations,
        "hits": marked,
        "entities": entities_by_type(mentions),
        "in_day": place_in_day(found),
        "has_original": original_is_open(found),
        "neighbours": or_default(lambda: also_about(found, RELATED_ARTICLES), list[Article]()),
        "parent": visible_parent(found),
        "children": visible_children(found),
        "dates": mentioned_dates(dates),
        "versions": shown_versions(found, versions_of(found)),
        "full": full_version(found),
        "shortened": short_versions(found),
        "told_together": told_together(found, story_of(found)),
        "revisions": revisions,
        "redaction_notes": redaction_notes(found),
        "corrections": public_corrections(found),
        "revision_number": current_revision(revisions),
        "passage": passage and with_history(passage, request.GET[PARAMETER], found, revisions),
        "passage_address": f"{address}?{PARAMETER}={request.GET.get(PARAMETER, '')}#passage",
        "text_marks": text_marks(
            request.GET, has_names=bool(mentions), has_dates=bool(dates), has_quotations=bool(quotations)
        ),
        "citation_html": paragraph_html(citation(found, address)),
        "styles": STYLE_NAMES,
        "meta_tags": meta_tags(cited),
        "json_ld": json_ld(cited),
        "q": sought.q if sought else "",
        "back": search_url(sought) if sought else "",
        "json": page_url("api-article", found.key),
        "canonical": found.get_absolute_url(),
    }
    return with_robots_rule(render(request, "article.html", context), found)


def _passage(request: HttpRequest, found: Article) -> ShownPassage | None:
    value = request.GET.get(PARAMETER)
    if value is None:
        return None
    return shown_passage(value, list(found.paragraphs.order_by("position").values_list("text", flat=True)))


def article_record() -> ArticleQuerySet[Article]:
    """Published articles and stubs, with the related rows that the JSON shows."""
    rows = Article.objects.published().with_record().select_related("source", "raw_document", "parent")
    return rows.defer("raw_document__content")


def _highlighted_search(request: HttpRequest) -> SearchRequest | None:
    """The search whose words are highlighted. None if there is none or it cannot be parsed: the article is shown anyway."""
    try:
        asked = words_only(parse_request(request.GET))
    except ParameterError:
        return None
    return asked if asked.q else None
