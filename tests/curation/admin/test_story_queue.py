"""The queue of uncertain stories: what waits, and what one click decides and takes back."""

import datetime as dt

import pytest
from django.urls import reverse

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.coverage.models import Story, StoryChange, StoryDecision, StoryMember, StoryPairDecision
from archive.curation.queues import waiting_queues
from tests.curation.browser_forms import form_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/coverage/story/queue/"


def make(*sureness, day=18, **fields):
    on = dt.date(2024, 6, day)
    story = Story.objects.create(first_day=on, last_day=on, **fields)
    for number, one in enumerate(sureness):
        dated = {"published_on": on, "published_precision": "day", "published_basis": "stated"}
        source, _ = Source.objects.get_or_create(name=f"صحيفة {number}")
        article = Article(title=f"خبر {day} {number}", source=source, **dated)
        article_save(article=article, paragraphs=[("lede", f"نص {day} {number}.")])
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=one)
    return story


@pytest.fixture
def curator(sign_in):
    return sign_in("huda", group="curator")


@pytest.fixture
def senior(sign_in):
    return sign_in("samir", group="senior_curator")


@pytest.fixture
def doubtful():
    """A sure story, a doubtful one, and one that is nearly its next day's."""
    sure, low = make(0.9, 0.95), make(0.5, 0.55, 0.5, day=10)
    return sure, low, make(0.9, 0.9, day=19, previous=sure, previous_odds=0.5)


def rows(client):
    return client.get(ADDRESS).context["rows"]


def keys(client):
    return [row.key for _, row, _ in rows(client)]


def decide(client, place, decision):
    form = form_of(client.get(ADDRESS).content.decode())
    return client.post(ADDRESS, {**form, "decide": f"{decision}:{place}"}, follow=True)


def test_what_is_sure_or_decided_or_far_apart_does_not_wait(curator, doubtful):
    sure, low, near = doubtful
    assert keys(curator) == [f"{near.pk}:{sure.pk}", str(low.pk)]
    Story.objects.filter(pk=near.pk).update(previous_odds=-1.5)
    assert keys(curator) == [str(low.pk)]
    Story.objects.filter(pk=near.pk).update(previous_odds=0.5, first_day=dt.date(2024, 6, 25))
    assert keys(curator) == [str(low.pk)]


def test_those_with_most_articles_come_first_and_are_counted_on_the_first_page(curator, doubtful):
    low = doubtful[1]
    big = make(*[0.5] * 6, day=2)
    assert keys(curator)[0] == str(big.pk)
    user = curator.get(ADDRESS).wsgi_request.user
    found = {queue.label: (queue.count, queue.address) for queue in waiting_queues(user)}
    assert found["قصص غير مؤكدة"] == (3, ADDRESS)
    assert f"/admin/coverage/story/{low.pk}/change/" in curator.get(ADDRESS).content.decode()


def test_one_click_confirms_a_story_and_one_takes_it_back(curator, doubtful):
    low = doubtful[1]
    decide(curator, 1, "accept")
    assert StoryDecision.objects.filter(story=low, belongs=True).count() == 3
    assert keys(curator) == [keys(curator)[0]]
    curator.post(ADDRESS, {"undo": "1"})
    assert not StoryDecision.objects.exists()
    assert str(low.pk) in keys(curator)


def test_one_click_says_that_two_stories_are_not_one(curator, doubtful):
    sure, low, near = doubtful
    decide(curator, 0, "accept")
    assert StoryPairDecision.objects.get().kind == "apart"
    assert keys(curator) == [str(low.pk)]
    assert Story.objects.get(pk=near.pk).previous == sure


def test_senior_curators_merge_with_one_click_and_others_are_not_offered_it(curator, senior, doubtful):
    sure, _, near = doubtful
    assert "change=merge:0" not in curator.get(ADDRESS).content.decode()
    decide(curator, 0, "change=merge")
    assert Story.objects.count() == 3
    assert "change=merge:0" in senior.get(ADDRESS).content.decode()
    decide(senior, 0, "change=merge")
    assert Story.objects.count() == 2
    senior.post(ADDRESS, {"undo": "1"})
    assert Story.objects.get(key=near.key).previous == Story.objects.get(key=sure.key)


def test_what_a_colleague_decided_meanwhile_changes_nothing(curator, senior, doubtful):
    low = doubtful[1]
    form = form_of(senior.get(ADDRESS).content.decode())
    article = low.members.first().article
    page = reverse("admin:coverage_story_decide", args=[low.pk])
    seen = form_of(curator.get(reverse("admin:coverage_story_change", args=[low.pk])).content.decode())["seen"]
    curator.post(page, {"decide": "out", "chosen": article.pk, "seen": seen})
    answer = senior.post(ADDRESS, {**form, "decide": "accept:1"}, follow=True)
    assert "حسمها زميل" in answer.content.decode()
    assert StoryChange.objects.count() == 1
