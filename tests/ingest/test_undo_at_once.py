"""Undoing a batch while somebody else undoes or redoes it, or while its import still runs; and several batches in turn."""

import json

import pytest

from archive.catalog.models import Article, Batch
from archive.catalog.services import article_publish
from archive.ingest import services, undo
from archive.ingest.services import UndoRefusedError, batch_redo, batch_undo, batch_undo_plan, paths_import

pytestmark = pytest.mark.django_db
COUNT = 4


@pytest.fixture
def records(tmp_path):
    rows = ({"id": n, "title": f"خبر {n}", "body": "افتتح الجسر.", "source": "نشرة"} for n in range(COUNT))
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return str(path)


@pytest.fixture
def batch(records, monkeypatch):
    """A batch that takes several transactions to undo."""
    monkeypatch.setattr(undo, "CHUNK", 1)
    paths_import(paths=[records])
    return Batch.objects.get()


def states():
    return set(Article.objects.values_list("state", flat=True))


def again():
    return Batch.objects.get()


def test_a_slower_undoing_stops_when_the_batch_was_undone_and_redone_meanwhile(batch):
    def meanwhile(changed):
        if changed == 1:
            batch_undo(batch=again())
            batch_redo(batch=again())

    with pytest.raises(UndoRefusedError):
        batch_undo(batch=batch, report=meanwhile)
    assert states() == {"published"}
    assert again().undo_state == ""


def test_a_slower_undoing_leaves_a_redoing_alone_that_has_begun(batch):
    def redone(changed):
        if changed == 1:
            raise KeyboardInterrupt

    def meanwhile(changed):
        if changed == 1:
            batch_undo(batch=again())
            with pytest.raises(KeyboardInterrupt):
                batch_redo(batch=again(), report=redone)

    with pytest.raises(UndoRefusedError):
        batch_undo(batch=batch, report=meanwhile)
    assert Article.objects.filter(state="published").count() == 1
    assert batch_redo(batch=again()).articles == COUNT - 1


def test_a_slower_redoing_stops_as_well(batch):
    batch_undo(batch=batch)

    def meanwhile(changed):
        if changed == 1:
            batch_redo(batch=again())
            batch_undo(batch=again())

    with pytest.raises(UndoRefusedError):
        batch_redo(batch=again(), report=meanwhile)
    assert states() == {"withdrawn"}
    assert again().undo_state == "undone"


def test_an_import_that_ends_after_its_batch_was_undone_leaves_it_undone(records, monkeypatch):
    monkeypatch.setattr(services, "BATCH_RECORDS", 1)

    def meanwhile(read):
        if read == COUNT:
            assert batch_undo(batch=again()).articles

    paths_import(paths=[records], report=meanwhile)
    assert again().undo_state == "undone"
    assert again().added == COUNT
    batch_undo(batch=again())
    assert states() == {"withdrawn"}
    batch_redo(batch=again())
    assert states() == {"published"}


def test_batches_undone_from_the_last_to_the_first_are_redone_from_the_first_to_the_last(tmp_path):
    batches, said = [], []
    for number in range(4):
        row = {"id": 1, "title": f"خبر {number}", "body": f"افتتح الجسر {number}.", "source": "نشرة"}
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
        paths_import(paths=[str(path)])
        batches.append(Batch.objects.latest("pk"))
        said.append(text())
    for batch, before in reversed(list(zip(batches[1:], said[:-1], strict=True))):
        batch_undo(batch=batch)
        assert text() == before
    for batch, after in zip(batches[1:], said[1:], strict=True):
        batch_redo(batch=batch)
        assert text() == after


def text():
    article = Article.objects.get()
    return article.title, list(article.paragraphs.values_list("text", flat=True)), article.raw_document_id


def test_the_plan_of_a_redoing_counts_no_article_that_was_published_since(batch):
    batch_undo(batch=batch)
    article_publish(article=Article.objects.first())
    plan = batch_undo_plan(batch=again(), is_redo=True)
    assert (plan.articles, plan.settled) == (COUNT - 1, 1)
    assert batch_redo(batch=again()).articles == COUNT - 1


def test_a_batch_whose_articles_were_all_published_since_can_be_redone(batch):
    batch_undo(batch=batch)
    for article in Article.objects.all():
        article_publish(article=article)
    assert batch_undo_plan(batch=again(), is_redo=True).has_work
    batch_redo(batch=again())
    assert again().undo_state == ""
