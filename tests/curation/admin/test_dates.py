"""Dates in the curators' admin: what is decided there holds, is found anew, and can be taken back."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.chronology.services import dates_refresh
from archive.search import DateRange, SearchRequest, drain, search

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/chronology/datemention/"


@pytest.fixture
def curator(client):
    user = User.objects.create_user("curator", password="a long enough pass phrase", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    client.force_login(user)
    return client


@pytest.fixture
def date():
    article = Article(
        title="افتتاح الجسر", published_on=dt.date(2023, 2, 7), published_precision="day", published_basis="stated"
    )
    article_save(article=article, paragraphs=[("lede", "افتتح المحافظ الجسر أمس بحضور <b>الأهالي</b>.")])
    dates_refresh(article=article)
    drain()
    return article.dates.get()


def found(day):
    drain()
    return search(SearchRequest(mentions=DateRange(day, day))).count


def act(client, date, action):
    answer = client.post(LIST, {"action": action, "_selected_action": [date.pk]}, follow=True)
    assert answer.status_code == 200
    date.refresh_from_db()


def test_a_refused_date_is_found_no_more_until_the_decision_is_taken_back(curator, date):
    day = date.first
    assert found(day) == 1
    act(curator, date, "refuse")
    assert (date.decision, found(day)) == ("refused", 0)
    curator.post(LIST, {"action": "reopen", "_selected_action": [date.pk]}, follow=True)
    assert found(day) == 1


def test_a_confirmed_date_says_so(curator, date):
    act(curator, date, "confirm")
    assert date.decision == "confirmed"
    assert "مثبت" in curator.get(LIST).content.decode()


def test_a_corrected_date_is_found_by_its_new_value(curator, date):
    answer = curator.post(f"{LIST}{date.pk}/change/", {"value": "2023-02-05", "end_value": ""}, follow=True)
    assert answer.status_code == 200
    assert (found(dt.date(2023, 2, 5)), found(dt.date(2023, 2, 6))) == (1, 0)


@pytest.mark.parametrize(("value", "end_value"), [("2023-02-30", ""), ("أمس", ""), ("2023", "2022"), ("", "")])
def test_what_is_no_date_is_refused_with_a_sentence(curator, date, value, end_value):
    answer = curator.post(f"{LIST}{date.pk}/change/", {"value": value, "end_value": end_value})
    assert "errornote" in answer.content.decode()
    date.refresh_from_db()
    assert date.value == "2023-02-06"


def test_the_passage_is_shown_with_the_date_marked_and_its_text_escaped(curator, date):
    page = curator.get(f"{LIST}{date.pk}/change/").content.decode()
    assert "<mark>أمس</mark> بحضور &lt;b&gt;" in page


def test_nobody_adds_or_deletes_a_date_by_hand(curator, date):
    assert curator.get(f"{LIST}add/").status_code == 403
    assert curator.post(f"{LIST}{date.pk}/delete/", {"post": "yes"}).status_code == 403
