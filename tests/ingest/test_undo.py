"""Undoing a batch: what it added is withdrawn, what it changed is taken back field by field, what others touched stays."""

import json

import pytest

from archive.catalog.models import Article, Batch, BatchWithdrawal, OutboxEntry, RawDocument
from archive.catalog.services import article_publish, article_set_state
from archive.curation.services import article_revise
from archive.ingest.services import batch_redo, batch_undo, batch_undo_plan, paths_import
from archive.ingest.undo import UndoRefusedError

pytestmark = pytest.mark.django_db
RECORD = {
    "id": 1, "title": "خبر الجسر", "body": "افتتح الجسر صباح الأحد.\nوحضر الأهالي.", "date": "2024-03-05", "author": "كاتب",
    "section": "بيئة", "source": "نشرة", "tags": ["أ"],
}  # fmt: skip
NEWER = {"title": "خبر الجسر الجديد", "body": "افتتح الجسر مساء الأحد.\nوحضر الأهالي.", "author": "كاتبة"}


@pytest.fixture
def load(tmp_path):
    def load(*records):
        path = tmp_path / "a.jsonl"
        lines = (json.dumps({**RECORD, **record}, ensure_ascii=False) for record in records)
        path.write_text("\n".join(lines), encoding="utf-8")
        summary = paths_import(paths=[str(path)])
        return Batch.objects.latest("pk"), str(summary)

    return load


@pytest.fixture
def updated(load):
    """An article that a second batch updated; the second batch."""
    load({})
    return load(NEWER)[0]


def said(article=None):
    article = article or Article.objects.get()
    article.refresh_from_db()
    text = [paragraph.text for paragraph in article.paragraphs.all()]
    return article.title, text, article.author, article.raw_document.sha256


def revise(**values):
    article = Article.objects.get()
    for name, value in values.items():
        setattr(article, name, value)
    article_revise(article=article, paragraphs=None, fields=list(values))


