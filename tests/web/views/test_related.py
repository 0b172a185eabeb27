"""Three lists of related articles, each row with its reason."""

import datetime as dt

import pytest

from archive import search
from archive.catalog.services import article_set_state
from archive.entities.models import Entity, Mention
from archive.search import SearchUnavailableError

pytestmark = pytest.mark.django_db


def shown(client, article):
    answer = client.get(f"{article.get_absolute_url()}related/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def articles(make_article):
    """Two of one day, the first and the third with one person."""
    made = [
        make_article(title="خبر أول", paragraphs=[("paragraph", "سطر وحيد.")]),
        make_article(title="خبر ثانٍ", paragraphs=[("paragraph", "كلام غيره.")]),
        make_article(title="خبر ثالث", paragraphs=[("paragraph", "نص آخر.")], published_on=dt.date(2020, 1, 1)),
    ]
    person = Entity.objects.create(type="person", name="سلمى الحداد")
    for article in (made[0], made[2]):
        Mention.objects.create(article=article, entity=person, surface="س", paragraph=0, start=0, end=1)
    search.drain()
    return made


def test_each_list_says_why(client, articles):
    text = shown(client, articles[0])
    by_names, by_days = text[text.index('id="related-names"') :].split('id="related-days"')
    assert "خبر ثالث" in by_names
    assert "يذكر أيضًا: سلمى الحداد" in by_names
    assert "خبر ثانٍ" in by_days
    assert "نُشر في اليوم نفسه" in by_days


def test_the_article_leads_to_it(client, articles):
    address = f"{articles[0].get_absolute_url()}related/"
    text = client.get(articles[0].get_absolute_url()).content.decode()
    assert f'data-related="{address}"' in text
    assert f'href="{address}"' in text


def test_withdrawn_articles_are_in_no_list_before_the_index_knows(client, articles):
    article_set_state(article=articles[2], state="withdrawn")
    assert "خبر ثالث" not in shown(client, articles[0])


def test_an_article_without_related_ones_says_so(client, make_article):
    assert "لم نجد مقالات قريبة" in shown(client, make_article())


def test_while_the_engine_is_away_there_are_none(client, articles, monkeypatch):
    def fail(*arguments):
        raise SearchUnavailableError("away")

    for name in ("names", "words", "days"):
        monkeypatch.setattr(f"archive.web.views.related.related_by_{name}", fail)
    assert "لم نجد مقالات قريبة" in shown(client, articles[0])


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_is_not_found(client, articles, state):
    article_set_state(article=articles[0], state=state)
    assert client.get(f"{articles[0].get_absolute_url()}related/").status_code == 404
    assert client.get("/articles/nowhere/related/").status_code == 404


def test_neighbours_in_the_sources_day_are_linked(client, articles):
    text = client.get(articles[0].get_absolute_url()).content.decode()
    day = f'<a href="/sources/{articles[0].source.key}/2024-06-20/">20 يونيو 2024</a>'
    assert f"الخبر 1 من 2 نشرها <bdi>صحيفة المرفأ</bdi> في {day}" in " ".join(text.split()).replace(" </a>", "</a>")
    assert f'<a href="{articles[1].get_absolute_url()}" rel="next"><span>التالي</span> خبر ثانٍ</a>' in text
    assert "in-day" not in client.get(articles[2].get_absolute_url()).content.decode()
