"""Counts, lag and version of the index."""

import datetime as dt

import pytest
from django.utils import timezone

from archive.catalog.models import OutboxEntry
from archive.search import drain, index_status
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


def test_an_index_that_holds_all_published_articles_agrees():
    write("خبر", "نص.")
    assert not index_status().agrees
    drain()
    status = index_status()
    assert (status.indexed, status.published, status.waiting, status.agrees) == (1, 1, 0, True)


def test_the_lag_is_the_age_of_the_first_row():
    article = write("خبر", "نص.")
    write("آخر", "نص.")
    OutboxEntry.objects.filter(article_pk=article.pk).update(created_at=timezone.now() - dt.timedelta(seconds=90))
    assert 90 <= index_status().lag.total_seconds() < 100


def test_a_clock_that_was_set_back_gives_no_negative_lag():
    write("خبر", "نص.")
    OutboxEntry.objects.update(created_at=timezone.now() + dt.timedelta(hours=1))
    assert index_status().lag == dt.timedelta()


def test_without_waiting_rows_there_is_no_lag():
    assert index_status().lag == dt.timedelta()


def test_it_says_whether_the_background_process_runs(monkeypatch):
    assert not index_status().working
    monkeypatch.setattr("archive.search.indexing.status.is_working", lambda: True)
    assert index_status().working
