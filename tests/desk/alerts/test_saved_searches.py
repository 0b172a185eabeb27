"""Saved searches: whose they are, what is new in them, and what is kept."""

import json

import pytest
from django.db import IntegrityError, transaction

from archive import search
from archive.catalog.services import article_publish, article_withdraw
from archive.desk import selectors, services
from archive.desk.models import Arrival, SavedSearch
from archive.web.presenters.saved_search import saved_request

ALL = saved_request("")


def new(saved):
    saved.refresh_from_db()
    return selectors.new_in(saved_request(saved.query), saved.seen_arrival)


def test_what_is_public_when_it_is_saved_is_not_new_and_what_comes_later_is(huda, make_article):
    make_article()
    saved = services.saved_search_add(user=huda, name="ميناء", query="q=الميناء")
    assert new(saved) == []
    late = make_article("عاد الوفد من الميناء.")
    make_article("أُعلن عن مباراة.")
    services.arrivals_record()
    assert new(saved) == [late.pk]


def test_an_article_not_yet_indexed_when_the_search_is_saved_is_new_once_it_is(huda, make_article):
    late = make_article(indexed=False)
    saved = services.saved_search_add(user=huda, name="ميناء", query="q=الميناء")
    search.drain()
    services.arrivals_record()
    assert new(saved) == [late.pk]


def test_a_draft_is_new_when_it_is_published_and_a_withdrawn_article_is_not_new_again(huda, make_article):
    draft, withdrawn = make_article(state="draft"), make_article("غادر الوفد الميناء.")
    saved = services.saved_search_add(user=huda, name="ميناء", query="q=الميناء")
    article_withdraw(article=withdrawn)
    search.drain()
    services.arrivals_record()
    for article in (withdrawn, draft):
        article_publish(article=article)
    search.drain()
    services.arrivals_record()
    assert new(saved) == [draft.pk]


def test_opening_marks_what_is_there_as_seen(huda, make_article):
    saved = services.saved_search_add(user=huda, name="ميناء", query="q=الميناء")
    first = make_article()
    _, before = services.saved_search_open(user=huda, key=saved.key)
    assert new(saved) == []
    assert selectors.new_in(saved_request(saved.query), before) == [first.pk]


def test_arrivals_are_recorded_once(make_article):
    make_article()
    last = services.arrivals_record()
    assert services.arrivals_record() == last
    assert Arrival.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda user, key: services.saved_search_rename(user=user, key=key, name="لي", note=""),
        lambda user, key: services.saved_search_open(user=user, key=key),
        lambda user, key: services.saved_search_delete(user=user, key=key),
        lambda user, key: services.alert_choose(user=user, key=key, rhythm="daily", hour=1, weekday=1),
        lambda user, key: services.alert_feed_renew(user=user, key=key),
        lambda user, key: services.alert_feed_withdraw(user=user, key=key),
    ],
)
def test_nobody_changes_another_ones(huda, salim, change):
    saved = services.saved_search_add(user=huda, name="ميناء", query="q=الميناء")
    kept = SavedSearch.objects.values().get(pk=saved.pk)
    with pytest.raises(SavedSearch.DoesNotExist):
        change(salim, saved.key)
    assert SavedSearch.objects.values().get(pk=saved.pk) == kept


def test_nobody_reads_another_ones(huda, salim):
    services.saved_search_add(user=huda, name="ميناء", query="q=الميناء")
    assert not selectors.saved_searches(salim).exists()
    assert selectors.kept_searches(salim) == []


def test_a_feed_is_found_by_its_token_until_it_is_renewed_or_withdrawn(huda, watch):
    saved = watch(rhythm="none", feed=True)
    token = saved.feed_token
    assert len(token) >= 32
    assert token not in str(SavedSearch.objects.values().get())
    assert selectors.search_of_feed(token) == saved
    renewed = services.alert_feed_renew(user=huda, key=saved.key)
    assert selectors.search_of_feed(token) is None
    assert selectors.search_of_feed(renewed) == saved
    services.alert_feed_withdraw(user=huda, key=saved.key)
    assert selectors.search_of_feed(renewed) is None
    saved.refresh_from_db()
    assert saved.watched_from is None


@pytest.mark.parametrize(
    "fields", [{"rhythm": "hourly"}, {"hour": 24}, {"weekday": 7}, {"name": ""}, {"rhythm": "daily"}]
)
def test_the_database_holds_no_nonsense(huda, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedSearch.objects.create(**{"owner": huda, "name": "بحث", **fields})


def test_all_that_is_kept_can_be_downloaded_and_goes_with_its_owner(huda, watch, make_article, run):
    watch()
    article = make_article()
    run()
    kept = json.loads(json.dumps(selectors.kept_searches(huda)))
    assert [one["search"] for one in kept] == ["q=الميناء"]
    assert kept[0]["found"][0]["article"] == article.key
    assert kept[0]["found"][0]["mail"] == kept[0]["mails"][0]["message_id"]
    assert kept[0]["mails"][0]["recipient"] == "huda@example.org"
    huda.delete()
    assert not SavedSearch.objects.exists()
