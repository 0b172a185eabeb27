"""An import leaves what curators set as it is, writes the rest, and lists the differences."""

import datetime as dt
import json

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article, Batch, FieldDifference, Source
from archive.catalog.services import article_difference_keep
from archive.curation.services import article_field_decide, article_revise
from archive.ingest import prepared, writing
from archive.ingest.services import article_field_restore, paths_import
from archive.ingest.writing import Writer

pytestmark = pytest.mark.django_db
RECORD = {
    "id": 1, "title": "خبر", "body": "افتتح الجسر.\nثم أغلق.", "date": "2024-03-05", "author": "كاتب", "section": "بيئة",
    "source": "نشرة", "url": "https://example.org/1", "tags": ["أ"],
}  # fmt: skip


@pytest.fixture
def load(tmp_path):
    def load(dry_run=False, **changed):
        path = tmp_path / "a.jsonl"
        path.write_text(json.dumps({**RECORD, **changed}, ensure_ascii=False), encoding="utf-8")
        return paths_import(paths=[str(path)], dry_run=dry_run)

    return load


def curate(paragraphs=None, **values):
    article = Article.objects.get()
    for name, value in values.items():
        setattr(article, name, value)
    text = paragraphs or list(article.paragraphs.values_list("role", "text"))
    article_revise(article=article, paragraphs=text, fields=list(values))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": "عنوان المحرر"}),
        ("title", {"title": None}),
        ("author", {"author": "محررة"}),
        ("section", {"section": "طيور"}),
        ("tags", {"tags": ["ب", "ج"]}),
        ("url", {"url": "https://example.org/2"}),
        ("published", {"published_on": dt.date(2024, 3, 1), "published_precision": "month"}),
        ("kind", {"kind": "stub"}),
    ],
)
def test_a_field_that_a_curator_set_stays_and_the_rest_is_updated(load, field, values):
    load()
    curate(**values)
    before = Article.objects.values(*values).get()
    change = {"section": "جديد"} if field != "section" else {"author": "جديد"}
    dry, summary = load(dry_run=True, **change), load(**change)
    assert str(summary).startswith("0 articles added, 1 updated, 0 unchanged, 0 stubs, 0 failed, 1 kept as curated: ")
    assert str(dry) == str(summary)
    article = Article.objects.get()
    assert Article.objects.values(*values).get() == before
    assert [getattr(article, name) for name in change] == ["جديد"]
    assert article.curated_fields == [field]
    difference = FieldDifference.objects.get()
    assert (difference.field, difference.batch, difference.state) == (field, Batch.objects.latest("pk"), "open")


def test_corrected_paragraphs_stay_with_their_dates(load):
    load()
    curate([("lede", "افتتح الجسر في عام 2011."), ("subhead", "بعد ذلك")])
    summary = load(tags=["أ", "ب"])
    assert str(summary).endswith(", 1 kept as curated: خبر (paragraphs)")
    article = Article.objects.get()
    assert article.tags == ["أ", "ب"]
    assert list(article.paragraphs.values_list("role", "text")) == [
        ("lede", "افتتح الجسر في عام 2011."), ("subhead", "بعد ذلك"),
    ]  # fmt: skip
    assert [date.value for date in article.dates.all()] == ["2011"]


def test_a_curators_source_stays(load):
    load()
    curate(source=Source.objects.create(name="صححه المحرر"))
    load(tags=["ب"])
    assert Article.objects.get().source.name == "صححه المحرر"
    assert FieldDifference.objects.get().record_value == "نشرة"


def test_a_save_that_changes_nothing_leaves_everything_to_imports(load):
    load()
    curate()
    assert Article.objects.get().curated_fields == []
    assert str(load(title="خبر جديد")).startswith("0 articles added, 1 updated, 0 unchanged, 0 stubs, 0 failed")
    assert Article.objects.get().title == "خبر جديد"


def test_a_record_that_says_the_same_or_nothing_differs_from_nobody(load):
    load(author=None)
    curate(title="خبر مصحح", author="محررة")
    assert not load(title="خبر مصحح", author=None).counts.notices
    assert not FieldDifference.objects.exists()


