import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.chronology.selectors import article_dates, dates_by_article
from archive.chronology.services import dates_refresh


@pytest.fixture
def articles(db):
    saved = []
    for text in ("في عام 2011 ثم 2013-05-01", "بلا تاريخ"):
        paragraphs = [("lede", text)]
        article = article_save(article=Article(title="خبر"), paragraphs=paragraphs)
        dates_refresh(article=article, paragraphs=paragraphs)
        saved.append(article)
    return saved


def test_dates_come_in_printed_order(articles):
    assert [date.value for date in article_dates(articles[0])] == ["2011", "2013-05-01"]


def test_dates_of_several_articles_take_one_query(articles, django_assert_num_queries):
    with django_assert_num_queries(1):
        dates = dates_by_article([article.pk for article in articles])
    assert {pk: len(rows) for pk, rows in dates.items()} == {articles[0].pk: 2}
