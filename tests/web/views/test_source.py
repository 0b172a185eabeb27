import pytest

from archive.catalog.models import Source

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