def test_a_difference_that_was_decided_is_listed_again_for_another_value_only(load):
    load()
    curate(title="عنوان المحرر")
    load(tags=["ب"])
    article_difference_keep(article=Article.objects.get(), field="title")
    assert not load(tags=["ج"]).counts.notices
    assert FieldDifference.objects.get().state == "kept"
    assert len(load(title="خبر ثان").counts.notices) == 1
    assert (FieldDifference.objects.get().state, FieldDifference.objects.get().record_value) == ("open", "خبر ثان")


@pytest.mark.parametrize("field", ["title", "paragraphs", "published", "source", "tags"])
def test_a_field_goes_back_to_the_newest_record_and_imports_write_it_again(load, field):
    load()
    curate(
        [("lede", "نص المحرر.")],
        title="عنوان المحرر",
        published_on=None,
        published_precision="",
        published_basis="",
        source=None,
        tags=[],
    )
    newest = {"title": "خبر ثان", "body": "نص ثان في عام 2012.", "date": "2024-04", "source": "نشرة", "tags": ["ث"]}
    load(**newest)
    assert article_field_decide(
        article=Article.objects.get(), field=field, decision="record", user=User.objects.create_user("laila"), note=""
    )
    article = Article.objects.get()
    now = {
        "title": article.title,
        "paragraphs": article.paragraphs.get().text,
        "published": article.published_value,
        "source": article.source and article.source.name,
        "tags": article.tags,
    }
    kept = {"title": "عنوان المحرر", "paragraphs": "نص المحرر.", "published": None, "source": None, "tags": []}
    record = {"title": "خبر ثان", "paragraphs": newest["body"], "published": "2024-04", "source": "نشرة", "tags": ["ث"]}
    assert now == kept | {field: record[field]}
    assert field not in article.curated_fields
    assert not article.differences.filter(field=field).exists()
    assert [date.value for date in article.dates.all()] == (["2012"] if field == "paragraphs" else [])


def test_the_source_given_for_an_import_is_found_again(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1, "body": "نص."}', encoding="utf-8")
    paths_import(paths=[str(path)], source="أرشيف  البلدة")
    curate(source=None)
    article_field_restore(article=Article.objects.get(), field="source")
    assert Article.objects.get().source.name == "أرشيف البلدة"


def test_a_text_files_article_goes_back_too(tmp_path, page):
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    paths_import(paths=[str(path)], source="أرشيف")
    article = Article.objects.exclude(parent=None).get()
    title, article.title = article.title, "عنوان المحرر"
    article_revise(article=article, paragraphs=list(article.paragraphs.values_list("role", "text")), fields=["title"])
    assert paths_import(paths=[str(path)], source="أرشيف").counts.unchanged == 2
    article_field_restore(article=article, field="title")
    assert Article.objects.exclude(parent=None).get().title == title


def test_a_correction_during_the_analysis_is_not_lost(load, monkeypatch):
    load()
    build, calls = prepared.annotations_build_all, []

    def correct_meanwhile(articles):
        if not calls:
            calls.append(None)
            curate([("lede", "نص المحرر.")], title="عنوان المحرر")
        return build(articles)

    monkeypatch.setattr(prepared, "annotations_build_all", correct_meanwhile)
    assert load(title="خبر ثان", body="افتتح الجسر ثانية.", section="جديد").counts.updated == 1
    article = Article.objects.get()
    assert (article.title, article.section) == ("عنوان المحرر", "جديد")
    assert article.paragraphs.get().text == "نص المحرر."


def test_paragraphs_that_did_not_change_keep_their_rows(load):
    load()
    rows = list(Article.objects.get().paragraphs.values_list("pk", flat=True))
    load(tags=["ب"])
    assert list(Article.objects.get().paragraphs.values_list("pk", flat=True)) == rows


def test_a_writer_gives_up_where_every_attempt_comes_too_late(monkeypatch):
    def too_late(_read):
        raise writing._OutdatedError

    monkeypatch.setattr(writing, "_check_unchanged", too_late)
    from archive.ingest.readers.jsonl import read_line

    with pytest.raises(writing._OutdatedError):
        Writer(Batch.objects.create(label="دفعة")).write([read_line(b'{"body": "a"}', "a.jsonl", 1)])
