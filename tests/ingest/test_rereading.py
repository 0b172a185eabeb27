"""The whole archive is read again: interrupted and continued, with curators' decisions kept."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection

from archive.catalog.jobs import JobInterruptedError
from archive.catalog.jobs.registry import job_types
from archive.catalog.models import Article, Job, OutboxEntry
from archive.catalog.services import article_save
from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention, NameForm
from archive.entities.services import mentions_refuse
from archive.ingest import rereading
from archive.ingest.annotation import article_annotate, recognize
from archive.ingest.rereading import articles_reread, reread_pending
from archive.search import drain, index_diff
from archive.statements.models import Quotation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def articles():
    saved = []
    for number in range(5):
        text = f"قال سالموف الناصرين يوم 20 يونيو 2024 إن الجلسة رقم {number} انتهت."
        saved.append(article_save(article=Article(title="خبر"), paragraphs=[("lede", text)]))
        article_annotate(article=saved[-1])
    drain()
    return saved


def learn(name):
    entity = Entity.objects.create(type="person", name=name)
    NameForm.objects.create(entity=entity, text=name)
    return entity


def test_a_new_name_is_read_in_all_articles_and_the_index_follows(articles):
    entity = learn("سالموف الناصرين")
    assert articles_reread() == (5, 5)
    assert Mention.objects.filter(entity=entity).count() == 5
    assert OutboxEntry.objects.count() == 5
    drain()
    assert index_diff().is_empty


def test_what_reads_as_before_is_not_indexed_again(articles):
    assert articles_reread() == (5, 0)
    assert OutboxEntry.objects.count() == 0


def test_it_continues_where_it_was_interrupted(articles, monkeypatch):
    monkeypatch.setattr(rereading, "BATCH_ARTICLES", 2)
    entity = learn("سالموف الناصرين")

    def interrupt(done, total):
        assert total == 5
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        articles_reread(progress=interrupt)
    assert reread_pending()
    assert Mention.objects.filter(entity=entity).count() == 4
    reported = []
    assert articles_reread(progress=lambda done, total: reported.append(done)) == (1, 1)
    assert reported == [5]
    assert not reread_pending()
    assert Mention.objects.filter(entity=entity).count() == 5


def test_it_begins_anew_when_asked(articles, monkeypatch):
    (rereading._position_file()).write_text('{"after": 100000}')
    assert articles_reread() == (0, 0)
    (rereading._position_file()).write_text("not JSON")
    assert articles_reread() == (5, 0)
    (rereading._position_file()).write_text('{"after": 100000}')
    assert articles_reread(restart=True) == (5, 0)


def test_decisions_of_curators_stay(articles):
    entity = learn("سالموف الناصرين")
    articles_reread()
    mentions_refuse(mentions=Mention.objects.filter(entity=entity, article=articles[0]))
    DateMention.objects.filter(article=articles[1]).update(decision="refused")
    articles_reread()
    assert [mention.decision for mention in articles[0].mentions.all()] == ["refused"]
    assert Mention.objects.visible().filter(entity=entity).count() == 4
    assert articles[1].dates.get().decision == "refused"


def test_the_command_tells_what_it_did(articles, capsys):
    learn("سالموف الناصرين")
    call_command("reread")
    assert "re-analysed 5 articles; 5 changed" in capsys.readouterr().out
    assert index_diff().is_empty


class Pool:
    """Stands in for recognizing processes: reads when the result is asked for."""

    def __init__(self, processes):
        self.processes = processes

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def submit(self, articles):
        return Pending(articles)


class Pending:
    def __init__(self, articles):
        self.articles = articles

    def result(self):
        return recognize(self.articles)


def test_several_processes_read_again_what_one_reads(monkeypatch):
    for number in range(5):
        article_save(
            article=Article(title=f"خبر {number}"), paragraphs=[("lede", f"افتتح الجسر في عام {2000 + number}.")]
        )
    monkeypatch.setattr(rereading, "RecognizerPool", Pool)
    monkeypatch.setattr(rereading, "processes_allowed", lambda: 2)
    monkeypatch.setattr(rereading, "MIN_ARTICLES", 1)
    monkeypatch.setattr(rereading, "BATCH_ARTICLES", 1)
    assert articles_reread() == (5, 5)
    assert [article.dates.get().value for article in Article.objects.order_by("pk")] == [
        str(2000 + n) for n in range(5)
    ]
    assert articles_reread() == (5, 0)


def test_jobs_read_the_archive_again_part_by_part(articles, monkeypatch):
    monkeypatch.setattr(rereading, "BATCH_ARTICLES", 2)
    monkeypatch.setattr(rereading, "BATCHES_OF_A_JOB", 1)
    Quotation.objects.all().delete()
    payload, runs = {"after": 0}, 0
    while payload is not None:
        rereading.reread_job(payload)
        runs += 1
        left = Job.objects.filter(name=rereading.REREAD_JOB)
        payload = left[0].payload if left else None
        left.delete()
    assert runs == 3
    assert Quotation.objects.count() == 5


def test_an_update_has_the_articles_of_before_read_and_a_new_archive_has_not(articles):
    migration = import_module("archive.statements.migrations.0003_read_again")
    migration.read_again(apps, connection.schema_editor())
    assert rereading.reread_waiting()
    (job,) = Job.objects.all()
    assert job.name in job_types
    job.delete()
    Article.objects.all().delete()
    migration.read_again(apps, connection.schema_editor())
    assert not rereading.reread_waiting()


@pytest.mark.parametrize("size", [1, 5])
def test_an_article_that_cannot_be_read_ends_no_chain_of_jobs(articles, monkeypatch, caplog, size):
    def fail(pks):
        if articles[0].pk in pks:
            raise IntegrityError("UNIQUE constraint failed")
        return analyse(pks)

    analyse = rereading.articles_analyse
    monkeypatch.setattr(rereading, "articles_analyse", fail)
    monkeypatch.setattr(rereading, "BATCH_ARTICLES", size)
    monkeypatch.setattr(rereading, "BATCHES_OF_A_JOB", 1)
    Quotation.objects.all().delete()
    rereading.reread_job({"after": 0})
    assert f"Article {articles[0].pk} could not be read again." in caplog.text
    assert Quotation.objects.count() == size - 1
    assert rereading.reread_waiting() == (size == 1)


@pytest.mark.parametrize("stop", [JobInterruptedError, OperationalError])
def test_what_is_no_fault_of_an_article_leaves_the_job_as_it_was(articles, monkeypatch, stop):
    def fail(pks):
        raise stop

    monkeypatch.setattr(rereading, "articles_analyse", fail)
    with pytest.raises(stop):
        rereading.reread_job({"after": 0})
    assert not rereading.reread_waiting()
