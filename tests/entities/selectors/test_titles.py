"""Titles printed before persons."""

import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention
from archive.entities.selectors import PrintedTitle, entity_titles

pytestmark = pytest.mark.django_db


def person(name):
    return Entity.objects.create(type="person", name=name)


def printed(text, *persons, day=None):
    dated = {"published_on": day, "published_precision": "day", "published_basis": "stated"} if day else {}
    article = article_save(article=Article(title="خبر", **dated), paragraphs=[("lede", text)])
    for one in persons:
        start = text.index(one.name)
        Mention.objects.create(
            article=article, entity=one, surface=one.name, paragraph=0, start=start, end=start + len(one.name)
        )


def test_titles_are_counted_under_their_commonest_spelling_with_their_days():
    who = person("سالم الناصر")
    printed("قال السفير الأميركي سالم الناصر شيئا.", who, day=dt.date(2023, 5, 1))
    printed("وأكد السفير الأمريكي سالم الناصر غيره.", who, day=dt.date(2024, 6, 20))
    printed("ووصل السفير الأميركي سالم الناصر.", who)
    printed("ووصل الوزير سالم الناصر.", who)
    assert entity_titles(who, limit=5) == [
        PrintedTitle("السفير الأميركي", 3, dt.date(2023, 5, 1), dt.date(2024, 6, 20))
    ]


def test_a_title_before_another_person_is_not_listed():
    who, other = person("سالم الناصر"), person("ليلى العلي")
    for _ in range(2):
        printed("التقت الوزيرة ليلى العلي سالم الناصر.", who, other)
    assert entity_titles(who, limit=5) == []
    assert [role.text for role in entity_titles(other, limit=5)] == ["الوزيرة"]


def test_titles_of_mentions_that_do_not_count_are_left_out():
    who = person("سالم الناصر")
    printed("قال الوزير سالم الناصر.", who)
    printed("قال الوزير سالم الناصر.", who)
    Mention.objects.update(confidence=0.2)
    assert entity_titles(who, limit=5) == []
