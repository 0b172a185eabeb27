"""Undoing a batch and what waits for curators; its cards and split-off articles; an import that comes again; a run that dies."""

import json

import pytest

from archive.catalog.models import Article, ArticleRevision, Batch, Collision, FieldDifference
from archive.catalog.services import article_difference_keep, article_set_state
from archive.curation.services import article_revise, collision_decide
from archive.ingest import undo
from archive.ingest.services import batch_redo, batch_undo, batch_undo_plan, paths_import

pytestmark = pytest.mark.django_db
OTHER = {"title": "سوق التمور في بسكرة", "body": "يبدأ موسم قطف دقلة النور في واحات الجنوب مطلع الخريف."}


@pytest.fixture
def load(tmp_path):
    def load(*records, dry_run=False, source="نشرة"):
        path = tmp_path / "a.jsonl"
        base = {"title": "خبر", "body": "افتتح الجسر صباح الأحد.", "source": source}
        lines = (json.dumps({**base, "id": 1, **record}, ensure_ascii=False) for record in records)
        path.write_text("\n".join(lines), encoding="utf-8")
        summary = paths_import(paths=[str(path)], dry_run=dry_run)
        return Batch.objects.latest("pk"), str(summary)

    return load


@pytest.fixture
def page_batch(tmp_path, page):
    """A page of which an article was split off."""
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    paths_import(paths=[str(path)])
    assert Article.objects.filter(parent__isnull=False).exists()
    return Batch.objects.get()


def listed():
    row = FieldDifference.objects.get()
    return row.record_value, row.batch


def states():
    return set(Article.objects.values_list("state", flat=True))


def curate(**values):
    article = Article.objects.get()
    for name, value in values.items():
        setattr(article, name, value)
    article_revise(article=article, paragraphs=None, fields=list(values))
    return article


def test_what_was_cut_from_an_article_follows_it(page_batch):
    assert batch_undo_plan(batch=page_batch).articles == Article.objects.count()
    batch_undo(batch=page_batch)
    assert states() == {"withdrawn"}
    assert not batch_undo_plan(batch=page_batch).has_work
    batch_redo(batch=page_batch)
    assert states() == {"published"}


def test_an_article_stays_with_all_that_was_cut_from_it_where_one_of_these_was_edited(page_batch):
    part = Article.objects.filter(parent__isnull=False).first()
    part.author = "محررة"
    article_revise(article=part, paragraphs=None, fields=["author"])
    plan = batch_undo_plan(batch=page_batch)
    assert (plan.articles, plan.stays) == (0, Article.objects.count())
    batch_undo(batch=page_batch)
    assert states() == {"published"}


def test_a_split_off_article_that_was_withdrawn_by_hand_does_not_come_back(page_batch):
    part = Article.objects.filter(parent__isnull=False).first()
    article_set_state(article=part, state="withdrawn")
    batch_undo(batch=page_batch)
    assert states() == {"withdrawn"}
    batch_redo(batch=page_batch)
    part.refresh_from_db()
    assert part.state == "withdrawn"
    assert part.parent.state == "published"


def test_drafts_go_and_come_back_as_drafts(page_batch):
    Article.objects.update(state="draft")
    batch_undo(batch=page_batch)
    assert states() == {"withdrawn"}
    batch_redo(batch=page_batch)
    assert states() == {"draft"}


def test_held_back_records_leave_the_queue_with_their_batch(load):
    load({})
    batch, _ = load(OTHER)
    assert batch_undo_plan(batch=batch).collisions == 1
    batch_undo(batch=batch)
    assert Collision.objects.get().state == "undone"
    assert load(OTHER)[1].endswith("1 kept undone: سوق التمور في بسكرة")
    batch_redo(batch=batch)
    assert Collision.objects.get().state == "open"


def test_a_record_that_a_curator_accepted_stays(load):
    load({})
    batch, _ = load(OTHER)
    collision_decide(collision=Collision.objects.get(), state="revision")
    plan = batch_undo_plan(batch=batch)
    assert (plan.texts, plan.articles) == (0, 0)
    batch_undo(batch=batch)
    assert Article.objects.get().title == OTHER["title"]
    assert ArticleRevision.objects.get().cause == "decision"


def test_a_record_that_a_curator_made_an_article_of_its_own_stays(load):
    load({})
    batch, _ = load(OTHER)
    collision_decide(collision=Collision.objects.get(), state="own")
    batch_undo(batch=batch)
    assert states() == {"published"}


def test_a_difference_goes_with_the_batch_that_noted_it_and_the_one_before_is_back(load):
    load({"section": "أ"})
    curate(section="المحرر")
    second, third = load({"section": "ب"})[0], load({"section": "ج"})[0]
    assert listed() == ("ج", third)
    batch_undo(batch=third)
    assert listed() == ("ب", second)
    batch_redo(batch=third)
    assert listed() == ("ج", third)