def test_what_a_batch_added_is_withdrawn_and_comes_back(load):
    batch, _ = load({"id": 1}, {"id": 2})
    OutboxEntry.objects.all().delete()
    result = batch_undo(batch=batch)
    assert result.articles == 2
    assert set(Article.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert set(OutboxEntry.objects.values_list("article_pk", flat=True)) == set(
        Article.objects.values_list("pk", flat=True)
    )
    assert Batch.objects.get().undo_state == "undone"
    assert batch_redo(batch=batch).articles == 2
    assert set(Article.objects.values_list("state", flat=True)) == {"published"}
    assert Batch.objects.get().undo_state == ""
    assert not BatchWithdrawal.objects.exists()


def test_an_update_is_taken_back_with_its_text_original_names_and_dates(load):
    load({"body": "زار باراك أوباما القاهرة في 4 يونيو 2009."})
    before, article = said(), Article.objects.get()
    names = list(article.mentions.values_list("surface", "start"))
    batch, _ = load({**NEWER, "body": "زار القاهرة الرئيس باراك أوباما."})
    after = said()
    OutboxEntry.objects.all().delete()
    assert batch_undo(batch=batch).texts == 1
    assert said() == before
    assert names
    assert list(article.mentions.values_list("surface", "start")) == names
    assert article.dates.count() == 1
    assert OutboxEntry.objects.filter(article_pk=article.pk).exists()
    assert batch_redo(batch=batch).texts == 1
    assert said() == after


def test_undone_and_redone_any_number_of_times_each_leaves_a_revision(updated):
    newer = said()
    for number in range(3):
        batch_undo(batch=updated)
        older = said()
        assert older[0] == "خبر الجسر"
        batch_redo(batch=updated)
        assert said() == newer
        assert Article.objects.get().revisions.count() == 2 * number + 3
    assert not batch_undo_plan(batch=updated, is_redo=True).texts


def test_a_field_that_a_curator_set_since_stays_and_is_listed(updated):
    revise(title="عنوان المحرر")
    plan = batch_undo_plan(batch=updated)
    assert plan.texts == 1
    assert [(stay.fields, stay.by) for stay in plan.sample_stays] == [(("title",), "person")]
    batch_undo(batch=updated)
    title, text, author, _ = said()
    assert (title, author) == ("عنوان المحرر", "كاتب")
    assert text[0] == "افتتح الجسر صباح الأحد."


def test_a_field_that_a_curator_set_to_the_batchs_own_value_stays(updated):
    revise(author="غيره")
    revise(author="كاتبة")
    batch_undo(batch=updated)
    assert said()[2] == "كاتبة"


def test_the_name_of_who_edited_is_given_where_it_is_known(updated):
    revise(title="عنوان المحرر")
    plan = batch_undo_plan(batch=updated, edited=lambda _: {Article.objects.get().pk: "huda"})
    assert plan.sample_stays[0].who == "huda"


def test_what_another_batch_wrote_since_stays_until_that_is_undone(load, updated):
    third, _ = load({**NEWER, "author": "ثالثة"})
    plan = batch_undo_plan(batch=updated)
    assert (plan.texts, plan.stays) == (0, 1)
    assert (plan.sample_stays[0].by, plan.sample_stays[0].who) == ("batch", third.label)
    batch_undo(batch=updated)
    assert said()[:1] + said()[2:3] == ("خبر الجسر الجديد", "ثالثة")
    batch_undo(batch=third)
    assert said()[2] == "كاتبة"
    assert batch_undo_plan(batch=updated).texts == 1
    batch_undo(batch=updated)
    assert said()[2] == "كاتب"


def test_a_redo_leaves_what_was_touched_after_the_undo(updated):
    batch_undo(batch=updated)
    revise(title="عنوان المحرر")
    plan = batch_undo_plan(batch=updated, is_redo=True)
    assert [stay.fields for stay in plan.sample_stays] == [("title",)]
    batch_redo(batch=updated)
    assert (said()[0], said()[2]) == ("عنوان المحرر", "كاتبة")


def test_an_added_article_that_was_edited_stays(load):
    batch, _ = load({"id": 1}, {"id": 2})
    edited = Article.objects.earliest("pk")
    edited.author = "محررة"
    article_revise(article=edited, paragraphs=None, fields=["author"])
    plan = batch_undo_plan(batch=batch)
    assert (plan.articles, plan.stays) == (1, 1)
    batch_undo(batch=batch)
    assert dict(Article.objects.values_list("pk", "state"))[edited.pk] == "published"
    assert Article.objects.filter(state="withdrawn").count() == 1


def test_an_added_article_that_another_batch_updated_stays(load):
    batch, _ = load({})
    later, _ = load(NEWER)
    plan = batch_undo_plan(batch=batch)
    assert (plan.articles, plan.sample_stays[0].who) == (0, later.label)
    batch_undo(batch=batch)
    assert Article.objects.get().state == "published"
    batch_undo(batch=later)
    assert batch_undo_plan(batch=batch).articles == 1


def test_a_state_that_somebody_chose_after_the_undo_stays(load):
    batch, _ = load({})
    batch_undo(batch=batch)
    article_set_state(article=Article.objects.get(), state="draft")
    batch_redo(batch=batch)
    assert Article.objects.get().state == "draft"


def test_what_a_person_withdrew_before_stays_withdrawn_after_undo_and_redo(load):
    batch, _ = load({"id": 1}, {"id": 2})
    article_set_state(article=Article.objects.earliest("pk"), state="withdrawn")
    assert batch_undo_plan(batch=batch).articles == 1
    batch_undo(batch=batch)
    batch_redo(batch=batch)
    assert list(Article.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "published"]


def test_an_article_published_again_by_hand_after_the_undo_is_not_withdrawn_by_repeating_it_unseen(load):
    batch, _ = load({})
    batch_undo(batch=batch)
    article_publish(article=Article.objects.get())
    assert batch_undo_plan(batch=batch, edited=lambda _: {Article.objects.get().pk: "huda"}).articles == 0


def test_the_same_article_twice_in_one_batch_goes_back_to_before_both(load):
    load({})
    before = said()
    batch, _ = load({"author": "أ"}, {"author": "ب", "section": "طيور"})
    batch_undo(batch=batch)
    assert said() == before
    batch_redo(batch=batch)
    assert said()[2] == "ب"


def test_originals_stay(updated):
    batch_undo(batch=updated)
    assert RawDocument.objects.count() == 2


def test_what_is_being_redone_is_not_undone_and_what_stands_is_not_redone(load):
    batch, _ = load({})
    with pytest.raises(UndoRefusedError):
        batch_redo(batch=batch)
    Batch.objects.update(undo_state="redoing")
    with pytest.raises(UndoRefusedError):
        batch_undo(batch=batch)


def test_a_plan_writes_nothing(updated):
    before = said()
    rows = OutboxEntry.objects.count()
    batch_undo_plan(batch=updated)
    assert (said(), OutboxEntry.objects.count(), Batch.objects.latest("pk").undo_state) == (before, rows, "")
