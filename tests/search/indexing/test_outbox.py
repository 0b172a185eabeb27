"""The outbox is drained into the index: in order of priority, in small steps, by one process or another."""

import threading
import time

import pytest

from archive.catalog.models import OutboxEntry
from archive.catalog.services import article_publish, article_withdraw, outbox_add
from archive.search import SearchRequest, drain, index_status, search
from archive.search.engine import current_engine
from archive.search.engine.contract import DocumentsRefusedError, SearchQuery
from archive.search.indexing import indexer, outbox
from archive.search.indexing.outbox import OutboxQueue, drain_or_wait
from tests.search.conftest import write

pytestmark = pytest.mark.django_db
Priority = OutboxEntry.Priority


def indexed():
    """Primary keys of the articles in the index."""
    return set(current_engine().view().search(SearchQuery(end=None)).pks)


def test_the_outbox_is_emptied_and_repeated_rows_are_one_article():
    article = write("خبر", "نص.")
    article_withdraw(article=article)
    article_publish(article=article)
    assert OutboxEntry.objects.count() == 3
    assert drain() == 1
    assert OutboxEntry.objects.count() == 0
    assert drain() == 0


def test_a_drain_with_a_limit_takes_the_oldest_rows():
    first, second = write("أول", "نص."), write("ثان", "نص.")
    assert drain(1) == 1
    assert [entry.article_pk for entry in OutboxEntry.objects.all()] == [second.pk]
    assert current_engine().view().search(SearchQuery()).pks == [first.pk]


def test_rows_stay_when_the_index_could_not_be_written(monkeypatch):
    write("خبر", "نص.")
    monkeypatch.setattr(indexer, "update", lambda *_args, **_options: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        drain()
    assert OutboxEntry.objects.count() == 1


def test_an_article_that_the_engine_refuses_holds_up_no_other(monkeypatch):
    bad, good = write("سيئ", "نص لا يقبله المحرك"), write("حسن", "نص يقبله")
    engine = current_engine()
    take = engine.write

    def choosy(documents, gone=()):
        kept = list(documents)
        take([document for document in kept if document.pk != bad.pk], gone)
        if any(document.pk == bad.pk for document in kept):
            raise DocumentsRefusedError(engine.place, {bad.pk: "too long"})

    with monkeypatch.context() as patched:
        patched.setattr(engine, "write", choosy)
        with pytest.raises(DocumentsRefusedError, match=f": {bad.pk}: too long"):
            drain()
    assert list(OutboxEntry.objects.values_list("article_pk", flat=True)) == [bad.pk]
    assert search(SearchRequest()).count == 1
    assert search(SearchRequest()).hits[0].pk == good.pk
    drain()
    assert search(SearchRequest()).count == 2


def test_a_step_takes_edits_before_an_import(monkeypatch):
    steps = []
    update = indexer.update
    monkeypatch.setattr(indexer, "update", lambda pks, **more: (steps.append(list(pks)), update(pks, **more)))
    imported, edited = write("دفعة", "نص."), write("تعديل", "نص.")
    OutboxEntry.objects.filter(article_pk=imported.pk).update(priority=Priority.BULK)
    queue = OutboxQueue()
    assert [queue.step(), queue.step(), queue.step()] == [True, True, False]
    assert steps == [[edited.pk], [imported.pk]]


def test_rows_of_one_priority_go_by_their_key_whatever_the_clock_says():
    first, second = write("أول", "نص."), write("ثان", "نص.")
    OutboxEntry.objects.filter(article_pk=first.pk).update(created_at="2090-01-01T00:00Z")
    assert drain(1) == 1
    assert indexed() == {first.pk}
    assert index_status().oldest_waiting == OutboxEntry.objects.get(article_pk=second.pk).created_at


def test_a_step_settles_all_rows_of_its_articles():
    article = write("خبر", "نص.")
    outbox_add([article.pk], is_bulk=True)
    assert OutboxQueue().step()
    assert OutboxEntry.objects.count() == 0


def test_a_backlog_is_drained_in_steps_that_grow_while_they_are_quick(monkeypatch):
    monkeypatch.setattr(outbox, "MIN_STEP_ROWS", 2)
    monkeypatch.setattr(outbox, "STEP_S", 1_000.0)
    for number in range(9):
        write(f"خبر {number}", "نص.")
    queue = OutboxQueue()
    sizes = []
    while queue.step():
        sizes.append(queue.step_rows)
    assert sizes == [4, 8, 8]
    assert index_status().agrees


def test_steps_shrink_when_they_take_too_long():
    queue = OutboxQueue()
    queue.step_rows = 400
    queue._adapt(400, 4.0)
    assert queue.step_rows == 200
    queue._adapt(3, 4.0)  # few rows were there: says nothing of what a full step takes
    assert queue.step_rows == 200


def test_refused_articles_wait_behind_all_others_and_are_tried_again(monkeypatch):
    bad, good = write("سيئ", "نص."), write("حسن", "نص.")
    engine = current_engine()
    take = engine.write

    def choosy(documents, gone=()):
        kept = list(documents)
        take([document for document in kept if document.pk != bad.pk], gone)
        if any(document.pk == bad.pk for document in kept):
            raise DocumentsRefusedError(engine.place, {bad.pk: "too long"})

    queue = OutboxQueue()
    with monkeypatch.context() as patched:
        patched.setattr(engine, "write", choosy)
        queue.step()
        assert OutboxEntry.objects.get().priority == Priority.REFUSED
        assert indexed() == {good.pk}
        assert queue.step()  # puts them back in line, once
        queue.step()
        assert not queue.step()
    assert OutboxEntry.objects.get().article_pk == bad.pk
    queue._retried_at = float("-inf")
    assert [queue.step(), queue.step()] == [True, True]
    assert indexed() == {bad.pk, good.pk}


def test_more_than_a_few_articles_at_once_are_a_bulk_change():
    outbox_add([1])
    outbox_add(range(100, 200))
    assert OutboxEntry.objects.get(article_pk=1).priority == Priority.EDIT
    assert set(OutboxEntry.objects.filter(article_pk__gte=100).values_list("priority", flat=True)) == {Priority.BULK}


def test_a_command_drains_by_itself_where_no_background_process_runs():
    write("خبر", "نص.")
    drain_or_wait()
    assert index_status().agrees


@pytest.mark.django_db(transaction=True)
def test_a_command_waits_for_the_background_process(monkeypatch):
    write("خبر", "نص.")
    monkeypatch.setattr(outbox, "is_working", lambda: True)
    monkeypatch.setattr(outbox, "drain", lambda **_: pytest.fail("the command drained by itself"))
    seen = []

    def work():
        time.sleep(0.1)
        OutboxEntry.objects.all().delete()

    thread = threading.Thread(target=work)
    thread.start()
    drain_or_wait(progress=lambda done, total: seen.append((done, total)), poll_s=0.02)
    thread.join()
    assert seen[-1] == (1, 1)


def test_a_command_drains_by_itself_when_the_background_process_gets_no_further(monkeypatch):
    write("خبر", "نص.")
    monkeypatch.setattr(outbox, "is_working", lambda: True)
    monkeypatch.setattr(outbox, "STALL_S", 0.05)
    drain_or_wait(poll_s=0.02)
    assert index_status().agrees
