"""Groups, outbox and index agree when a group shrinks: what is left of it has no versions in searches either."""

import datetime as dt

import pytest

from archive import search
from archive.catalog.services import article_delete, article_publish, article_save, article_withdraw
from archive.coverage.models import Version, VersionGroup
from archive.coverage.services import comparisons_step, refusal_withdraw, versions_refuse
from tests.coverage.test_grouping import OTHER, PORT

pytestmark = pytest.mark.django_db


def settle():
    """What the background process does until nothing waits."""
    search.drain()
    while comparisons_step():
        search.drain()


def versions_found():
    """For each result of a search for a word of the text, the article and its other versions."""
    page = search.search(search.SearchRequest("دكانا", group="versions", sort="oldest"))
    return {hit.pk: [version.pk for version in hit.versions] for hit in page.hits}


def agree():
    found = search.index_diff()
    return not found.to_repair and not found.waiting


def refuse(first, second):
    versions_refuse(article=first, other=second)


def move(article):
    article.published_on = dt.date(2025, 1, 1)
    article_save(article=article)


def rewrite(article):
    article_save(article=article, paragraphs=[("paragraph", text) for text in OTHER])


@pytest.fixture
def pair(write):
    first, second = write(*PORT, source="أولى"), write(*PORT, source="ثانية", published="2024-06-21")
    settle()
    assert versions_found() == {first.pk: [second.pk]}
    return [first, second]


@pytest.mark.parametrize("gone", [0, 1], ids=["the first", "the other"])
@pytest.mark.parametrize(
    ("shrink", "is_found"),
    [
        (lambda gone, left: article_withdraw(article=gone), False),
        (lambda gone, left: article_delete(article=gone), False),
        (refuse, True),
        (lambda gone, left: move(gone), True),
        (lambda gone, left: rewrite(gone), False),
    ],
    ids=["withdrawn", "deleted", "refused", "moved in time", "rewritten"],
)
def test_what_is_left_of_a_pair_has_no_versions_in_searches(pair, gone, shrink, is_found):
    left, lost = pair[1 - gone], pair[gone]
    pk = lost.pk
    shrink(lost, left)
    settle()
    assert not VersionGroup.objects.exists()
    assert agree()
    assert versions_found() == ({left.pk: [], pk: []} if is_found else {left.pk: []})


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_group_of_three_goes_on_with_two_whichever_is_deleted(pair, write, gone):
    articles = [*pair, write(*PORT, source="ثالثة", published="2024-06-22")]
    settle()
    article_delete(article=articles.pop(gone))
    settle()
    first, second = articles
    assert agree()
    assert versions_found() == {first.pk: [second.pk]}


def test_deleting_all_but_one_member_leaves_no_group(pair, write):
    first, *others = [*pair, write(*PORT, source="ثالثة", published="2024-06-22")]
    settle()
    for article in others:
        article_delete(article=article)
    settle()
    assert not Version.objects.exists()
    assert agree()
    assert versions_found() == {first.pk: []}


def test_an_article_withdrawn_and_published_again_before_it_is_compared_keeps_its_versions(pair):
    first, second = pair
    article_withdraw(article=second)
    search.drain()
    article_save(article=first)
    search.drain()
    article_publish(article=second)
    settle()
    assert agree()
    assert versions_found() == {first.pk: [second.pk]}


def test_a_refusal_taken_back_joins_the_pair_again(pair):
    first, second = pair
    refusal = versions_refuse(article=second, other=first)
    settle()
    refusal_withdraw(refusal=refusal)
    settle()
    assert agree()
    assert versions_found() == {first.pk: [second.pk]}
