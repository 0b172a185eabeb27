import datetime as dt

import pytest

from archive.entities.models import Entity, Mention
from archive.entities.selectors import PrintedTitle
from archive.search import SearchRequest

pytestmark = pytest.mark.django_db


def test_it_shows_names_counts_and_the_newest(client, make_article, hit_of, fake_search):
    person = Entity.objects.create(
        type="person", name="ليلى الساحلي", latin_name="Layla Sahili", description="وزيرة التجارة"
    )
    article = make_article()
    Mention.objects.create(article=article, entity=person, surface="الساحلي", paragraph=0, start=0, end=3)
    fake_search.hits = [hit_of(article)]
    text = client.get(person.get_absolute_url()).content.decode()
    for printed in ("ليلى الساحلي", "Layla Sahili", "وزيرة التجارة", "الساحلي", "مقال واحد", article.key):
        assert printed in text
    assert f'name="person" value="{person.key}"' in text
    assert fake_search.asked[0].filters == SearchRequest(filters={"person": (person.key,)}).filters


def test_an_entity_without_mentions_says_so(client, fake_search):
    place = Entity.objects.create(type="place", name="جزيرة بعيدة")
    text = client.get(place.get_absolute_url()).content.decode()
    assert "لا يرد ذكره" in text


def test_an_unknown_key_is_not_found(client):
    assert client.get("/entities/nobody/").status_code == 404


def test_it_lists_titles_with_their_years(client, fake_search, monkeypatch):
    roles = [
        PrintedTitle("الوزيرة", 3, dt.date(2015, 1, 2), dt.date(2024, 6, 20)),
        PrintedTitle("السفيرة", 2, None, None),
    ]
    monkeypatch.setattr("archive.web.views.entity.entity_titles", lambda found, limit: roles)
    person = Entity.objects.create(type="person", name="ليلى الساحلي")
    text = client.get(person.get_absolute_url()).content.decode()
    assert '<bdi>الوزيرة</bdi> <small class="muted"><bdi>2015–2024</bdi></small></span> <span class="count">3' in text
    assert '<bdi>السفيرة</bdi></span> <span class="count">2' in text
