"""The index follows the record: outbox, withdrawal, deletion, rebuilding beside readers."""

import threading
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_delete, article_publish, article_save, article_withdraw
from archive.search import drain, index_status
from archive.search.engine import current_engine
from archive.search.engine.clauses import Word
from archive.search.engine.contract import SearchQuery
from archive.search.indexing import indexer
from archive.search.indexing.documents import documents
from tests.search.conftest import find, write
from tests.search.damage import rewrite_about

pytestmark = pytest.mark.django_db


def test_saving_publishing_and_deleting_reach_the_index_through_the_outbox():
    article = write("خبر", "كلمة نادرة جدا: زمردة.")
    assert find("زمردة") == {article.pk}
    article_withdraw(article=article)
    assert find("زمردة") == set()
    article_publish(article=article)
    assert find("زمردة") == {article.pk}
    article_delete(article=article)
    assert find("زمردة") == set()
    assert index_status().indexed == 0


def test_a_changed_article_is_found_by_its_new_words_only():
    article = write("خبر", "ذكر الياقوت.")
    assert find("الياقوت") == {article.pk}
    article_save(article=article, paragraphs=[("lede", "ذكر العقيق.")])
    assert find("العقيق") == {article.pk}
    assert find("الياقوت") == set()


def test_a_crash_between_index_and_outbox_is_made_up_for():
    article = write("خبر", "زمردة.")
    indexer.update([article.pk])
    assert OutboxEntry.objects.count() == 1
    assert find("زمردة") == {article.pk}
    assert index_status().indexed == 1


def test_many_small_commits_are_merged_into_few_segments():
    articles = [write(f"خبر {number}", f"نص رقم {number}.") for number in range(40)]
    for article in articles:
        indexer.update([article.pk])
    article_withdraw(article=articles[7])
    status = index_status()
    assert status.indexed == 40
    assert status.segments <= 14
    assert find("نص") == {article.pk for article in articles} - {articles[7].pk}
    assert find('"رقم 23"') == {articles[23].pk}


def test_a_rebuild_leaves_readers_their_snapshot_and_takes_over_at_once():
    kept, gone = write("خبر", "زمردة."), write("خبر", "زمردة أخرى.")
    assert find("زمردة") == {kept.pk, gone.pk}
    before = current_engine().view()
    Article.objects.filter(pk=gone.pk).update(state="withdrawn")
    assert indexer.rebuild() == 1
    assert before.search(SearchQuery(Word((("e:زمردة",),)))).count == 2
    assert find("زمردة") == {kept.pk}
    assert index_status().segments == 1
    assert len([path for path in Path(current_engine().place).iterdir() if path.is_dir()]) == 1


def test_a_rebuild_settles_the_changes_that_stood_before_it():
    write("خبر", "نص")
    assert index_status().waiting
    indexer.rebuild()
    assert index_status().agrees


def test_changes_during_a_rebuild_are_caught_up():
    early = write("خبر", "زمردة.")
    with current_engine().build(documents):
        late = write("لاحق", "زمردة لاحقة.")
        drain()
        assert index_status().rebuilding
    assert find("زمردة") == {early.pk, late.pk}
    assert not index_status().rebuilding


def test_an_abandoned_rebuild_leaves_the_index_in_use_as_it_was():
    article = write("خبر", "زمردة.")
    drain()
    with pytest.raises(RuntimeError), current_engine().build(documents):
        raise RuntimeError
    assert find("زمردة") == {article.pk}


def test_searches_go_on_while_another_thread_writes():
    snapshots, failures = [], []

    def look():
        try:
            for _ in range(200):
                snapshots.append(current_engine().view().search(SearchQuery(Word((("e:نص",),)))).count)
        except Exception as error:
            failures.append(error)

    articles = [write(f"خبر {number}", "نص.") for number in range(12)]
    thread = threading.Thread(target=look)
    thread.start()
    for article in articles:
        indexer.update([article.pk])
    thread.join()
    assert not failures
    assert snapshots == sorted(snapshots)


def test_status_tells_another_analysis(monkeypatch):
    write("خبر", "نص.")
    drain()
    assert index_status().current
    monkeypatch.setattr("archive.search.indexing.status.analysis_version", lambda: "another")
    status = index_status()
    assert status.stale
    assert not status.current


def test_an_index_of_another_format_is_built_anew():
    article = write("خبر", "زمردة.")
    drain()
    rewrite_about(current_engine().generations.current(), format=99)
    current = Path(current_engine().place) / "current"
    current.write_text(current.read_text() + " ")
    assert not index_status().current
    article_publish(article=article)
    assert find("زمردة") == {article.pk}
    assert index_status().current


def test_haystacks_commands_rebuild_update_and_clear():
    article = write("خبر", "زمردة.")
    call_command("rebuild_index", interactive=False, verbosity=0)
    assert index_status().indexed == 1
    call_command("clear_index", interactive=False, verbosity=0)
    assert index_status().indexed == 0
    call_command("update_index", verbosity=0)
    assert index_status().indexed == 1
    Article.objects.filter(pk=article.pk).delete()
    call_command("update_index", remove=True, verbosity=0)
    assert index_status().indexed == 0


def test_a_hundred_thousand_words_in_one_article_are_no_trouble():
    article = write("طويل", " ".join(["كلمة"] * 70_000 + ["نهاية", "القصة"]))
    assert find("كلمة") == {article.pk}
    assert find('"نهاية القصة"') == {article.pk}
