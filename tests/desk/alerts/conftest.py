"""Journalists, articles that are indexed, and alerts that send into Django's outbox of tests."""

import datetime as dt
from functools import partial

import pytest
from django.contrib.auth.models import User

from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_save, source_get_or_create
from archive.desk import services
from archive.desk.models import SavedSearch
from archive.web.formats.alert_mail import alert_mail
from archive.web.presenters.saved_search import saved_request


@pytest.fixture
def huda(db):
    return User.objects.create_user("huda", email="huda@example.org")


@pytest.fixture
def salim(db):
    return User.objects.create_user("salim", email="salim@example.org")


@pytest.fixture
def make_article(db):
    """A function that saves an article; `indexed=False` leaves it in the outbox."""

    def make(text="وصل الوفد إلى الميناء.", *, title=None, source="صحيفة المرفأ", indexed=True, **fields) -> Article:
        defaults = {
            "title": title or text[:60],
            "source": source_get_or_create(name=source),
            "published_on": dt.date(2024, 6, 20),
            "published_precision": "day",
            "published_basis": "stated",
        }
        article = article_save(article=Article(**defaults | fields), paragraphs=[("lede", text)])
        if indexed:
            search.drain()
        return article

    return make


@pytest.fixture
def run(settings):
    """A function that runs the alerts as the background process does."""
    settings.ARCHIVE_SITE_URL = "https://archive.example"
    mailing = services.Mailing(alert_mail, "archive.example")
    return partial(services.alerts_run, understand=saved_request, mailing=mailing)


@pytest.fixture
def watch(huda):
    """A function that saves a search of Huda's with an alert; by mail as things come, unless told otherwise."""

    def watch(query="q=الميناء", *, rhythm="instant", feed=False, user=None, **when) -> SavedSearch:
        user = user or huda
        saved = services.saved_search_add(user=user, name="الميناء", query=query)
        if feed:
            token = services.alert_feed_renew(user=user, key=saved.key)
        services.alert_choose(user=user, key=saved.key, rhythm=rhythm, **{"hour": 7, "weekday": 6, **when})
        saved.refresh_from_db()
        if feed:
            saved.feed_token = token
        return saved

    return watch
