import pytest

from archive.catalog.models import OutboxEntry
from archive.catalog.services import outbox_add, outbox_refuse, outbox_retry_refused, outbox_settle

pytestmark = pytest.mark.django_db
Priority = OutboxEntry.Priority


def rows(**fields):
    return list(OutboxEntry.objects.filter(**fields).values_list("article_pk", flat=True))


def test_few_articles_are_an_edit_and_many_a_bulk_change():
    outbox_add([7])
    outbox_add(range(100, 151))
    assert rows(priority=Priority.EDIT) == [7]
    assert len(rows(priority=Priority.BULK)) == 51


def test_rows_are_ordered_by_priority_and_then_by_their_key():
    outbox_add([3, 1], is_bulk=True)
    outbox_add([2])
    assert rows() == [2, 3, 1]


def test_settled_rows_are_deleted_however_many():
    outbox_add(range(1_200))
    outbox_add([5_000])
    outbox_settle(OutboxEntry.objects.filter(article_pk__lt=1_200).values_list("pk", flat=True))
    assert rows() == [5_000]


def test_refused_rows_go_behind_all_others_until_they_are_retried():
    outbox_add([1])
    outbox_refuse(OutboxEntry.objects.values_list("pk", flat=True))
    outbox_add([2], is_bulk=True)
    assert rows() == [2, 1]
    assert outbox_retry_refused() == 1
    assert rows(priority=Priority.REFUSED) == []
