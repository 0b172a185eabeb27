"""Every page names its JSON twin, in its head and by a link that readers see."""

import re

import pytest

from archive.catalog.services import article_withdraw
from archive.entities.models import Entity, Mention
from archive.search import drain

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(make_article):
    found = make_article(title="التجارة في الميناء")
    person = Entity.objects.create(type="person", name="سلمى الحداد")
    Mention.objects.create(article=found, entity=person, surface="سلمى الحداد", paragraph=0, start=0, end=11)
    drain()
    return found


@pytest.fixture
def pages(article):
    person = Entity.objects.get()
    return {
        "/search/?q=التجارة&page=1": "/api/v1/search?q=",
        "/search/timeline/?q=التجارة&sentences=all": "/api/v1/timeline?q=",
        f"/articles/{article.key}/": f"/api/v1/articles/{article.key}",
        f"/entities/{person.key}/": f"/api/v1/entities/{person.key}",
        f"/sources/{article.source.key}/": f"/api/v1/sources/{article.source.key}",
    }


def test_each_page_names_its_twin_once(client, pages):
    for page, twin in pages.items():
        html = client.get(page).content.decode()
        (address,) = re.findall(r'<link rel="alternate" type="application/json" href="([^"]+)"', html)
        assert address.startswith(twin), page
        assert client.get(address.replace("&amp;", "&")).status_code == 200
        if "timeline" not in page:  # without entries it offers no files
            assert f'<a href="{address}" lang="en">JSON</a>' in html, page


def test_an_entity_is_answered_with_its_newest_articles(client, article):
    person = Entity.objects.get()
    found = client.get(f"/api/v1/entities/{person.key}").json()
    assert (found["name"], found["type"], found["count"]) == ("سلمى الحداد", "person", 1)
    assert found["spellings"] == [{"surface": "سلمى الحداد", "count": 1}]
    assert [hit["id"] for hit in found["articles"]] == [article.key]
    assert client.get(found["search"]).json()["count"] == 1


def test_a_merged_entity_redirects_to_the_twin_of_the_other(client, article):
    kept = Entity.objects.get()
    merged = Entity.objects.create(type="person", name="سلمى", merged_into=kept)
    answer = client.get(f"/api/v1/entities/{merged.key}")
    assert (answer.status_code, answer["Location"]) == (302, f"/api/v1/entities/{kept.key}")


def test_a_source_is_answered_with_its_newest_articles(client, article):
    article.source.description = "يومية"
    article.source.save()
    found = client.get(f"/api/v1/sources/{article.source.key}").json()
    assert (found["name"], found["description"], found["count"]) == ("صحيفة المرفأ", "يومية", 1)
    assert [hit["id"] for hit in found["articles"]] == [article.key]


def test_names_and_sources_of_what_is_withdrawn_have_no_twin(client, article):
    addresses = [f"/api/v1/entities/{Entity.objects.get().key}", f"/api/v1/sources/{article.source.key}"]
    article_withdraw(article=article)
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, set(answer.json())) == (404, {"error"})
