"""Results of several versions: grouped from the catalog's groups, shown by the catalog's state."""

import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save, article_withdraw, outbox_add
from archive.coverage.models import Version, VersionGroup
from archive.search import DateRange, SearchRequest, counts, drain, find, index_diff, search
from archive.search.request_clauses import SearchRequestError
from tests.search.conftest import ask, write

pytestmark = pytest.mark.django_db


def versions(*articles: Article) -> VersionGroup:
    """The articles as versions of one text."""
    group = VersionGroup.objects.create(representative=articles[0])
    for article in articles:
        Version.objects.create(article=article, group=group, relation="equal", basis="hash", share=1.0)
    outbox_add([article.pk for article in articles])
    return group


@pytest.fixture
def printed() -> list[Article]:
    """Three versions of one text, and another article."""
    found = [
        write("رست السفينة", "رست السفينة في الميناء صباحًا.", source=f"صحيفة {number}", published=f"2024-06-2{number}")
        for number in range(3)
    ]
    versions(*found)
    return [*found, write("غادرت السفينة", "غادرت السفينة مساءً.", published="2024-06-10")]


def test_versions_are_one_result_when_asked_for(printed):
    page = ask("السفينة", group="versions", sort="newest")
    assert [hit.pk for hit in page.hits] == [printed[2].pk, printed[3].pk]
    assert [version.pk for version in page.hits[0].versions] == [printed[1].pk, printed[0].pk]
    assert (page.hits[0].versions[0].source_name, page.hits[0].versions[0].date) == ("صحيفة 1", "2024-06-21")
    assert page.hits[1].versions == ()
    assert (page.count, page.groups, page.pages) == (4, 2, 1)


def test_each_article_is_a_result_by_itself_unless_asked_for(printed):
    page = ask("السفينة", sort="newest")
    assert len(page.hits) == page.count == page.groups == 4
    assert all(hit.versions == () for hit in page.hits)


def test_the_default_of_a_door_gives_way_to_what_is_asked(printed):
    assert ask("السفينة", default_group="versions").groups == 2
    assert ask("السفينة", group="none", default_group="versions").groups == 4
    with pytest.raises(SearchRequestError):
        ask("السفينة", group="pages")


def test_only_versions_that_the_filters_keep_are_grouped(printed):
    early = DateRange(dt.date(2024, 6, 1), dt.date(2024, 6, 21))
    page = ask("السفينة", group="versions", sort="newest", published=early)
    assert [hit.pk for hit in page.hits] == [printed[1].pk, printed[3].pk]
    assert [version.pk for version in page.hits[0].versions] == [printed[0].pk]


def test_facets_and_counts_are_of_articles(printed):
    page = ask("السفينة", group="versions", facets=("year", "source"))
    assert [(value.key, value.count) for value in page.facets["year"]] == [("2024", 4)]
    assert counts(SearchRequest("السفينة", group="versions"), [DateRange(dt.date(2024, 6, 20), None)]) == [3]


def test_a_page_counts_results(printed):
    pages = [ask("السفينة", group="versions", sort="oldest", per_page=1, page=page) for page in (1, 2, 3)]
    assert [[hit.pk for hit in page.hits] for page in pages] == [[printed[3].pk], [printed[0].pk], []]
    assert {page.pages for page in pages} == {2}


def test_the_articles_of_a_search_are_those_that_stand_for_their_versions(printed):
    drain()
    found = find(SearchRequest("السفينة", group="versions", sort="newest"), 10)
    assert found.pks == (printed[2].pk, printed[3].pk)
    assert found.count == 4


def test_the_next_version_stands_for_one_that_was_withdrawn_since_it_was_indexed(printed):
    drain()
    article_withdraw(article=printed[2])
    page = search(SearchRequest("السفينة", group="versions", sort="newest"))
    assert [hit.pk for hit in page.hits] == [printed[1].pk, printed[3].pk]
    assert [version.pk for version in page.hits[0].versions] == [printed[0].pk]
    assert printed[2].key not in repr(page.hits)
    assert [hit.pk for hit in ask("السفينة", group="versions", sort="newest").hits] == [printed[1].pk, printed[3].pk]


def test_a_version_withdrawn_since_it_was_indexed_is_not_among_them(printed):
    drain()
    article_withdraw(article=printed[1])
    page = search(SearchRequest("السفينة", group="versions", sort="newest"))
    assert [version.pk for version in page.hits[0].versions] == [printed[0].pk]


def test_a_change_of_the_group_reaches_the_index_through_the_outbox(printed):
    assert ask("السفينة", group="versions").groups == 2
    Version.objects.filter(article=printed[0]).delete()
    assert index_diff().outdated == (printed[0].pk,)
    outbox_add([printed[0].pk])
    assert ask("السفينة", group="versions").groups == 3


def test_versions_cost_one_more_query_for_any_number(printed, django_assert_max_num_queries):
    write("خبر", "السفينة")
    ask("السفينة", facets=())
    request = SearchRequest("السفينة", facets=())
    with django_assert_max_num_queries(12) as plain:
        search(request)
    with django_assert_max_num_queries(len(plain) + 1):
        assert search(SearchRequest("السفينة", group="versions", facets=())).groups == 3


# Accession


@pytest.fixture
def accessions() -> list[Article]:
    """Three articles by time of accession, the first two at the same time; printed in another order."""
    days = {"2024-06-20": 1, "2023-01-01": 1, "2024-01-05": 5}
    found = []
    for published, day in days.items():
        article = write("خبر", "وصل الوفد.", published=published)
        added = dt.datetime(2026, 3, day, 12, 30, tzinfo=dt.UTC)
        Article.objects.filter(pk=article.pk).update(created_at=added)
        found.append(article)
    return found


def test_the_latest_accession_comes_first_and_ties_go_to_the_higher_key(accessions):
    first, second, third = accessions
    assert [hit.pk for hit in ask(sort="added").hits] == [third.pk, second.pk, first.pk]
    assert [hit.pk for hit in ask("الوفد", sort="added", per_page=1, page=2).hits] == [second.pk]


def test_articles_added_before_a_time_are_left_out(accessions):
    since = dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC)
    assert ask(added_from=since).count == 3
    assert [hit.pk for hit in ask(added_from=since + dt.timedelta(microseconds=1)).hits] == [accessions[2].pk]
    assert ask("الوفد", added_from=dt.datetime(2026, 3, 6, tzinfo=dt.UTC)).count == 0


def test_an_edit_changes_no_time_of_accession(accessions):
    before = [hit.pk for hit in ask(sort="added").hits]
    edited = Article.objects.get(pk=accessions[0].pk)
    edited.title = "خبر مصحح"
    article_save(article=edited)
    assert [hit.pk for hit in ask(sort="added").hits] == before
