"""Stories, outbox and index agree: whatever changes a story, the index follows."""

import pytest

from archive import search
from archive.catalog.models import OutboxEntry
from archive.catalog.services import article_delete, article_publish, article_withdraw, outbox_add
from archive.coverage.models import Story, StoryMember
from archive.coverage.services import stories_merge, story_change_undo, story_put_in, story_take_out
from archive.coverage.services.stories import stories_find
from tests.coverage.test_index_agreement import agree, settle
from tests.coverage.test_stories import FIRE, NEXT_DAY, SAME_FIRE, story_of

pytestmark = pytest.mark.django_db


def stories_found():
    """For each result of a search for a word of the reports, the article and the others of its story."""
    page = search.search(search.SearchRequest("زهرون", group="story", sort="oldest"))
    return {hit.pk: {one.pk for one in hit.tellers} - {hit.pk} for hit in page.hits}


@pytest.fixture
def pair(write):
    one = write(*FIRE, title="حريق في مصنع نسيج بزهرون يصيب تسعة عمال", source="أولى", published="2024-06-18")
    other = write(*SAME_FIRE, title="إصابة تسعة عمال في حريق مصنع زهرون للنسيج", source="ثانية", published="2024-06-18")
    settle()
    assert story_of(one) == story_of(other) is not None
    assert stories_found() == {other.pk: {one.pk}}
    return one, other


def test_two_reports_are_one_result_once_nothing_waits(pair):
    assert agree()


def test_what_is_withdrawn_leaves_the_result_and_comes_back_to_it(pair):
    one, other = pair
    article_withdraw(article=one)
    settle()
    assert agree()
    assert stories_found() == {other.pk: set()}
    article_publish(article=one)
    settle()
    assert agree()
    assert stories_found() == {other.pk: {one.pk}}


def test_a_deleted_article_leaves_the_result(pair):
    one, other = pair
    article_delete(article=one)
    settle()
    assert agree()
    assert stories_found() == {other.pk: set()}


def test_what_a_curator_takes_out_is_a_result_of_its_own_until_that_is_undone(pair):
    one, other = pair
    change = story_take_out(story=story_of(one), articles=[one])
    settle()
    assert agree()
    assert stories_found() == {one.pk: set(), other.pk: set()}
    story_change_undo(change=change)
    settle()
    assert agree()
    assert stories_found() == {other.pk: {one.pk}}


def test_what_a_curator_puts_in_or_merges_is_one_result_until_that_is_undone(pair, write):
    alone = write(*NEXT_DAY, title="مصنع زهرون", source="ثالثة", published="2024-08-18")
    settle()
    put_in = story_put_in(story=story_of(pair[0]), articles=[alone])
    settle()
    assert agree()
    assert list(map(len, stories_found().values())) == [2]
    story_change_undo(change=put_in)
    StoryMember.objects.create(article=alone, story=Story.objects.create(), basis="words", sureness=1)
    outbox_add([alone.pk])
    settle()
    assert agree()
    assert sorted(map(len, stories_found().values())) == [0, 1]
    merge = stories_merge(kept=story_of(alone), merged=story_of(pair[0]))
    settle()
    assert agree()
    assert list(map(len, stories_found().values())) == [2]
    story_change_undo(change=merge)
    settle()
    assert agree()
    assert sorted(map(len, stories_found().values())) == [0, 1]


def test_stories_that_become_one_are_one_result(pair, write):
    """Two papers' copies of a report of the pair, put into a story of their own until one of them is placed again."""
    more = [write(*SAME_FIRE, title="حريق زهرون", source=name, published="2024-06-18") for name in ("ثالثة", "رابعة")]
    settle()
    pks = [article.pk for article in more]
    StoryMember.objects.filter(article__in=pks).update(story=Story.objects.create())
    outbox_add(pks)
    settle()
    assert len(stories_found()) == 2
    stories_find([more[0].pk])
    assert OutboxEntry.objects.filter(article_pk=more[1].pk).exists()
    settle()
    assert agree()
    (others,) = stories_found().values()
    assert len(others) == 3


@pytest.mark.parametrize("is_first", [True, False], ids=["saved before", "saved after"])
def test_an_undated_version_is_in_the_story_whenever_it_came(write, is_first):
    def undated():
        return write(*FIRE, title="حريق مصنع", source="رابعة", published=None)

    copy = undated() if is_first else None
    one = write(*FIRE, title="حريق في مصنع نسيج بزهرون يصيب تسعة عمال", source="أولى", published="2024-06-18")
    write(*SAME_FIRE, title="إصابة تسعة عمال في حريق مصنع زهرون للنسيج", source="ثانية", published="2024-06-18")
    copy = copy or undated()
    settle()
    assert StoryMember.objects.get(article=copy).story == story_of(one)
    assert agree()
    assert len(stories_found()) == 1


def test_an_undated_version_placed_alone_follows_once_its_text_has_a_story(write, monkeypatch):
    copy = write(*FIRE, title="حريق مصنع", source="رابعة", published=None)
    one = write(*FIRE, title="حريق في مصنع نسيج بزهرون يصيب تسعة عمال", source="أولى", published="2024-06-18")
    settle()
    assert story_of(copy) == story_of(one)
    StoryMember.objects.all().delete()
    write(*SAME_FIRE, title="إصابة تسعة عمال في حريق مصنع زهرون للنسيج", source="ثانية", published="2024-06-18")
    stories_find([one.pk])
    settle()
    assert story_of(copy) == story_of(one) is not None
    assert agree()
