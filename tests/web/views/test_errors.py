import pytest
from django.template.loader import render_to_string
from django.test import Client

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
    answer = Client(enforce_csrf_checks=True).post("/")
    assert answer.status_code == 403
    assert "لم نتحقق من هذا الطلب" in answer.content.decode()
