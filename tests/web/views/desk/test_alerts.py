"""The private feed of a saved search, and ending its mails without a password."""

import feedparser
import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive import search
from archive.catalog.services import article_save, article_withdraw
from archive.desk import services
from archive.web.alerts import alerts_job, alerts_run
from archive.web.formats.alert_mail import unsubscribe_token


@pytest.fixture
def huda(db):
    return User.objects.create_user("huda", email="huda@example.org")


@pytest.fixture
def saved(huda):
    saved = services.saved_search_add(user=huda, name="الميناء & «المرفأ»", query="q=الميناء")
    token = services.alert_feed_renew(user=huda, key=saved.key)
    services.alert_choose(user=huda, key=saved.key, rhythm="instant", hour=7, weekday=6)
    saved.refresh_from_db()
    saved.feed_token = token
    return saved


def feed(saved):
    answer = Client().get(f"/me/searches/{saved.feed_token}.atom")
    assert answer.status_code == 200
    return answer


def test_the_feed_lists_what_was_found_each_article_once_with_ids_that_stay(saved, make_article):
    articles = [make_article(title=f"الميناء {number}") for number in range(3)]
    search.drain()
    alerts_run()
    before = feedparser.parse(feed(saved).content)
    article_save(article=articles[0], paragraphs=[("lede", "نص آخر في الميناء.")])
    search.drain()
    alerts_job({})
    after = feedparser.parse(feed(saved).content)
    assert not after.bozo
    assert [entry.title for entry in after.entries] == ["الميناء 2", "الميناء 1", "الميناء 0"]
    assert [(e.id, e.updated) for e in before.entries] == [(e.id, e.updated) for e in after.entries]
    assert before.feed.id == after.feed.id


def test_what_is_withdrawn_leaves_the_feed(saved, make_article):
    article = make_article()
    search.drain()
    alerts_run()
    article_withdraw(article=article)
    assert feedparser.parse(feed(saved).content).entries == []


def test_the_feed_is_stored_by_no_cache_and_listed_nowhere(saved):
    answer = feed(saved)
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Content-Type"].startswith("application/atom+xml")


@pytest.mark.parametrize("token", ["x", "None", "../save"])
def test_an_unknown_feed_is_not_found(saved, token):
    assert Client().get(f"/me/searches/{token}.atom").status_code == 404


def test_a_withdrawn_feed_is_gone_at_once(saved, huda):
    feed(saved)
    services.alert_feed_withdraw(user=huda, key=saved.key)
    assert Client().get(f"/me/searches/{saved.feed_token}.atom").status_code == 404


def test_mails_end_by_one_click_and_the_search_stays(saved):
    address = f"/me/searches/unsubscribe/{unsubscribe_token(saved.key)}/"
    strict = Client(enforce_csrf_checks=True)
    assert "أتوقف" in strict.get(address).content.decode()
    saved.refresh_from_db()
    assert saved.has_mail
    answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    saved.refresh_from_db()
    assert not saved.has_mail
    assert saved.has_feed


@pytest.mark.parametrize("token", ["", "x", ":", "{key}", "{key}:x"])
def test_nobody_ends_anothers_mails_by_guessing(saved, token):
    answer = Client().post(f"/me/searches/unsubscribe/{token.format(key=saved.key)}/")
    assert answer.status_code == 404
    saved.refresh_from_db()
    assert saved.has_mail


def test_a_search_that_was_deleted_has_no_mails_to_end(saved, huda):
    token = unsubscribe_token(saved.key)
    services.saved_search_delete(user=huda, key=saved.key)
    assert Client().post(f"/me/searches/unsubscribe/{token}/").status_code == 200