def test_what_a_curator_replaced_himself_is_no_difference_after_the_undo(load):
    load({"section": "أ"})
    curate(section="المحرر")
    batch, _ = load({"section": "ب"})
    batch_undo(batch=batch)
    assert not FieldDifference.objects.exists()
    batch_redo(batch=batch)
    assert listed() == ("ب", batch)


def test_a_difference_that_was_decided_stays_decided(load):
    load({"section": "أ"})
    article = curate(section="المحرر")
    batch, _ = load({"section": "ب"})
    article_difference_keep(article=article, field="section")
    batch_undo(batch=batch)
    batch_redo(batch=batch)
    assert Article.objects.get().section == "المحرر"
    assert FieldDifference.objects.get().state == "kept"


def test_the_same_file_again_leaves_withdrawn_what_was_undone_and_says_so(load):
    batch, _ = load({"id": 1}, {"id": 2})
    batch_undo(batch=batch)
    dry = load({"id": 1}, {"id": 2}, dry_run=True)[1]
    again, summary = load({"id": 1}, {"id": 2})
    assert summary == "0 articles added, 0 updated, 2 unchanged, 0 stubs, 0 failed, 2 kept undone: خبر; خبر"
    assert dry == summary
    assert [notice["kind"] for notice in again.notices] == ["kept_undone"] * 2
    assert states() == {"withdrawn"}
    batch_redo(batch=batch)
    assert "kept undone" not in load({"id": 1}, {"id": 2})[1]


def test_the_same_file_again_does_not_bring_back_an_update_that_was_undone(load):
    load({})
    batch, _ = load({"author": "خطأ"})
    batch_undo(batch=batch)
    assert load({"author": "خطأ"})[1].endswith("1 unchanged, 0 stubs, 0 failed, 1 kept undone: خبر")
    assert Article.objects.get().author == ""
    assert load({"author": "صواب"})[1].startswith("0 articles added, 1 updated")
    assert Article.objects.get().author == "صواب"


def test_a_newer_record_of_a_withdrawn_article_updates_it_and_leaves_it_withdrawn(load):
    batch, _ = load({})
    batch_undo(batch=batch)
    summary = load({"author": "كاتبة"})[1]
    assert "1 updated" in summary
    assert "1 kept undone" in summary
    assert (Article.objects.get().author, states()) == ("كاتبة", {"withdrawn"})


class Killed(BaseException):
    pass


@pytest.mark.parametrize("after", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("is_redo", [False, True])
def test_a_run_that_was_killed_is_completed_by_the_next(load, monkeypatch, after, is_redo):
    monkeypatch.setattr(undo, "CHUNK", 1)
    old = [{"id": number, "author": "قديم"} for number in range(3)]
    load(*old)
    batch, _ = load(*({"id": number, "author": "جديد"} for number in range(6)))
    if is_redo:
        batch_undo(batch=batch)
    act = batch_redo if is_redo else batch_undo

    def die(done):
        if done == after:
            raise Killed

    with pytest.raises(Killed):
        act(batch=batch, report=die)
    assert Batch.objects.latest("pk").undo_state == ("redoing" if is_redo else "undoing")
    act(batch=batch)
    assert Article.objects.filter(author="جديد", state="published").count() == (6 if is_redo else 0)
    assert Article.objects.filter(author="قديم", state="published").count() == (0 if is_redo else 3)
    causes = ArticleRevision.objects.values_list("cause", flat=True)
    assert sorted(causes) == sorted(["import"] * 3 + ["undo"] * 3 + (["redo"] * 3 if is_redo else []))


def test_a_save_in_the_middle_is_not_lost(load, monkeypatch):
    load({})
    batch, _ = load({"author": "خطأ", "section": "بيئة"})
    build, calls = undo.annotations_build, []

    def build_while_somebody_saves(article, paragraphs):
        if not calls:
            calls.append(1)
            curate(author="محررة")
        return build(article, paragraphs)

    monkeypatch.setattr(undo, "annotations_build", build_while_somebody_saves)
    batch_undo(batch=batch)
    article = Article.objects.get()
    assert (article.author, article.section) == ("محررة", "")


def test_what_a_batch_of_earlier_versions_did_is_said_to_be_unknown(load):
    load({"id": 1})
    batch, _ = load({"id": 1, "author": "جديد"}, {"id": 2})
    ArticleRevision.objects.all().delete()
    Article.objects.update(batch=None)
    plan = batch_undo_plan(batch=batch)
    assert (plan.articles, plan.texts, plan.unknown_added, plan.unknown_updated) == (0, 0, 1, 1)
    assert not plan.has_work
