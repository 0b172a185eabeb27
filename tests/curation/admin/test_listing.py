"""Lists of the admin are sorted alike by SQLite and PostgreSQL."""

import pytest
from django.urls import reverse

from archive.catalog.models import Article, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(admin_client):
    def titles(**parameters):
        response = admin_client.get(reverse("admin:catalog_article_changelist"), parameters)
        assert response.status_code == 200
        return [article.title for article in response.context["cl"].result_list]

    return titles


def column(name):
    from django.contrib import admin

    return admin.site.get_model_admin(Article).list_display.index(name) + 1


@pytest.fixture
def articles():
    source = Source.objects.create(key="s1", name="صحيفة الميناء")
    for number, (title, day, of) in enumerate(
        (("قديم", "1999-01-02", source), ("بلا تاريخ", None, None), ("جديد", "2020-05-06", source))
    ):
        Article.objects.create(
            key=f"k{number}", title=title, content_hash=str(number), source=of, published_on=day,
            published_precision="day" if day else "", published_basis="stated" if day else "",
        )  # fmt: skip


def test_articles_without_a_day_are_last_where_the_newest_come_first(articles, listed):
    number = column("published_value")
    assert listed(o=f"-{number}") == ["جديد", "قديم", "بلا تاريخ"]
    assert listed(o=f"{number}") == ["بلا تاريخ", "قديم", "جديد"]


def test_articles_without_a_source_stand_together(articles, listed):
    number = column("source")
    assert listed(o=f"-{number}")[-1] == "بلا تاريخ"
    assert listed(o=f"{number}")[0] == "بلا تاريخ"
