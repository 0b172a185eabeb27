"""Undoing a batch in the admin: shown first, done by those who may, recorded, and undone again."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.catalog.jobs.worker import run_one_job
from archive.catalog.models import Article, Batch, Job
from archive.curation import batch_undo
from archive.curation.services import articles_set_state
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db
RIGHTS = ("catalog.view_batch", "catalog.view_article", "catalog.undo_batch")


@pytest.fixture
def load(tmp_path):
    def load(*records, name="a.jsonl"):
        path = tmp_path / name
        base = {"title": "خبر", "body": "افتتح الجسر صباح الأحد.", "source": "نشرة"}
        path.write_text("\n".join(json.dumps({**base, **one}) for one in records), encoding="utf-8")
        paths_import(paths=[str(path)])
        return Batch.objects.latest("pk")

    return load


@pytest.fixture
def batch(load):
    """Of two articles, one updated and one added."""
    load({"id": 1})
    return load({"id": 1, "author": "كاتبة"}, {"id": 2, "title": "خبر ثان"}, name="b.jsonl")


def address(batch):
    return reverse("admin:catalog_batch_undo", args=[batch.pk])


def test_what_would_happen_is_shown_and_nothing_happens(sign_in, batch):
    page = sign_in("huda", *RIGHTS).get(address(batch)).content.decode()
    for text in ("لم يتغير شيء بعد", "خبر ثان", "الكاتب", "تراجع عن الدفعة", "قارن"):
        assert text in page
    assert set(Article.objects.values_list("state", "author")) == {("published", "كاتبة"), ("published", "")}


def test_it_is_undone_recorded_and_redone(sign_in, batch):
    client = sign_in("huda", *RIGHTS)
    page = client.post(address(batch), {"undo": "1"}, follow=True).content.decode()
    assert "تُراجع عن الدفعة" in page
    assert dict(Article.objects.values_list("title", "state")) == {"خبر": "published", "خبر ثان": "withdrawn"}
    assert Article.objects.get(title="خبر").author == ""
    for article in Article.objects.all():
        entry = LogEntry.objects.get(object_id=str(article.pk), content_type__model="article")
        assert (entry.user.username, "b.jsonl" in entry.change_message) == ("huda", True)
    assert LogEntry.objects.filter(content_type__model="batch", object_id=str(batch.pk)).count() == 1
    shown = client.get(address(batch) + "?redo=1").content.decode()
    assert "أعد\n    الدفعة" in shown
    client.post(address(batch), {"redo": "1"})
    assert set(Article.objects.values_list("state", "author")) == {("published", "كاتبة"), ("published", "")}
    assert client.get(address(batch)).context["plan"].articles == 1


def test_who_edited_since_is_named_and_the_article_stays(sign_in, batch):
    client = sign_in("huda", *RIGHTS, "catalog.change_article")
    article = Article.objects.get(title="خبر ثان")
    articles_set_state(articles=[article], state="draft", user=client.get(address(batch)).wsgi_request.user)
    page = client.get(address(batch))
    assert [row.who for row in page.context["stays"]] == ["huda"]
    client.post(address(batch), {"undo": "1"})
    article.refresh_from_db()
    assert article.state == "draft"


def test_what_is_left_to_a_job_is_done_by_it(sign_in, batch, monkeypatch):
    monkeypatch.setattr(batch_undo, "MAX_AT_ONCE", 1)
    client = sign_in("huda", *RIGHTS)
    page = client.post(address(batch), {"undo": "1"}, follow=True).content.decode()
    assert "0 من 2" in page
    assert 'http-equiv="refresh"' in page
    assert Article.objects.filter(state="withdrawn").count() == 0
    assert run_one_job()
    assert Article.objects.filter(state="withdrawn").count() == 1
    assert LogEntry.objects.filter(content_type__model="article").count() == 2
    assert 'http-equiv="refresh"' not in client.get(address(batch)).content.decode()


def test_a_job_that_failed_is_shown_with_its_reason_and_can_be_continued(sign_in, batch):
    Batch.objects.filter(pk=batch.pk).update(undo_state="undoing")
    Job.objects.create(name=batch_undo.JOB, key=str(batch.pk), state="failed", error="OperationalError: disk")
    client = sign_in("huda", *RIGHTS)
    page = client.get(address(batch)).content.decode()
    assert "OperationalError: disk" in page
    client.post(address(batch), {"undo": "1"})
    assert Batch.objects.get(pk=batch.pk).undo_state == "undone"


def test_what_stands_is_not_redone(sign_in, batch):
    page = sign_in("huda", *RIGHTS).post(address(batch), {"redo": "1"}, follow=True).content.decode()
    assert "لا يُبدأ هذا الآن" in page


@pytest.mark.parametrize(
    "rights",
    [
        ("catalog.view_batch", "catalog.view_article"),
        ("catalog.view_batch", "catalog.change_batch", "catalog.change_article"),
        ("catalog.view_batch", "catalog.undo_batch"),
    ],
)
def test_without_the_permission_or_without_seeing_drafts_nothing_is_shown_or_done(sign_in, batch, rights):
    client = sign_in("guest", *rights)
    assert client.get(address(batch)).status_code == 403
    assert client.post(address(batch), {"undo": "1"}).status_code == 403
    page = client.get(reverse("admin:catalog_batch_change", args=[batch.pk])).content.decode()
    assert address(batch) not in page
    assert not Article.objects.filter(state="withdrawn").exists()


def test_nobody_and_readers_are_sent_to_sign_in(client, batch):
    assert client.post(address(batch), {"undo": "1"}).status_code == 302
    assert Batch.objects.get(pk=batch.pk).undo_state == ""


@pytest.mark.parametrize("pk", ["0", "999999", "٣", "x", "9" * 40])
def test_odd_addresses_are_not_found(sign_in, db, pk):
    assert sign_in("huda", *RIGHTS).get(f"/admin/catalog/batch/{pk}/undo/").status_code == 404


def test_the_page_of_a_batch_leads_to_its_articles_its_revisions_and_the_undoing(sign_in, batch):
    client = sign_in("huda", *RIGHTS, "catalog.view_articlerevision")
    page = client.get(reverse("admin:catalog_batch_change", args=[batch.pk])).content.decode()
    assert address(batch) in page
    for model in ("article", "articlerevision"):
        name = "batch" if model == "article" else "replaced_by"
        listed = reverse(f"admin:catalog_{model}_changelist") + f"?{name}__id__exact={batch.pk}"
        assert listed in page
        assert client.get(listed).context["cl"].result_count == 1


def test_while_a_redoing_waits_for_its_turn_a_stale_page_does_not_undo(sign_in, batch, monkeypatch):
    client = sign_in("huda", *RIGHTS)
    client.post(address(batch), {"undo": "1"})
    monkeypatch.setattr(batch_undo, "MAX_AT_ONCE", 0)
    client.post(address(batch), {"redo": "1"})
    Article.objects.filter(title="خبر ثان").update(state="published")
    page = client.post(address(batch), {"undo": "1"}, follow=True).content.decode()
    assert "لا يُبدأ هذا الآن" in page
    assert [job.payload["is_redo"] for job in Job.objects.all()] == [True]


def test_a_job_that_finds_its_batch_taken_back_the_other_way_is_not_tried_again(sign_in, batch, monkeypatch):
    monkeypatch.setattr(batch_undo, "MAX_AT_ONCE", 0)
    sign_in("huda", *RIGHTS).post(address(batch), {"undo": "1"})
    Batch.objects.filter(pk=batch.pk).update(undo_state="redoing")
    assert run_one_job()
    assert Job.objects.get(name=batch_undo.JOB).state == "done"
