import pytest

from archive.search.completion import Completion
from archive.web.views import suggest

pytestmark = pytest.mark.django_db


def test_each_suggestion_has_the_address_it_leads_to(client, make_article, monkeypatch):
    article = make_article(tags=["موانئ"])
    found = [
        Completion("source", article.source.key, "اسم قديم", 3),
        Completion("tag", "موانئ & سفن", "موانئ & سفن", 2),
        Completion("headline", article.key, article.title, 1),
    ]
    monkeypatch.setattr(suggest, "complete", lambda typed, names, headlines: found)
    answer = client.get("/api/v1/suggest", {"q": "مي"}).json()["suggestions"]
    assert [(one["kind"], one["label"]) for one in answer] == [
        ("source", "صحيفة المرفأ"),
        ("tag", "موانئ & سفن"),
        ("headline", article.title),
    ]
    for one in answer:
        assert client.head(one["url"]).status_code in (200, 503)  # the index of this test does not exist
    assert "%26" in answer[1]["url"]


def test_what_cannot_be_understood_is_refused(client):
    assert client.get("/api/v1/suggest?query=x").status_code == 400
    assert client.get("/api/v1/suggest", {"q": "ك" * 201}).status_code == 400
    assert client.post("/api/v1/suggest").status_code == 405
