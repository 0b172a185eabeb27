"""One result a story: grouped from the catalog's stories, shown by the catalog's state."""

import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_set_state, article_withdraw, outbox_add
from archive.coverage.models import Story, StoryMember
from archive.search import DateRange, SearchRequest, counts, drain, find, index_diff, search
from tests.search.conftest import ask, write
from tests.search.test_grouping import versions

pytestmark = pytest.mark.django_db


def story(*articles: Article) -> Story:
    """The articles as tellings of one event."""
    made = Story.objects.create()
    for article in articles:
        StoryMember.objects.create(article=article, story=made, basis="words", sureness=0.8)
    outbox_add([article.pk for article in articles])
    return made


@pytest.fixture
def told() -> list[Article]:
    """Five tellings of one event, of which the first two print one text and the last is by the outlet of the third; then an
    article of another event and, of a third event, two versions of one text that are in no story."""
    printed = [("صحيفة 0", 20), ("صحيفة 1", 21), ("صحيفة 2", 22), ("صحيفة 3", 23), ("صحيفة 2", 24)]
    found = [
        write("رست السفينة", f"رست السفينة {number} في الميناء.", source=source, published=f"2024-06-{day}")
        for number, (source, day) in enumerate(printed)
    ]
    found.append(write("غادرت السفينة", "غادرت السفينة مساءً.", source="صحيفة 9", published="2024-06-10"))
    found += [
        write("بيعت السفينة", "بيعت السفينة.", source=f"صحيفة {day}", published=f"2024-05-0{day}") for day in (1, 2)
    ]
    versions(*found[:2])
    versions(*found[6:])
    story(*found[:5])
    return found


def by_story(**parameters):
    return ask("السفينة", **{"group": "story", "sort": "newest", **parameters})


def texts(hit):
    """Primary keys of the other texts of a hit's story, those of one text together."""
    return [[one.pk for one in text] for text in hit.story.others]


def test_the_articles_of_a_story_are_one_result(told):
    page = by_story()
    assert [hit.pk for hit in page.hits] == [told[4].pk, told[5].pk, told[7].pk]
    hit = page.hits[0]
    assert texts(hit) == [[told[3].pk], [told[2].pk], [told[1].pk, told[0].pk]]
    assert (hit.story.key, hit.story.size, hit.versions) == (Story.objects.get().key, 5, ())
    assert [one.source_name for one in hit.story.others[2]] == ["صحيفة 1", "صحيفة 0"]
    assert (page.count, page.groups, page.pages) == (8, 3, 1)


def test_what_has_no_story_is_a_result_with_its_versions(told):
    _, alone, copied = by_story().hits
    assert (alone.story, alone.versions) == (None, ())
    assert copied.story is None
    assert [one.pk for one in copied.versions] == [told[6].pk]


def test_versions_of_the_result_are_apart_from_other_texts(told):
    (hit, *_) = by_story(published=DateRange(dt.date(2024, 6, 20), dt.date(2024, 6, 22)), sort="oldest").hits
    assert hit.pk == told[0].pk
    assert [one.pk for one in hit.versions] == [told[1].pk]
    assert texts(hit) == [[told[2].pk]]
    assert [one.pk for one in hit.tellers] == [told[0].pk, told[1].pk, told[2].pk]
    assert hit.story.size == 5


def test_only_what_the_filters_keep_is_grouped(told):
    (hit,) = by_story(published=DateRange(dt.date(2024, 6, 23), dt.date(2024, 6, 23))).hits
    assert (hit.pk, texts(hit), hit.story.size) == (told[3].pk, [], 5)


def test_the_best_match_stands_for_the_story():
    told = [
        write("خبر", "قيل إن السفينة رست.", source="أولى"),
        write("رست السفينة", "رست السفينة.", source="ثانية"),
    ]
    story(*told)
    (hit,) = ask("رست السفينة", group="story").hits
    assert hit.pk == told[1].pk
    assert "<mark>السفينة</mark>" in hit.title_html


def test_facets_and_counts_are_of_articles(told):
    plain, page = ask("السفينة", facets=("year", "source")), by_story(facets=("year", "source"))
    assert page.facets == plain.facets
    assert (page.count, page.first_day, page.last_day) == (plain.count, plain.first_day, plain.last_day)
    assert counts(SearchRequest("السفينة", group="story"), [DateRange(dt.date(2024, 6, 20), None)]) == [5]


def test_a_page_and_a_cursor_go_from_story_to_story(told):
    pages = [by_story(per_page=1, page=page) for page in (1, 2, 3)]
    assert [hit.pk for page in pages for hit in page.hits] == [told[4].pk, told[5].pk, told[7].pk]
    after = by_story(per_page=2, cursor=pages[0].next)
    assert [hit.pk for hit in after.hits] == [told[5].pk, told[7].pk]
    assert after.next is None


def test_the_articles_of_a_search_are_those_that_stand_for_their_stories(told):
    drain()
    found = find(SearchRequest("السفينة", group="story", sort="newest"), 10)
    assert found.pks == (told[4].pk, told[5].pk, told[7].pk)
    assert found.count == 8


@pytest.mark.parametrize("state", ["withdrawn", "draft", "embargoed"])
@pytest.mark.parametrize("is_indexed", [False, True], ids=["before the index follows", "after"])
@pytest.mark.parametrize("gone", [4, 3], ids=["the first", "another"])
def test_what_readers_may_not_see_is_neither_shown_nor_counted_in_its_story(told, gone, state, is_indexed):
    drain()
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1) if state == "embargoed" else None
    article_set_state(article=told[gone], state=state, embargo_until=until)
    page = by_story() if is_indexed else search(SearchRequest("السفينة", group="story", sort="newest"))
    hit = page.hits[0]
    assert hit.pk == told[7 - gone].pk
    assert texts(hit) == [[told[2].pk], [told[1].pk, told[0].pk]]
    assert hit.story.size == 4
    assert told[gone].key not in repr(page.hits)
    if is_indexed:
        assert (page.count, page.groups) == (7, 3)


def test_of_a_story_that_one_article_is_left_of_nothing_is_said(told):
    drain()
    for article in told[:4]:
        article_withdraw(article=article)
    assert by_story().hits[0].story is None


def test_what_left_the_story_is_not_said_to_be_in_it(told):
    drain()
    StoryMember.objects.filter(article=told[2]).delete()
    (hit, *_) = search(SearchRequest("السفينة", group="story", sort="newest")).hits
    assert (texts(hit), hit.story.size) == ([[told[3].pk], [told[1].pk, told[0].pk]], 4)


def test_a_change_of_the_story_reaches_the_index_through_the_outbox(told):
    assert by_story().groups == 3
    StoryMember.objects.filter(article=told[2]).delete()
    assert index_diff().outdated == (told[2].pk,)
    outbox_add([told[2].pk])
    page = by_story()
    assert page.groups == 4
    assert page.hits[1].pk == told[2].pk


def test_stories_cost_three_more_queries_for_any_number(told, django_assert_max_num_queries):
    story(write("خبر", "السفينة"), write("خبر", "السفينة راسية"))
    ask("السفينة", facets=())
    with django_assert_max_num_queries(12) as plain:
        search(SearchRequest("السفينة", facets=()))
    with django_assert_max_num_queries(len(plain) + 3):
        assert search(SearchRequest("السفينة", group="story", facets=())).groups == 4
