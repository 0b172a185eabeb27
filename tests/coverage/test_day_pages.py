import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.catalog.models import Article
from archive.coverage.models import Story, StoryMember
from archive.coverage.selectors import stories_listed, story_days
from archive.coverage.selectors.day_pages import ENOUGH, MOST

pytestmark = pytest.mark.django_db
FIRST = dt.date(2024, 1, 1)


def make_stories(*sizes_by_day):
    """For each day from the first on, stories of so many articles."""
    for number, sizes in enumerate(sizes_by_day):
        day = FIRST + dt.timedelta(days=number)
        for size in sizes:
            story = Story.objects.create(first_day=day, last_day=day)
            articles = [Article.objects.create(title="خبر", state="published", published_on=day, published_precision="day", published_basis="stated") for _ in range(size)]  # fmt: skip
            StoryMember.objects.bulk_create(
                StoryMember(article=one, story=story, basis="words", sureness=1) for one in articles
            )


def walked(**period):
    """All stories of all pages, and the number of pages."""
    found, pages, page = [], 0, 1
    last = period.pop("last", None)
    while True:
        days = story_days(last=last, page=page, **period)
        found += [story for _, listed in days.days for story in listed]
        pages += 1
        if days.number < days.pages:
            page = days.number + 1
        elif days.older:
            assert last is None or days.older < last
            last, page = days.older, 1
        else:
            return found, pages


def test_a_page_ends_with_a_day_once_it_has_enough():
    make_stories([2] * 3, [2, 3, 2], [2] * (ENOUGH - 3))
    found = story_days()
    assert [(day, len(listed)) for day, listed in found.days] == [(FIRST + dt.timedelta(days=2), ENOUGH - 3), (FIRST + dt.timedelta(days=1), 3)]  # fmt: skip
    assert [story.size for story in found.days[1][1]] == [3, 2, 2]
    assert found.older == FIRST
    assert story_days(last=found.older).older is None


def test_a_day_that_has_more_than_a_page_holds_is_divided():
    make_stories([2], [2] * (MOST + 5), [2])
    newest = story_days()
    assert newest.older == FIRST + dt.timedelta(days=1)
    pages = [story_days(last=newest.older, page=number) for number in (1, 2, 9)]
    assert [(one.number, one.pages, len(one.days[0][1])) for one in pages] == [(1, 2, MOST), (2, 2, 5), (2, 2, 5)]


@pytest.mark.parametrize("window", [1, 2, 7, 300])
def test_pages_have_every_listed_story_once_in_order(monkeypatch, window):
    monkeypatch.setattr("archive.coverage.selectors.day_pages.WINDOW", window)
    monkeypatch.setattr("archive.coverage.selectors.day_pages.MAX_WINDOWS", 3)
    make_stories([2, 1], [1, 1, 1], [3, 2, 4], [], [2] * (MOST + 3), [1], [2] * 30, [2])
    found, pages = walked()
    assert found == list(stories_listed())
    assert pages >= 4
    found, _ = walked(first=FIRST + dt.timedelta(days=2), last=FIRST + dt.timedelta(days=4))
    assert found == list(stories_listed(FIRST + dt.timedelta(days=2), FIRST + dt.timedelta(days=4)))


def test_undated_stories_are_last():
    make_stories([2])
    undated = Story.objects.create()
    for _ in range(2):
        StoryMember.objects.create(article=Article.objects.create(title="خبر", state="published"), story=undated, basis="version", sureness=1)  # fmt: skip
    assert [(day, len(listed)) for day, listed in story_days().days] == [(FIRST, 1), (None, 1)]
    assert [day for day, _ in story_days(last=FIRST).days] == [FIRST]


def test_the_cost_of_a_page_does_not_grow_with_the_archive():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            story_days()
        return len(captured)

    make_stories(*[[2] * 5] * 6)
    before = queries()
    make_stories(*[[2] * 5] * 20)
    assert queries() == before
