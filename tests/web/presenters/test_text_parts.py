"""Long articles are shown in parts."""

import pytest
from django.http import QueryDict

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.web.presenters.text_parts import MAX_WHOLE_PARAGRAPHS, PART_PARAGRAPHS, text_part

pytestmark = pytest.mark.django_db


def long_article(count):
    return article_save(
        article=Article(title="طويل"), paragraphs=[("paragraph", f"فقرة رقم {n}.") for n in range(count)]
    )


def test_an_article_within_the_bound_is_shown_whole(client):
    article = long_article(MAX_WHOLE_PARAGRAPHS)
    assert text_part(article, QueryDict("part=2")) is None
    page = client.get(article.get_absolute_url()).content.decode()
    assert f"فقرة رقم {MAX_WHOLE_PARAGRAPHS - 1}." in page
    assert "أجزاء النص" not in page


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_part_shows_its_paragraphs_and_leads_to_its_neighbours(client, number):
    article = long_article(501)
    page = client.get(article.get_absolute_url(), {"part": number, "q": "فقرة"}).content.decode()
    first = (number - 1) * PART_PARAGRAPHS
    shown = [n for n in (0, 199, 200, 399, 400, 500) if f" رقم {n}." in page]
    assert shown == [n for n in (0, 199, 200, 399, 400, 500) if first <= n < first + PART_PARAGRAPHS]
    assert ("الجزء التالي" in page or 'rel="next' in page) == (number < 3)
    assert ("part=1" in page) == (number == 2)


@pytest.mark.parametrize("asked", ["0", "-1", "4", "x", "9" * 40, "", "١"])
def test_a_part_that_is_not_there_is_the_first(client, asked):
    article = long_article(501)
    part = text_part(article, QueryDict(f"part={asked}" if asked else ""))
    assert (part.number, part.count, part.previous) == (1, 3, "")
    assert client.get(article.get_absolute_url(), {"part": asked}).status_code == 200
