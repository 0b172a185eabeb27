import pytest

from archive.catalog.models import FormerSourceKey, Source

pytestmark = pytest.mark.django_db


def test_it_shows_what_the_archive_holds_of_a_source(client, make_article, hit_of, fake_search):
    article = make_article()
    fake_search.hits = [hit_of(article)]
    text = client.get(f"/sources/{article.source.key}/").content.decode()
    assert "صحيفة المرفأ" in text
    assert "مقال واحد" in text
    assert f'name="source" value="{article.source.key}"' in text


def test_a_source_without_articles_is_shown_too(client, fake_search):
    source = Source.objects.create(name="صحيفة جديدة")
    assert "لا مقالات منشورة" in client.get(f"/sources/{source.key}/").content.decode()


def test_an_unknown_key_is_not_found(client):
    assert client.get("/sources/nothing/").status_code == 404


def test_the_address_of_a_source_that_was_merged_leads_to_the_one_that_stayed(client, fake_search):
    source = Source.objects.create(name="صحيفة جديدة")
    FormerSourceKey.objects.create(key="formerly", source=source)
    answer = client.get("/sources/formerly/")
    assert (answer.status_code, answer["Location"]) == (301, f"/sources/{source.key}/")
