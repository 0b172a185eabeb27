import datetime as dt

import pytest

from archive.catalog.services import article_withdraw
from archive.search import FacetValue

pytestmark = pytest.mark.django_db


def test_an_empty_archive_says_how_to_fill_it(client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "manage.py ingest" in answer.content.decode()


def test_it_shows_the_search_box_the_size_and_the_newest(client, make_article, fake_search):
    article = make_article()
    text = client.get("/").content.decode()
    assert 'name="q"' in text
    assert "مقال واحد" in text
    assert "20 يونيو 2024" in text
    assert article.title in text
    assert article.get_absolute_url() in text


def test_it_names_the_most_mentioned(client, make_article, fake_search):
    make_article()
    fake_search.facets = {"agency": (), "person": (FacetValue("nobody", 3),)}
    assert '/entities/nobody/"' in client.get("/").content.decode()


def test_an_archive_of_the_first_days_of_the_calendar_opens(client, make_article, fake_search):
    make_article(published_on=dt.date(1, 1, 1))
    assert client.get("/").status_code == 200


def test_what_is_withdrawn_is_not_among_the_newest(client, make_article, fake_search):
    make_article()
    withdrawn = make_article(title="خبر سُحب")
    article_withdraw(article=withdrawn)
    assert "خبر سُحب" not in client.get("/").content.decode()


def test_it_is_right_to_left_arabic(client, make_article, fake_search):
    make_article()
    assert '<html lang="ar" dir="rtl">' in client.get("/").content.decode()


def test_it_rejects_post(client):
    assert client.post("/").status_code == 405


def test_many_articles_cost_no_more_queries(client, make_article, fake_search, django_assert_max_num_queries):
    for number in range(12):
        make_article(title=f"خبر {number}", source=f"مصدر {number}")
    with django_assert_max_num_queries(8):
        client.get("/")


@pytest.mark.parametrize("address", ["/", "/sources/{source}/"])
def test_pages_without_a_search_of_their_own_show_the_chart(client, make_article, hit_of, fake_search, address):
    found = make_article()
    fake_search.hits = [hit_of(found)]
    fake_search.facets = {"year": (FacetValue("2023", 1), FacetValue("2024", 2)), "month": ()}
    page = client.get(address.format(source=found.source.key)).content.decode()
    assert 'class="chart"' in page
    assert "2023: مقال واحد" in page


def test_an_article_dated_after_tomorrow_is_not_the_newest(client, make_article, fake_search):
    make_article()
    make_article(title="خبر من المستقبل", published_on=dt.date(9999, 12, 31))
    text = client.get("/").content.decode()
    assert "خبر من المستقبل" not in text
    assert "9999" not in text
    since = fake_search.asked[-1].published.first
    assert since is None or since.year == 2024
