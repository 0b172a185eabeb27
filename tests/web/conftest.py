"""Articles and result pages to render. The search is a fake, so that the tests of a page are about the page."""

import datetime as dt
import threading
from dataclasses import replace

import pytest
from django.utils.safestring import mark_safe

from archive.catalog.models import Article, RawDocument
from archive.catalog.services import article_save, source_get_or_create
from archive.search import Alternative, Hit, ResultPage, SearchRequest
from archive.web.views import export_gate

PARAGRAPHS = (
    ("lede", "وصل وفد التجارة إلى الميناء صباح الأربعاء."),
    ("caption", "سفينة في الميناء"),
    ("paragraph", "وقال الوزير إن الاتفاق يشمل 80% من السلع."),
    ("subhead", "خلفية"),
    ("paragraph", "بدأت المحادثات مع شركة Harbor Ltd قبل عام."),
)


@pytest.fixture(autouse=True)
def free_slots(monkeypatch):
    """A test that asks for a file and does not read it, as no server does, keeps its slot for itself."""
    monkeypatch.setattr(export_gate, "_slots", threading.BoundedSemaphore(2))


@pytest.fixture
def make_article(db):
    """A function that saves an article with a source, a date and a raw document; keywords change its fields."""

    def make(*, paragraphs=PARAGRAPHS, source="صحيفة المرفأ", **fields) -> Article:
        number = RawDocument.objects.count()
        document = RawDocument.objects.create(sha256=f"{number:064x}", content=b"...", origin=f"harbor-{number}.txt")
        defaults = {
            "title": "وفد التجارة في الميناء",
            "source": source_get_or_create(name=source) if source else None,
            "published_on": dt.date(2024, 6, 20),
            "published_precision": "day",
            "published_basis": "stated",
            "raw_document": document,
            "first_line": 1,
            "last_line": 9,
        }
        return article_save(article=Article(**{**defaults, **fields}), paragraphs=paragraphs)

    return make


@pytest.fixture
def hit_of():
    """A function that makes the hit of an article; keywords change its fields."""
    return _hit_of


def _hit_of(article: Article, **fields) -> Hit:
    hit = Hit(
        pk=article.pk,
        key=article.key,
        title=article.display_title,
        title_html=mark_safe("وفد <mark>التجارة</mark> في الميناء"),
        title_generated=article.title_generated,
        kind=article.kind,
        date=article.published_value,
        date_precision=article.published_precision or None,
        date_basis=article.published_basis or None,
        source_key=article.source.key if article.source else None,
        source_name=article.source.name if article.source else None,
        document=article.raw_document.origin,
        snippet=mark_safe("وصل وفد <mark>التجارة</mark> إلى الميناء"),
        score=1.5,
    )
    return replace(hit, **fields)


class FakeSearch:
    """Answers every request with the hits and facets given, and records the requests."""

    def __init__(self) -> None:
        self.hits: list[Hit] = []
        self.facets: dict = {}
        self.fields: dict = {}
        self.asked: list[SearchRequest] = []
        self.alternatives: tuple[Alternative, ...] = ()
        self.count_of = lambda request: len(self.hits)

    def __call__(self, request: SearchRequest) -> ResultPage:
        self.asked.append(request)
        count = self.count_of(request)
        pages = -(-count // max(request.per_page, 1))
        hits = tuple(self.hits[: request.per_page]) if count and request.page <= pages else ()
        page = ResultPage(request=request, count=count, hits=hits, facets=dict(self.facets), undated=0, pages=pages)
        return replace(page, **self.fields)


@pytest.fixture
def fake_search(monkeypatch) -> FakeSearch:
    played = FakeSearch()
    for view in ("home", "results", "feed", "entity", "source", "api"):
        monkeypatch.setattr(f"archive.web.views.{view}.search", played)
    for view in ("results", "api"):
        monkeypatch.setattr(f"archive.web.views.{view}.alternatives", lambda request: played.alternatives)
    return played
