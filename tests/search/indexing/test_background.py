"""What search registers with the background process."""

import datetime as dt

import pytest
from django.utils import timezone

from archive.catalog.jobs import registry
from archive.catalog.models import Article, OutboxEntry
from archive.search import drain, index_status
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


def test_the_outbox_is_a_registered_queue():
    write("خبر", "نص.")
    assert registry.queues["outbox"]()
    assert index_status().agrees
    assert not registry.queues["outbox"]()


def test_an_article_dated_ahead_is_indexed_with_its_date_when_its_day_comes():
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    article = write("خبر", "نص.", published=tomorrow.isoformat())
    drain()
    Article.objects.filter(pk=article.pk).update(changed_at=timezone.now() - dt.timedelta(days=3))
    registry.job_types["due_dates"].handler({})
    assert list(OutboxEntry.objects.values_list("article_pk", flat=True)) == [article.pk]
