"""The readers' addresses. All are read-only: a POST gets 405, with or without a CSRF token."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, include
from django.urls import path as any_path
from django.views.decorators.csrf import csrf_exempt

from archive.web.views.about import about
from archive.web.views.advanced import advanced
from archive.web.views.api import api_article, api_description, api_search
from archive.web.views.api_guide import api_guide
from archive.web.views.article import article
from archive.web.views.citation import citation
from archive.web.views.compare import api_compare, compare_file, compare_page
from archive.web.views.day import day, days, source_day
from archive.web.views.entity import api_entity, entity
from archive.web.views.errors import api_not_found
from archive.web.views.exports import article_bibtex, article_csl, article_ris, export
from archive.web.views.feed import feed
from archive.web.views.guide import guide
from archive.web.views.health import healthz, readyz
from archive.web.views.help_pages import help_index, help_page
from archive.web.views.home import home
from archive.web.views.metrics import metrics
from archive.web.views.network import api_network, network
from archive.web.views.original import original
from archive.web.views.outlets import api_outlets, outlets
from archive.web.views.quotes import api_quotes, quotes, quotes_csv, quotes_feed
from archive.web.views.related import related
from archive.web.views.results import results
from archive.web.views.revision import revision
from archive.web.views.site import favicon, opensearch, robots
from archive.web.views.source import api_source, source
from archive.web.views.story import api_stories, api_story, stories, story
from archive.web.views.story_compare import api_story_compare, story_compare
from archive.web.views.suggest import api_suggest
from archive.web.views.timeline import api_timeline, timeline, timeline_csv, timeline_ics
from archive.web.views.versions import versions

View = Callable[..., HttpResponseBase]


def path(route: str, view: View, name: str | None = None) -> URLPattern:
    return any_path(route, csrf_exempt(view), name=name)


api_urls = [
    path("search", api_search, name="api-search"),
    path("timeline", api_timeline, name="api-timeline"),
    path("quotes", api_quotes, name="api-quotes"),
    path("compare", api_compare, name="api-compare"),
    path("network", api_network, name="api-network"),
    path("outlets", api_outlets, name="api-outlets"),
    path("suggest", api_suggest, name="api-suggest"),
    path("articles/<str:key>", api_article, name="api-article"),
    path("entities/<str:key>", api_entity, name="api-entity"),
    path("sources/<str:key>", api_source, name="api-source"),
    path("stories", api_stories, name="api-stories"),
    path("stories/<str:key>", api_story, name="api-story"),
    path("stories/<str:key>/compare", api_story_compare, name="api-story-compare"),
    path("openapi.json", api_description, name="api-description"),
    path("<path:rest>", api_not_found),
    path("", api_not_found, name="api-root"),
]

urlpatterns = [
    path("", home, name="home"),
    path("search/", results, name="search"),
    path("search/advanced/", advanced, name="advanced"),
    path("search/feed/", feed, name="feed"),
    path("search/export.<str:suffix>", export, name="export"),
    path("search/timeline/", timeline, name="timeline"),
    path("search/timeline.csv", timeline_csv, name="timeline-csv"),
    path("search/timeline.ics", timeline_ics, name="timeline-ics"),
    path("search/quotes/", quotes, name="quotes"),
    path("search/quotes.csv", quotes_csv, name="quotes-csv"),
    path("search/quotes/feed/", quotes_feed, name="quotes-feed"),
    path("search/compare/", compare_page, name="compare"),
    path("search/compare.<str:suffix>", compare_file, name="compare-file"),
    path("search/network/", network, name="network"),
    path("search/outlets/", outlets, name="outlets"),
    path("about/", about, name="about"),
    path("help/", help_index, name="help"),
    path("help/search/", guide, name="guide"),
    path("help/<str:key>/", help_page, name="help-page"),
    path("articles/<str:key>.ris", article_ris, name="article-ris"),
    path("articles/<str:key>.bib", article_bibtex, name="article-bibtex"),
    path("articles/<str:key>.csl.json", article_csl, name="article-csl"),
    path("articles/<str:key>/", article, name="article"),
    path("articles/<str:key>/citation/", citation, name="citation"),
    path("articles/<str:key>/original/", original, name="original"),
    path("articles/<str:key>/related/", related, name="related"),
    path("articles/<str:key>/revisions/<int:number>/", revision, name="revision"),
    path("articles/<str:key>/versions/<str:other>/", versions, name="versions"),
    path("entities/<str:key>/", entity, name="entity"),
    path("sources/<str:key>/", source, name="source"),
    path("stories/", stories, name="stories"),
    path("stories/<str:key>/", story, name="story"),
    path("stories/<str:key>/compare/", story_compare, name="story-compare"),
    path("api/", api_guide, name="api-guide"),
    path("sources/<str:key>/<str:day>/", source_day, name="source-day"),
    path("days/", days, name="days"),
    path("days/<str:day>/", day, name="day"),
    any_path("api/v1/", include(api_urls)),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
