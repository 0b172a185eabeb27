import pytest
from django.template.loader import render_to_string
from django.test import Client

from archive.entities.models import Entity
from archive.search import SearchUnavailableError
from archive.web import views
from archive.web.views.errors import SEARCH_UNAVAILABLE

pytestmark = pytest.mark.django_db


def test_a_missing_page_is_designed_and_offers_the_search(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert 'dir="rtl"' in text
    assert 'name="q"' in text


@pytest.mark.parametrize("status", ["400", "403", "403_csrf", "500"])
def test_pages_of_trouble_stand_without_any_context(status):
    text = render_to_string(f"{status}.html")
    assert '<html lang="ar" dir="rtl">' in text
    assert "<h1>" in text


def test_a_page_fails_with_the_designed_page(client, monkeypatch, make_article):
    def fail(*arguments, **more):
        raise RuntimeError("broken")

    monkeypatch.setattr("archive.web.views.results.search", fail)
    client.raise_request_exception = False
    answer = client.get("/search/")
    assert answer.status_code == 500
    assert "تعطّل شيء عندنا" in answer.content.decode()


def test_a_request_from_a_strange_form_is_refused_on_a_page_of_ours():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/")
    assert answer.status_code == 403
    assert "لم نتحقق من هذا الطلب" in answer.content.decode()


@pytest.fixture
def search_unavailable(monkeypatch):
    def fail(*arguments, **more):
        raise SearchUnavailableError("OpenSearch at http://one:9200/khizana cannot be reached: refused.")

    for view in ("home", "results", "feed", "entity", "source", "api"):
        monkeypatch.setattr(f"archive.web.views.{view}.search", fail)
    monkeypatch.setattr("archive.web.views.entity.co_mentioned", fail)
    monkeypatch.setattr("archive.web.views.article.also_about", fail)
    monkeypatch.setattr("archive.search.highlights", fail)


@pytest.mark.parametrize("address", ["/search/feed/?q=الميناء", "/search/timeline.csv", "/search/timeline.ics"])
def test_feeds_and_files_answer_503_with_a_plain_sentence_while_the_engine_is_unavailable(
    client, search_unavailable, monkeypatch, address
):
    monkeypatch.setattr("archive.web.views.timeline.build_timeline", views.feed.search)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert answer.content.decode() == f"{SEARCH_UNAVAILABLE}\n"
    assert answer["Retry-After"]


@pytest.mark.parametrize("address", ["/search/?q=الميناء"])
def test_search_pages_answer_503_with_the_newest_articles_while_the_engine_is_unavailable(
    client, make_article, search_unavailable, address
):
    article = make_article()
    answer = client.get(address)
    assert answer.status_code == 503
    assert answer["Retry-After"]
    text = answer.content.decode()
    assert "البحث متوقف الآن" in text
    assert "<bdi>الميناء</bdi>" in text
    assert article.get_absolute_url() in text
    assert "9200" not in text


def test_the_api_answers_503_with_a_sentence_while_the_engine_is_unavailable(client, search_unavailable):
    answer = client.get("/api/v1/search?q=الميناء")
    assert answer.status_code == 503
    assert list(answer.json()) == ["error"]
    assert "البحث متوقف" in answer.json()["error"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_other_pages_work_while_the_engine_is_unavailable(client, make_article, search_unavailable):
    article = make_article()
    entity = Entity.objects.create(type="person", name="سليم حداد")
    for address in ("/", article.get_absolute_url(), f"/sources/{article.source.key}/", entity.get_absolute_url()):
        answer = client.get(address)
        assert answer.status_code == 200, address
    assert "البحث متوقف الآن" in client.get("/").content.decode()
    assert "لا يرد ذكره" not in client.get(entity.get_absolute_url()).content.decode()
    assert "لا مقالات" not in client.get(f"/sources/{article.source.key}/").content.decode()
    assert client.get(f"{article.get_absolute_url()}?q=الميناء").status_code == 200
    assert client.get(f"/api/v1/articles/{article.key}").status_code == 200
