"""A day as a front page: of a source, and of all."""

import datetime as dt

import pytest

from archive.catalog.services import article_withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbor(make_article):
    first = make_article(title="أول الخبر")
    make_article(title="خبر الجارة", source="صحيفة الجارة")
    make_article(title="خبر أمس", published_on=dt.date(2024, 6, 19))
    make_article(title="خبر الشهر", published_on=dt.date(2024, 6, 1), published_precision="month")
    return first


def text_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_sources_day_has_its_articles_and_leads_to_its_other_days(client, harbor):
    text = text_of(client, f"/sources/{harbor.source.key}/2024-06-20/")
    assert "الخميس 20 يونيو 2024" in text
    assert f'<a href="/articles/{harbor.key}/">أول الخبر</a>' in text
    assert "خبر الجارة" not in text
    assert "خبر أمس" not in text
    assert f'rel="prev" href="/sources/{harbor.source.key}/2024-06-19/"' in text
    assert 'rel="next"' not in text
    assert 'aria-current="page">20</a>' in text
    assert text.index("ولا يُعرف يومها") < text.index("خبر الشهر")


def test_a_day_of_all_sources_names_them(client, harbor):
    text = text_of(client, "/days/2024-06-20/")
    assert "أول الخبر" in text
    assert "خبر الجارة" in text
    assert f'href="/sources/{harbor.source.key}/2024-06-20/"' in text
    assert client.get("/days/")["Location"] == "/days/2024-06-20/"


def test_what_is_withdrawn_is_gone_at_once(client, harbor):
    article_withdraw(article=harbor)
    assert "أول الخبر" not in text_of(client, "/days/2024-06-20/")
    assert "أول الخبر" not in text_of(client, f"/sources/{harbor.source.key}/2024-06-20/")


def test_a_day_without_anything_leads_to_others(client, make_article):
    article = make_article()
    text = text_of(client, f"/sources/{article.source.key}/2024-07-03/", 404)
    assert "لا مقالات من هذا اليوم" in text
    assert f'rel="prev" href="/sources/{article.source.key}/2024-06-20/"' in text


def test_robots_leave_out_days_without_articles_alone(client, harbor):
    assert '<meta name="robots"' not in text_of(client, "/days/2024-06-20/")
    assert '<meta name="robots" content="noindex, follow">' in text_of(client, "/days/2024-07-03/", 404)


@pytest.mark.parametrize("day", ["2024-02-30", "2024-6-20", "20240620", "yesterday", "2024-W25-4"])
def test_what_is_no_day_is_not_found(client, harbor, day):
    for address in (f"/days/{day}/", f"/sources/{harbor.source.key}/{day}/"):
        assert "لا مقالات من هذا اليوم" not in text_of(client, address, 404)


def test_a_source_that_readers_may_not_know_of_has_no_days(client, make_article):
    hidden = make_article(state="draft", source="صحيفة مستورة")
    assert "مستورة" not in text_of(client, f"/sources/{hidden.source.key}/2024-06-20/", 404)


def test_the_page_of_a_source_leads_to_its_newest_day(client, harbor, fake_search):
    assert f'href="/sources/{harbor.source.key}/2024-06-20/"' in text_of(client, f"/sources/{harbor.source.key}/")


def test_an_empty_archive_has_no_days(client, db):
    assert client.get("/days/").status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_day_of_the_calendar_have_a_page(client, harbor, day):
    for address in (f"/days/{day}/", f"/sources/{harbor.source.key}/{day}/"):
        assert 'href="/' in text_of(client, address, 404)
