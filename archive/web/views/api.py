"""The JSON API, version 1: search, one article, and the OpenAPI document."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from archive.coverage.selectors import story_of, versions_of
from archive.entities.models import Mention
from archive.search import alternatives, search
from archive.statements.selectors import figures_of, quotations_of
from archive.web.formats.json_api import ArticleSpans, article_json, page_json
from archive.web.formats.openapi import openapi_document
from archive.web.formats.story_json import story_reference
from archive.web.presenters.chart import compared_request
from archive.web.presenters.labels import labels_for
from archive.web.query_string import parse_request, read_values
from archive.web.robots import with_robots_rule
from archive.web.views.article import article_record
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import json_answer, site_of
from archive.web.views.hidden_filters import check_filters
from archive.web.views.withdrawn import withdrawn_json


@json_endpoint
def api_search(request: HttpRequest) -> HttpResponse:
    asked = replace(parse_request(request.GET), default_group="versions")
    check_filters(asked)
    page = search(asked)
    compared = search(compared_request(asked)) if asked.compare else None
    others = () if page.count else alternatives(page.request)
    return json_answer(page_json(page, labels_for(asked, page), site_of(request), compared, others))


@json_endpoint
def api_article(request: HttpRequest, key: str) -> HttpResponse:
    read_values((), request.GET)
    found = article_record().filter(key=key).first()
    if found is None:
        return withdrawn_json(key)
    mentions = list(Mention.objects.visible().filter(article=found).select_related("entity"))
    versions = [row.article.key for row in versions_of(found) if row.article_id != found.pk]
    spans = ArticleSpans(mentions, list(found.dates.visible()), list(quotations_of(found)), list(figures_of(found)))
    site = site_of(request)
    content = article_json(found, spans, versions, story_reference(story_of(found), site), site)
    return with_robots_rule(json_answer(content), found)


@json_endpoint
def api_description(request: HttpRequest) -> HttpResponse:
    return json_answer(openapi_document(site_of(request)))
